"""Judgements put into words: why a figure is not borne out, and what the right one is."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.findings.finding import Evidence
from assistant.findings.lexicon import load
from assistant.numerals import read_figures
from assistant.verify.check import CheckedFigure, Claim, ClaimVerdict
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.judgements import Judgement

UNNAMED = "other people"


def claim_of(said: SaidSentence, judged: Sequence[Judgement]) -> Claim:
    """The sentence with its verdict: borne out only if every figure is."""
    if not said.figures:
        return Claim(text=said.text, verdict="not_a_claim", paragraph=said.paragraph)
    figures = tuple(
        _checked(said, figure, judgement)
        for figure, judgement in zip(said.figures, judged, strict=True)
    )
    whys = dict.fromkeys(f.why for f in figures if f.why)
    return Claim(
        text=said.text,
        verdict=_verdict(figures),
        why="; ".join(whys),
        figures=figures,
        paragraph=said.paragraph,
        corrected=_corrected(said.text, figures),
    )


def _corrected(text: str, figures: Sequence[CheckedFigure]) -> str:
    """A sentence with the right figures, if each wrong one is only of another value."""
    wrong = [f for f in figures if f.verdict != "verified"]
    if not wrong or not all(f.verdict == "contradicted" and f.expected for f in wrong):
        return ""
    for figure in sorted(wrong, key=lambda f: -f.start):
        text = f"{text[: figure.start]}{figure.expected}{text[figure.end :]}"
    return text


def _verdict(figures: Sequence[CheckedFigure]) -> ClaimVerdict:
    for verdict in ("contradicted", "unsupported"):
        if any(f.verdict == verdict for f in figures):
            return verdict
    return "verified"


def quoted(text: str, evidence: Evidence) -> Claim:
    """A text that says what its evidence says, word for word: all its figures are borne out."""
    figures = tuple(
        CheckedFigure(
            figure=mention.figure,
            start=mention.start,
            end=mention.end,
            verdict="verified",
            evidence=evidence,
        )
        for mention in read_figures(text)
    )
    return Claim(text=text, verdict="verified" if figures else "not_a_claim", figures=figures)


def joined(text: str, claims: Sequence[Claim]) -> Claim:
    """One claim out of those of a text's sentences, which stand in it in this order."""
    figures: list[CheckedFigure] = []
    at = 0
    for claim in claims:
        at = max(at, text.find(claim.text, at))
        figures += (replace(f, start=f.start + at, end=f.end + at) for f in claim.figures)
    whys = dict.fromkeys(claim.why for claim in claims if claim.why)
    verdict: ClaimVerdict = _verdict(figures) if figures else "not_a_claim"
    return Claim(text=text, verdict=verdict, why="; ".join(whys), figures=tuple(figures))


def _checked(sentence: SaidSentence, said: SaidFigure, judged: Judgement) -> CheckedFigure:
    token = sentence.tokens[said.at]
    return CheckedFigure(
        figure=said.figure,
        start=token.start,
        end=token.end,
        verdict=judged.verdict,
        why="" if judged.verdict == "verified" else why(said, judged),
        expected=judged.expected,
        evidence=judged.evidence,
    )


def why(said: SaidFigure, judged: Judgement) -> str:
    """Which facet failed and what is right, in one plain sentence without a full stop."""
    wording = load("verdicts")
    asked = said.statement.population.text
    if judged.reason in ("population", "narrower", "wider") and judged.people:
        elsewhere = wording["value_elsewhere"].format(
            said=said.figure.text, people=judged.people or UNNAMED
        )
        if judged.expected is None or not asked:
            return str(elsewhere)
        return str(
            wording["right_figure"].format(why=elsewhere, people=asked, expected=judged.expected)
        )
    words = judged.said or said.figure.text
    same = f"{judged.reason} same"
    name = same if words == judged.found and same in wording else judged.reason
    return str(
        wording[name].format(
            said=words,
            found=judged.found,
            people=judged.people or judged.found or UNNAMED,
        )
    )
