"""Answer options that say who somebody is, as phrases for people: Female → women."""

import re
from functools import cache

from assistant.corpus.responses.questionnaire import Question
from assistant.findings.lexicon import lexicon, load

NUMBERED = re.compile(r"^\s*\(?\d{1,2}[.):]\s+")
BRACKETED = re.compile(r"\s*\([^()]*\)\s*$")
# "18 - 34", "18 to 34"
BETWEEN = re.compile(
    r"\b(?P<low>\d\d?\d?)\s?(?:-|\u2013|to|through|thru|and)\s?(?P<high>\d\d?\d?)\b"
)
# "65 and up", "65+", "65 years or older"
FROM = re.compile(
    r"\b(?P<low>\d\d?\d?)\s?(?:years?(?: old)?\s)?"
    r"(?:\+|(?:and|or|&)\s(?:up|over|older|above|more)\b)",
    re.IGNORECASE,
)
# "29 and under"
TO = re.compile(
    r"\b(?P<high>\d\d?\d?)\s?(?:years?(?: old)?\s)?"
    r"(?:(?:and|or|&)\s(?:under|younger|below|less)\b)",
    re.IGNORECASE,
)
BELOW = re.compile(r"^(?:<|(?:under|below|younger than|less than)\s)\s?(?P<high>\d\d?)\b", re.I)
ABOVE = re.compile(r"^(?:>|(?:over|above|older than|more than)\s)\s?(?P<low>\d\d?)\b", re.I)
ALONE = re.compile(r"^(?P<low>\d\d?\d?)(?:\.0)?(?: years?(?: old)?)?$", re.I)
AGES = (
    ("age between", BETWEEN),
    ("age from", FROM),
    ("age to", TO),
    ("age below", BELOW),
    ("age above", ABOVE),
    ("age", ALONE),
)
MONEY = re.compile(r"[$\u00a3\u20ac]|\b\d+k\b|\b\d{1,3}(?:,\d{3})+\b", re.IGNORECASE)
YEAR = re.compile(r"^(?:19|20)\d\d$")


def phrase_of(question: Question, label: str) -> str | None:
    """The people who chose an option of a question about who they are; None for other questions.

    >>> age = Question(id="age3", text="Age")
    >>> phrase_of(age, "18 - 34"), phrase_of(age, "65 and up"), phrase_of(age, "No answer")
    ('people aged 18 to 34', 'people aged 65 and over', None)
    >>> phrase_of(Question(id="sex", text="Respondent's sex"), "Female")
    'women'
    """
    declared = dict(question.people)
    if label in declared:
        return declared[label]
    if says_nothing(question, label):
        return None
    return _listed(question, label) or _of_age(question, label) or _of_other(question, label)


def is_wave(question: Question, label: str) -> bool:
    """Whether an option is a wave of the survey: the year of an answer names no people.

    >>> is_wave(Question(id="year", text="Survey year"), "2018")
    True
    """
    asked = (question.text, question.label, question.id)
    return bool(YEAR.match(label.strip())) and any(
        re.search(load("people")["wave"], text, re.IGNORECASE) for text in asked
    )


def says_nothing(question: Question, label: str) -> bool:
    """Whether an option tells nothing of who chose it, such as "Other" and "No answer"."""
    dont_know = {text.casefold() for text in question.dont_know}
    return label.casefold() in dont_know or plain_label(label) in _no_answer()


def plain_label(label: str) -> str:
    """An option as the lexicon spells it.

    >>> plain_label("1. Male"), plain_label("Other (please specify)"), plain_label("  Not  sure.")
    ('male', 'other', 'not sure')
    """
    words = " ".join(NUMBERED.sub("", label).replace("\u2019", "'").casefold().split())
    return BRACKETED.sub("", words).strip(" .:;") or words


@cache
def _no_answer() -> frozenset[str]:
    return frozenset(str(word) for word in load("people")["no answer"])


@cache
def _phrases(kind: str) -> dict[str, str]:
    labels = load("people")["kinds"][kind]["labels"]
    return {str(label): phrase for phrase, forms in labels.items() for label in forms}


def _listed(question: Question, label: str) -> str | None:
    """The phrase of a listed option, where the question is one of who people are."""
    for kind, known in load("people")["kinds"].items():
        phrases = _phrases(kind)
        found = phrases.get(plain_label(label)) or phrases.get(" ".join(label.casefold().split()))
        if found and (_is_asked(question, known["asked"]) or _is_evident(question, phrases)):
            return str(found)
    return None


def _is_asked(question: Question, pattern: str) -> bool:
    """Whether the column, label or wording is of that kind, and about people themselves.

    A long wording that does not speak to the respondent asks what they think of others.
    """
    if any(
        re.search(pattern, name.replace("_", " "), re.IGNORECASE)
        for name in (question.id, question.label)
    ):
        return True
    if not re.search(pattern, question.text, re.IGNORECASE):
        return False
    themselves = re.search(load("people")["of themselves"], question.text, re.IGNORECASE)
    return _is_short(question) or bool(themselves)


def _is_short(question: Question) -> bool:
    return len(question.text.split()) <= int(load("people")["short"])


def _is_evident(question: Question, phrases: dict[str, str]) -> bool:
    """Whether a few words and nothing but options of one kind leave no doubt: "Are you:"."""
    told = [o.label for o in question.options if not says_nothing(question, o.label)]
    return _is_short(question) and bool(told) and all(plain_label(t) in phrases for t in told)


def _of_age(question: Question, label: str) -> str | None:
    if not _is_asked(question, load("people")["age"]):
        return None
    plain = NUMBERED.sub("", label).strip()
    for name, pattern in AGES:
        if match := pattern.search(plain):
            phrase: str = load("people")["phrases"][name]
            return phrase.format(**match.groupdict())
    return None


def _of_other(question: Question, label: str) -> str | None:
    """Incomes and places, which are read out of the option and not listed."""
    data = load("people")
    if MONEY.search(label) and _is_asked(question, data["income"]):
        return str(data["phrases"]["income"]).format(label=_inside(label))
    if label in lexicon().places and _is_asked(question, data["place"]):
        name = "place article" if label in data["the"] else "place"
        return str(data["phrases"][name]).format(label=label)
    return None


def _inside(label: str) -> str:
    """An option as it stands inside a sentence.

    >>> _inside("Less than $30,000"), _inside("US citizen")
    ('less than $30,000', 'US citizen')
    """
    is_word = label[:1].isupper() and label[1:2].islower()
    return label[:1].lower() + label[1:] if is_word else label
