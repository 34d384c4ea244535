"""A phrase that names people, told apart from what is said of them."""

import re
from functools import cache

from assistant.findings.grammar.phrases import AGENTS
from assistant.findings.grammar.syntax import parse
from assistant.findings.lexicon import load
from assistant.findings.populations import names_people
from assistant.verify.relations.constructions.wording import tidy, words

WORD = re.compile(r"[^\W_]+(?:['\u2019.&/-][^\W_]+)*")
RELATIVE = ("who", "that", "which", "whose", "whom")
# Behind these a word that could be a verb is a noun, or a verb of another clause.
NOT_BEFORE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "for",
        "on",
        "with",
        "without",
        "from",
        "at",
        "by",
        "as",
        "their",
        "no",
        "not",
        "or",
        "and",
        "they",
        "it",
        "he",
        "she",
        "we",
        "you",
        "there",
        "this",
        "these",
        "those",
        "his",
        "her",
        "its",
        "our",
        "your",
        "than",
        "very",
        "less",
        "more",
    ]
)
LEADING = re.compile(
    r"^(?:(?:it\s+is|they\s+are|is|are|was|were)\s+)?(?:among|amongst|for|of|in|by|than|as|with|that\s+of)\s+",
    re.IGNORECASE,
)
LONGEST = 22  # words of a phrase that names people


def people_in(text: str) -> str:
    """Words that name people and say nothing of them, tidied; empty where they do neither surely.

    >>> people_in("among women with a degree"), people_in("women are angry"), people_in("others")
    ('women with a degree', '', '')
    """
    plain = _undone(_uncounted(LEADING.sub("", tidy(text))))
    plain = LEADING.sub("", plain)
    if not plain or len(plain.split()) > LONGEST or re.search(r"[\u201c\"%;]", plain):
        return ""
    if re.match(rf"(?:{words('vague')})\b", plain, re.I) or re.fullmatch(
        rf"(?:{words('unspoken')})", plain, re.I
    ):
        return ""
    if re.search(r"\b(?:with|without)\s+(?:one|it|them|any|that)$", plain, re.I):
        return ""
    if re.search(r"\bwho\s+(?:do|did|are|were|have)\s*(?:not|n['\u2019]t)?\s*$", plain, re.I):
        return ""
    if _is_told(plain):
        return ""
    return plain if _names_people(plain) and verb_at(plain) is None else ""


def _is_told(text: str) -> bool:
    """Whether words begin with a verb and not with people; "registered voters" do not."""
    first, *rest = WORD.findall(text.lower()) or [""]
    if not _is_verb(first):
        return False
    is_quality = first.endswith("ed") and bool(rest) and _is_people_word(rest[0])
    return not is_quality


def people_and_verb(text: str) -> tuple[str, str]:
    """A clause as its people and what is said of them; both empty where they cannot be told.

    >>> people_and_verb("men with a degree own a gun")
    ('men with a degree', 'own a gun')
    >>> people_and_verb("developers who work remotely work for a small company")
    ('developers who work remotely', 'work for a small company')
    """
    plain = tidy(text)
    at = verb_at(plain)
    if at is None or at == 0:
        at = _parsed_verb(plain)
    if not at:
        return "", ""
    return people_in(plain[:at]), tidy(plain[at:])


def people_and_clause(text: str) -> tuple[str, str]:
    """People and the relative clause that is measured of them: "men who smoke".

    >>> people_and_clause("developers who work remotely who use Linux")
    ('developers who work remotely', 'use Linux')
    """
    plain = tidy(text)
    found = list(re.finditer(r"\swho\s", f" {plain}", re.IGNORECASE)) or list(
        re.finditer(r"\sthat\s", f" {plain}", re.IGNORECASE)
    )
    tops = [m for m in found if m == found[0] or not _is_people_word(plain[: m.start()])]
    for said in reversed(tops):
        people = people_in(plain[: max(said.start() - 1, 0) + 1])
        if people:
            return people, tidy(plain[said.end() - 1 :])
    return "", ""


def verb_at(text: str) -> int | None:
    """Where the verb of a clause stands that begins with people; None where there is none."""
    relative, chain, last = False, False, ""
    for word in WORD.finditer(text):
        lower = word.group().lower()
        if lower in RELATIVE and last:
            relative, chain = True, False
        elif chain and (_is_verb(lower) or lower in ("not", "never", "also", "already", "been")):
            pass
        elif _is_verb(lower) and last and last not in NOT_BEFORE and not _is_noun(text, word):
            if not relative:
                return word.start()
            relative, chain = False, lower in _auxiliaries()
            last = lower
            continue
        elif relative and lower not in ("not", "also") and last in RELATIVE:
            relative = False  # a verb that no list knows: "who vape"
        if not _is_verb(lower) and lower not in ("not", "never", "also"):
            chain = False
        last = lower
    return None


