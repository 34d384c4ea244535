"""A run in Markdown for a merge request."""

import pytest
from markdown_it import MarkdownIt

from assistant.evaluate.comparing import compare
from assistant.evaluate.grading import Outcome
from assistant.evaluate.reports.markdown import escaped, markdown_text
from assistant.evaluate.running.run_file import Run
from tests.evaluate.by_hand import question, result, run_of

HOSTILE = [
    "[click](https://evil.example)",
    "![](https://evil.example/x.png)",
    "https://evil.example and www.evil.example",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- hidden",
    "&lt;b&gt; &amp; &#64;",
    "@all and @octocat",
    "see #1, owner/repo#2",
    "a | b\n| --- |\n| c |",
    "one\n\n# two\n\n- three",
    "\n```\ncode",
    "`code` **bold** _em_ ~~gone~~",
    "\\*not bold\\*",
    "1. one",
    "\x1b[31mred\u202e",
    "[^1]: note",
    "$x^2$",
]


def rendered(markdown: str) -> str:
    """As GitHub renders it, before it looks for names, numbers and addresses."""
    return str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def outcomes(**of: Outcome) -> Run:
    return run_of(*(result(name, outcome) for name, outcome in of.items()))


def headings(markdown: str) -> list[str]:
    return [line for line in markdown.splitlines() if line.startswith("#")]


def test_a_run_has_its_title_a_table_and_its_cases_from_the_worst_on() -> None:
    run = run_of(
        result("a"),
        result("b", "partly", why="does not show 74%"),
        result("c", "misleading", text="It is 92%."),
    )

    assert markdown_text(run) == "\n".join(
        [
            "## s against here \\(built\\-in\\), corpus v1",
            "",
            "| outcome | cases | share | 95% interval |",
            "| --- | ---: | ---: | --- |",
            "| right | 1 | 33.3% | 6.1 to 79.2% |",
            "| partly | 1 | 33.3% | 6.1 to 79.2% |",
            "| refused though covered | 0 | 0.0% | 0.0 to 56.1% |",
            "| misleading | 1 | 33.3% | 6.1 to 79.2% |",
            "| answered though uncovered | 0 | 0.0% | 0.0 to 56.1% |",
            "",
            "### Misleading (1)",
            "",
            "- **s/c**: misleading",
            "  - asked: Who?",
            "  - got: It is 92%\\.",
            "",
            "### Partly (1)",
            "",
            "- **s/b**: does not show 74%",
            "  - asked: Who?",
            "  - got: It is 86%\\.",
            "",
        ]
    )


def test_against_a_base_what_broke_comes_first_and_what_still_misleads_last() -> None:
    base = outcomes(a="right", b="partly", c="misleading", d="partly", e="partly", f="partly")
    new = outcomes(
        a="partly",
        b="right",
        c="misleading",
        d="partly",
        e="refused though covered",
        f="partly",
        g="misleading",
    )

    text = markdown_text(new, compare(base, new))

    assert headings(text) == [
        "## s against here \\(built\\-in\\), corpus v1",
        "### Broken (1)",
        "### Misleading, and not in the base run (1)",
        "### Fixed (1)",
        "### Changed (1)",
        "### Still misleading (1)",
    ]
    assert "- **s/a**: right → partly\n  - asked: Who?\n  - expected: shows 86%\n  - then: " in text
    assert "- 6 cases in both runs: 1 broken, 1 fixed, 1 changed, 0 unstable\\.\n" in text


def test_a_model_that_still_misleads_is_told_beside_one_that_changed() -> None:
    base = run_of(result(), result(model="x", outcome="misleading"))
    new = run_of(result(outcome="partly"), result(model="x", outcome="misleading"))

    text = markdown_text(new, compare(base, new))

    assert "### Broken (1)\n\n- **s/a**: right → partly" in text
    assert "### Still misleading (1)\n\n- **s/a** (x): misleading" in text


@pytest.mark.parametrize("text", ["x" * 5_000, "&@|<😀" * 1_000])
def test_two_thousand_broken_cases_fit_and_those_left_out_are_counted(text: str) -> None:
    names = [f"case-{n}" for n in range(2_000)]
    base = run_of(*(result(name) for name in names), result("was", "partly"))
    broken = [result(name, "partly", text=text, why=text) for name in names]
    new = run_of(result("was"), *broken)

    made = markdown_text(new, compare(base, new))

    shown = made.count("right → partly")
    assert len(made.encode()) < 60_000
    assert shown > 5
    assert headings(made)[1] == "### Broken (2,000)"
    assert made.endswith(f"… and {2_001 - shown:,} more\n")


def test_a_head_of_any_length_fits() -> None:
    run = run_of(result(), details=[{"program": "x" * 100_000}], corpus_version="y" * 100_000)

    assert len(markdown_text(run, compare(run_of(result()), run)).encode()) < 60_000


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is(text: str) -> None:
    case = question(question=text, figures="86%", must_say=text)
    base = run_of(result(case=case, text=text))
    new = run_of(result(case=case, text=text, why=text, outcome="misleading", model=text))

    for made in (markdown_text(new), markdown_text(new, compare(base, new))):
        html, plain = rendered(made), rendered(made.replace(escaped(text), "plain"))
        tags = ("<a ", "<img", "<script", "<code", "<em", "<del", "<ol", "<pre", "<h1", "<!--")
        assert [tag for tag in tags if tag in html] == []
        for tag in ("<table>", "<tr>", "<h2>", "<h3>", "<ul>", "<li>", "<strong>"):
            assert html.count(tag) == plain.count(tag)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@octocat", "@&#8203;octocat"),
        ("owner/repo#12", "owner/repo\\#&#8203;12"),
        ("https://evil.example", "https:&#8203;//evil\\.example"),
        ("a | b", "a \\| b"),
        ("a\n\n# b", "a \\#&#8203; b"),
        ("&amp; <b>", "&amp;amp; &lt;b&gt;"),
        ("a_b*c`d~e", "a\\_b\\*c\\`d\\~e"),
    ],
)
def test_what_would_be_a_link_a_name_or_a_format_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


@pytest.mark.parametrize("text", HOSTILE)
def test_nobody_is_called_and_nothing_is_linked_after_rendering(text: str) -> None:
    # GitHub and GitLab look for names, numbers and addresses in what has been rendered.
    html = rendered(escaped(text))

    assert not any(f"@{name}" in html for name in ("all", "octocat"))
    assert "#1" not in html
    assert "#2" not in html
    assert "://" not in html
