"""Checks to show, made by hand."""

from dataclasses import replace

from assistant.figures import Figure, Unit
from assistant.verify.check import Check, CheckedFigure, CheckedWords, Claim
from tests.interfaces.fake_assistant import EVIDENCE, FakeAssistant

ATTACK = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
COMPARED = "Students agree more (58% vs. 41%)."


def checked(text: str) -> Check:
    return FakeAssistant().check(text)


def figure(text: str, said: str, *, why: str = "", expected: str | None = None) -> CheckedFigure:
    start = text.index(said)
    return CheckedFigure(
        figure=Figure(text=said, value=float(said.strip("%")), unit=Unit.PERCENT),
        start=start,
        end=start + len(said),
        verdict="contradicted" if expected else "verified",
        why=why,
        expected=expected,
        evidence=EVIDENCE,
    )


def words(text: str, said: str, *, why: str = "") -> CheckedWords:
    start = text.index(said)
    return CheckedWords(
        start=start,
        end=start + len(said),
        verdict="contradicted" if why else "verified",
        why=why,
        evidence=EVIDENCE,
    )


def hostile() -> Check:
    """A draft and its evidence that would act on a page or a terminal, if they were let."""
    evidence = replace(
        EVIDENCE,
        source=f"corpus/{ATTACK}\x1b[2J.txt",
        locator=ATTACK,
        quote=f"{ATTACK} \u202e%68\u202c \x1b]0;title\x07",
        computation=ATTACK,
    )
    text = f"{ATTACK} \x1b[31m92%\u202e of {'long' * 500} say {ATTACK}"
    marked = replace(
        figure(text, "92%", why=f"why {ATTACK}", expected=f"86% {ATTACK}\x9b"), evidence=evidence
    )
    claim = Claim(
        text=text,
        verdict="contradicted",
        why=f"{ATTACK}\x1b[1m",
        figures=(marked,),
        corrected=f"86% {ATTACK}</textarea>",
    )
    return Check(id="d", claims=(claim, Claim(text=ATTACK, verdict="not_a_claim", paragraph=1)))
