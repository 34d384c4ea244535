from pathlib import Path

from assistant.index.build import build_index
from assistant.index.respondents.reading import standard_steps
from assistant.index.store import open_index
from tests.index.articles import plain_steps, settings_in
from tests.index.respondents.surveys import write_answers

QUESTIONS = """
banner: [sex]
questions:
  - id: bakes
    text: Do you bake bread?
    options: ["Yes", "No"]
  - id: loaves
    text: How many loaves did you eat last month?
    type: numeric
    unit: loaves
  - id: sex
    text: Sex
    options: [Female, Male]
    people: {Female: women, Male: men}
"""


def test_answers_in_a_file_become_figures_worked_out_by_hand(tmp_path: Path) -> None:
    # 40 women, 30 of whom bake and eat 4 loaves; 40 men, 10 of whom bake and eat 2; 20 of no sex
    rows = ["Yes,4,Female"] * 30 + ["No,0,Female"] * 10
    rows += ["Yes,2,Male"] * 10 + ["No,0,Male"] * 30 + ["No,0,"] * 20
    file = write_answers(tmp_path / "corpus", "bread", "\n".join(["bakes,loaves,sex", *rows, ""]))
    (file.parent / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    (file.parent / "survey.yaml").write_text("populations:\n  - name: adults\n", encoding="utf-8")
    settings = settings_in(tmp_path)

    report = build_index(settings, steps=plain_steps(responses=standard_steps(settings)))

    assert report.problems == ()
    with open_index(settings.index) as index:
        told = {f.evidence.quote: f.statement.base for f in index.findings}
        [responses] = index.responses
    bases = {quote: base.unweighted_n for quote, base in told.items() if base}
    asked = "when asked “Do you bake bread?”"
    # 40 of 100; 30 of 40; 10 of 40; (30 * 4 + 10 * 2) / 100 = 1.4; 120 / 40 = 3; 20 / 40 = 0.5
    assert bases[f"40% of adults answered “Yes” {asked}"] == 100
    assert bases[f"75% of women answered “Yes” {asked}"] == 40
    assert bases[f"25% of men answered “Yes” {asked}"] == 40
    mean = "The mean for {}, asked “How many loaves did you eat last month?”, was {} loaves"
    assert bases[mean.format("adults", "1.40")] == 100
    assert bases[mean.format("women", "3")] == 40
    assert bases[mean.format("men", "0.50")] == 40
    assert Path(responses.location).parent == settings.index / "prepared"
    assert responses.respondents == 100