def begins_with_verb(text: str) -> bool:
    """Whether a phrase is an infinitive's: "own a gun", "not vote"."""
    found = re.match(
        r"(?:not\s+|be\b|have\b|\w+ly\s+)*(?P<verb>[\w'\u2019-]*)", text, re.IGNORECASE
    )
    return (found is not None and (not found["verb"] or _is_verb(found["verb"].lower()))) or bool(
        re.match(r"(?:be|have)\b", text, re.IGNORECASE)
    )


def _is_noun(text: str, word: re.Match[str]) -> bool:
    """Whether a word that could be a verb is none here: "those opposed to it", "work from home"."""
    after = text[word.end() :].lstrip().lower()
    lower = word.group().lower()
    if lower in ("opposed", "used", "interested") and after.startswith("to "):
        return True
    return "-" in word.group() or text[word.end() : word.end() + 1] == "-"


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(load("relations")["auxiliaries"])


@cache
def _verbs() -> frozenset[str]:
    """Verbs of what people say, think and do, in the forms that follow "people"."""
    known = load("words")
    bases = {*known["reporting"], *known["noun_verbs"], *load("relations")["verbs"]} - set(
        load("relations")["no_verbs"]
    )
    forms = {form for verb in bases for form in _forms(verb)}
    return frozenset(forms | _auxiliaries() | set(load("relations")["past"]))


def _forms(verb: str) -> set[str]:
    """A verb's forms in the present and in the past.

    >>> sorted(_forms("oppose")), sorted(_forms("worry"))
    (['oppose', 'opposed', 'opposes'], ['worried', 'worries', 'worry'])
    """
    if verb.endswith("e"):
        return {verb, f"{verb}s", f"{verb}d"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied"}
    doubled = f"{verb}{verb[-1]}ed" if re.search(r"[^aeiou][aeiou][bdgmnpt]$", verb) else verb
    return {verb, f"{verb}s", f"{verb}ed", doubled}


def _is_verb(word: str) -> bool:
    return word in _verbs() or word.endswith(("n't", "n\u2019t"))


def _parsed_verb(text: str) -> int | None:
    """Where the parse of a clause has its verb, as far as people stand before it."""
    (paragraph,) = parse([f"{text}."])
    root = next((t for t in paragraph.doc if t.dep_ == "ROOT"), None)
    if root is None or not any(c.dep_ in ("nsubj", "nsubjpass") for c in root.lefts):
        return None
    own = [root, *(c for c in root.lefts if c.dep_ in ("aux", "auxpass", "neg", "advmod"))]
    subject = max(c.i for c in root.lefts if c.dep_ in ("nsubj", "nsubjpass"))
    own = [t for t in own if t.i > subject]
    at = paragraph.origin[min(t.idx for t in own)]
    return at if _names_people(text[:at]) else None


def _undone(people: str) -> str:
    """Those whom a verb without its own meaning follows: "men are", "men who do so"."""
    plain = re.sub(rf"\s+(?:who\s+)?(?:{words('pro_verbs')})$", "", people, flags=re.I)
    return tidy(plain)


def _uncounted(text: str) -> str:
    """People without "the share of"."""
    return re.sub(
        rf"^(?:(?:the|a|that|those)\s+)?(?:{words('counted')})\s+(?:of|among|for)\s+",
        "",
        text,
        flags=re.IGNORECASE,
    )


def _is_people_word(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1] if text.split() else ""
    return names_people(last.lower())


def _names_people(text: str) -> bool:
    """Whether a phrase names people; by what they do, if by nothing else: "data scientists"."""
    if re.match(r"(?:it|this|there|which|what|when|if|as|because|since|after)\b", text, re.I):
        return False
    head = re.split(
        r"\s(?:who|with|without|in|from|of|aged|that|at|under|over|for|on|whose)\s", text
    )[0]
    last = head.rsplit(maxsplit=1)[-1] if head.split() else ""
    is_agent = bool(AGENTS.search(last)) and last.lower() not in load("words")["not_agents"]
    is_ones = re.search(r"[\w-]+\s+ones$", head) is not None  # "low-income ones"
    return names_people(head) or is_agent or is_ones
