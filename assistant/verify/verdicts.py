"""Judgements put into words: why a figure is not borne out, and what the right one is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.figures import Form
from assistant.findings.finding import Evidence
from assistant.findings.lexicon import load
from assistant.numerals import read_figures
from assistant.verify.check import CheckedFigure, CheckedWords, Claim, ClaimVerdict
from assistant.verify.claims import SaidFigure, SaidSentence
from assistant.verify.judgements import Judgement
from assistant.verify.relations.relation import Relation

UNNAMED = "other people"
Part = TypeVar("Part", CheckedFigure, CheckedWords)


def claim_of(
    said: SaidSentence,
    judged: Sequence[Judgement],
    related: Sequence[Judgement] = (),
    *,
    beside: Sequence[CheckedFigure | CheckedWords] = (),
) -> Claim:
    """The sentence with its verdict: borne out only if every figure and every comparison is.

    `related` has a judgement for each of the sentence's relations, or none at all; `beside` is what
    the sentence says besides, of the survey itself.
    """
    if not said.figures and not related and not beside:
        return Claim(text=said.text, verdict="not_a_claim", paragraph=said.paragraph)
    figures = tuple(
        _checked(said, figure, judgement)
        for figure, judgement in zip(said.figures, judged, strict=True)
    )
    words = tuple(
        _checked_words(said, relation, judgement)
        for relation, judgement in zip(said.relations, related, strict=False)
    )
    figures = _in_order(figures, [one for one in beside if isinstance(one, CheckedFigure)])
    words = _in_order(words, [one for one in beside if isinstance(one, CheckedWords)])
    checked: tuple[CheckedFigure | CheckedWords, ...] = (*figures, *words)
    whys = dict.fromkeys(one.why for one in checked if one.why)
    return Claim(
        text=said.text,
        verdict=_verdict(checked),
        why="; ".join(whys),
        figures=figures,
        words=words,
        paragraph=said.paragraph,
        corrected=_corrected(said.text, checked),
    )


def _in_order(own: Iterable[Part], more: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(list(own) + list(more), key=lambda one: one.start))


def _checked_words(said: SaidSentence, relation: Relation, judged: Judgement) -> CheckedWords:
    words = said.text[relation.start : relation.end].strip()
    return CheckedWords(
        start=relation.start,
        end=relation.start + len(words),
        verdict=judged.verdict,
        why="" if judged.verdict == "verified" else _why_of_words(words, judged),
        evidence=judged.evidence,
    )


def _why_of_words(words: str, judged: Judgement) -> str:
    told = {"said": judged.said or words, "found": judged.found, "people": judged.people or UNNAMED}
    why: str = load("verdicts")[judged.reason].format(**told)
    return f"\u201c{words}\u201d: {why}"


def _corrected(text: str, checked: Sequence[CheckedFigure | CheckedWords]) -> str:
    """A sentence with the right figures, if nothing else in it is wrong or open.

    A number does not go in the place of "most": "40% tourists".
    """
    wrong = [one for one in checked if one.verdict != "verified"]
    figures = [f for f in wrong if isinstance(f, CheckedFigure) and f.expected is not None]
    can_stand = all(
        figure.verdict == "contradicted" and figure.figure.form is not Form.VAGUE
        for figure in figures
    )
    if not figures or len(figures) < len(wrong) or not can_stand:
        return ""
    for figure in sorted(figures, key=lambda f: -f.start):
        text = f"{text[: figure.start]}{figure.expected}{text[figure.end :]}"
    return text


def _verdict(judged: Sequence[CheckedFigure | CheckedWords]) -> ClaimVerdict:
    for verdict in ("contradicted", "unsupported"):
        if any(one.verdict == verdict for one in judged):
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
    if judged.reason == "population" and judged.people:
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
