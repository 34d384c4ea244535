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
WITHIN = frozenset(("not", "never", "also", "already", "been"))  # inside a verb: "have not been"
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
    plain = re.sub(rf",?\s+(?:{words('asides')})$", "", LEADING.sub("", plain), flags=re.I)
    is_sure = plain and len(plain.split()) <= LONGEST and not _is_unsure().search(plain)
    if not is_sure or _is_told(plain):
        return ""
    return plain if _names_people(plain) and verb_at(plain) is None else ""


@cache
def _is_unsure() -> re.Pattern[str]:
    # others · those · men without one · people who do not · on women's rights
    return re.compile(
        rf"^(?:{words('vague')})\b|^(?:{words('unspoken')})$|[\u201c\"%;]"
        r"|^(?:on|at|about|during|while|by|not|other)\s|\b(?:that|the)\s+same\b|\bof\s+that\s+age\b"
        r"|\b(?:with|without)\s+(?:one|it|them|any|that)$"
        r"|\bwho\s+(?:do|did|are|were|have)\s*(?:not|n['\u2019]t)?\s*$",
        re.IGNORECASE,
    )


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
    """Where the verb of a clause stands that begins with people; None where there is none.

    The first verb behind "who" is the relative clause's, the next one the sentence's.

    >>> verb_at("men who do not smoke drink"), verb_at("men with a plan")
    (21, None)
    """
    is_relative, last = False, ""
    found = list(WORD.finditer(text))
    at = 0
    while at < len(found):
        lower = found[at].group().lower()
        if lower in RELATIVE and last:
            is_relative = True
        elif last and last not in NOT_BEFORE and _is_verb(lower) and not _is_noun(text, found[at]):
            if not is_relative:
                return found[at].start()
            is_relative, at = False, _end_of_chain(found, at)
        elif is_relative and last in ("who", "that") and lower not in WITHIN:
            is_relative = False  # a verb that no list knows: "who vape"
        last = found[min(at, len(found) - 1)].group().lower()
        at += 1
    return None


def _end_of_chain(found: list[re.Match[str]], at: int) -> int:
    """The last word of a verb that begins at a word: "do not smoke", "have been told"."""
    while at + 1 < len(found) and found[at].group().lower() in {*_auxiliaries(), *WITHIN}:
        following = found[at + 1].group().lower()
        if following not in WITHIN and not _is_verb(following):
            break
        at += 1
    return at


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
