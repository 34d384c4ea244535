"""The corpus folder listed: surveys, their files, and what cannot be used with the reason."""

import hashlib
import os
from pathlib import Path

import pytest

from assistant.corpus.folder import Corpus, natural_order, scan_corpus
from assistant.errors import CorpusError


def laid_out(root: Path, **files: str) -> Path:
    """A corpus of the files named, folders and all: `a__article_txt="…"` is a/article.txt."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def reasons(corpus: Corpus) -> list[tuple[str, str]]:
    return [(problem.source, problem.reason) for problem in corpus.problems]


def test_a_folder_with_a_bare_article_is_a_survey(tmp_path: Path) -> None:
    corpus = scan_corpus(laid_out(tmp_path, trust__article_txt="62% agree."))

    (folder,) = corpus.folders
    (file,) = folder.files
    assert (folder.survey.id, folder.survey.title, folder.manifest_sha256) == ("trust", "", "")
    assert (file.source, file.kind, file.size) == ("corpus/trust/article.txt", "document", 10)
    assert file.sha256 == hashlib.sha256(b"62% agree.").hexdigest()
    assert file.mtime_ns == (tmp_path / "trust" / "article.txt").stat().st_mtime_ns
    assert corpus.problems == ()


def test_the_manifest_names_the_survey_and_has_its_own_checksum(tmp_path: Path) -> None:
    manifest = "title: Trust in news\n"

    corpus = scan_corpus(laid_out(tmp_path, trust__survey_yaml=manifest, trust__a_txt="x"))

    assert corpus.surveys[0].title == "Trust in news"
    assert corpus.folders[0].manifest_sha256 == hashlib.sha256(manifest.encode()).hexdigest()
    assert [file.source for file in corpus.folders[0].files] == ["corpus/trust/a.txt"]


def test_a_broken_manifest_is_a_problem_and_the_survey_is_read_without_it(tmp_path: Path) -> None:
    corpus = scan_corpus(laid_out(tmp_path, trust__survey_yaml="sponser: x", trust__a_txt="x"))

    ((source, reason),) = reasons(corpus)
    assert source == "corpus/trust/survey.yaml"
    assert "did you mean 'sponsor'" in reason
    assert len(corpus.folders[0].files) == 1


def test_a_lone_document_is_a_survey_named_after_the_file(tmp_path: Path) -> None:
    corpus = scan_corpus(
        laid_out(tmp_path, trust_txt="a", trust_csv="b", news__a_txt="c", news_md="d")
    )

    assert [(s.id, [f.source for f in x.files]) for x in corpus.folders for s in [x.survey]] == [
        ("news", ["corpus/news/a.txt"]),
        ("news.md", ["corpus/news.md"]),  # the folder has the name already
        ("trust", ["corpus/trust.csv", "corpus/trust.txt"]),
    ]


def test_odd_folder_names_are_ids_as_they_stand(tmp_path: Path) -> None:
    for name in ("Trust in news (2024)", "enqu\u00eate", "\u8abf\u67fb", "wave 10", "wave 2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.txt").write_text("x", encoding="utf-8")

    assert [survey.id for survey in scan_corpus(tmp_path).surveys] == [
        "enqu\u00eate",
        "Trust in news (2024)",
        "wave 2",
        "wave 10",
        "\u8abf\u67fb",
    ]


def test_what_is_not_of_the_survey_is_passed_over(tmp_path: Path) -> None:
    root = laid_out(
        tmp_path,
        a__article_txt="x",
        a__README_md="about",
        a__LICENSE_txt="terms",
        a__questions_yaml="",
        a__responses_csv="1",
        a__chart_png="",
        README_md="about",
    )
    (root / "a" / ".DS_Store").write_bytes(b"\0")
    (root / "a" / "~$article.docx").write_bytes(b"\0")
    (root / ".git").mkdir()
    (root / "a" / "pictures").mkdir()

    corpus = scan_corpus(root)

    assert [file.source for x in corpus.folders for file in x.files] == ["corpus/a/article.txt"]
    assert corpus.problems == ()


def test_files_of_formats_that_are_not_read_are_named_with_what_to_save_them_as(
    tmp_path: Path,
) -> None:
    corpus = scan_corpus(laid_out(tmp_path, a__report_doc="x", a__toplines_xls="x"))

    assert reasons(corpus) == [
        ("corpus/a/report.doc", ".doc files are not read; save it as .docx"),
        ("corpus/a/toplines.xls", ".xls files are not read; save it as .xlsx"),
    ]


def test_a_folder_within_a_survey_is_named_if_survey_material_lies_in_it(tmp_path: Path) -> None:
    corpus = scan_corpus(laid_out(tmp_path, a__wave1__article_txt="x", a__b_txt="y"))

    ((source, reason),) = reasons(corpus)
    assert source == "corpus/a/wave1"
    assert "move its files up" in reason


def test_links_out_of_the_corpus_are_refused_and_links_within_are_followed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("secret", encoding="utf-8")
    root = laid_out(tmp_path / "corpus", a__article_txt="x")
    (root / "a" / "b.txt").symlink_to(outside)
    (root / "a" / "c.txt").symlink_to(root / "a" / "article.txt")
    (root / "a" / "d.txt").symlink_to(root / "nowhere")
    (root / "a" / "e.txt").symlink_to(root / "a" / "e.txt")
    (root / "up").symlink_to(tmp_path)

    corpus = scan_corpus(root)

    assert [file.source for x in corpus.folders for file in x.files] == [
        "corpus/a/article.txt",
        "corpus/a/c.txt",
    ]
    assert reasons(corpus) == [
        ("corpus/a/b.txt", "a link that leads out of the corpus; copy the file here"),
        ("corpus/a/d.txt", "a link that leads nowhere; copy the file here"),
        ("corpus/a/e.txt", "a link that leads nowhere; copy the file here"),
        ("corpus/up", "a link that leads out of the corpus; copy the file here"),
    ]


def test_things_that_are_no_files_are_named(tmp_path: Path) -> None:
    root = laid_out(tmp_path, a__article_txt="x")
    os.mkfifo(root / "a" / "pipe.txt")

    assert reasons(scan_corpus(root)) == [("corpus/a/pipe.txt", "not an ordinary file")]


def test_a_corpus_that_is_not_there_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such folder; name the corpus with --corpus"):
        scan_corpus(tmp_path / "corpus")


def test_an_empty_corpus_has_no_surveys(tmp_path: Path) -> None:
    assert scan_corpus(tmp_path).folders == ()


def test_scanning_twice_gives_the_same(tmp_path: Path) -> None:
    root = laid_out(tmp_path, b__x_txt="1", a__y_txt="2", a__x_txt="3")

    assert scan_corpus(root) == scan_corpus(root)


@pytest.mark.parametrize("name", ["", "a\u00b2", "007", "7", "\u0663"])
def test_any_name_has_a_place_in_the_order(name: str) -> None:
    assert natural_order(name) == natural_order(name)
    assert sorted([name, "a1", "1a"], key=natural_order)


def test_responses_and_what_was_asked_are_found_apart_from_what_was_published(
    tmp_path: Path,
) -> None:
    corpus = scan_corpus(
        laid_out(
            tmp_path, trust__responses_csv="q1\nYes", trust__questions_yaml="", trust__a_txt="x"
        )
    )

    (folder,) = corpus.folders
    assert folder.responses is not None
    assert folder.responses.data is not None
    assert folder.responses.data.kind == "responses"
    assert folder.responses.questions == tmp_path / "trust" / "questions.yaml"
    assert [file.source for file in folder.files] == ["corpus/trust/a.txt"]


def test_responses_may_be_on_an_engine(tmp_path: Path) -> None:
    url = "postgres://reader@db.example.org/polls#answers"

    corpus = scan_corpus(laid_out(tmp_path, trust__survey_yaml=f"title: T\nresponses: {url}\n"))

    (folder,) = corpus.folders
    assert folder.responses is not None
    assert (folder.responses.url, folder.responses.data) == (url, None)


def test_responses_are_either_in_a_file_or_on_an_engine(tmp_path: Path) -> None:
    manifest = "responses: postgres://db.example.org/polls#answers"

    corpus = scan_corpus(
        laid_out(tmp_path, trust__survey_yaml=manifest, trust__responses_csv="q1\nYes")
    )

    assert corpus.folders[0].responses is None
    assert "keep one of them" in reasons(corpus)[0][1]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("trust__questions_yaml", "there is no responses file beside it"),
        ("trust__responses_por", ".por files are not read; save it as .sav"),
        ("responses_csv", "respondents' answers need a folder of their own"),
    ],
)
def test_responses_that_cannot_be_used_are_problems(tmp_path: Path, name: str, reason: str) -> None:
    corpus = scan_corpus(laid_out(tmp_path, **{name: "x"}))

    assert [reason in problem for _, problem in reasons(corpus)] == [True]
