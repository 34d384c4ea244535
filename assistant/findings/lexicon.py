"""The lexicons of people and places: words → facets. Data files and CLDR, loaded once."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.survey import Facet, FacetKind

FACET_KINDS: tuple[FacetKind, ...] = (
    "role",
    "gender",
    "race",
    "party",
    "ideology",
    "religion",
    "generation",
    "size",
    "education",
    "income",
    "community",
    "employment",
    "marital",
    "nativity",
)


@cache
def load(name: str) -> Any:
    """One of the package's YAML data files, by its stem."""
    path = files("assistant") / "data" / f"{name}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Phrases in lower case (places in their own case) and the facet that each names."""

    facets: dict[str, tuple[Facet, ...]]
    places: dict[str, Facet]
    generic: frozenset[str]
    blank: frozenset[str]
    needs_people_noun: frozenset[str]
    longest: int


@cache
def lexicon() -> Lexicon:
    """The lexicon, built on first use."""
    data = load("populations")
    facets: dict[str, tuple[Facet, ...]] = {}
    for kind in FACET_KINDS:
        for value, phrases in data[kind].items():
            for phrase in phrases:
                for form in _forms(phrase):
                    facets[form] = (*facets.get(form, ()), Facet(kind, value))
    places = _places()
    longest = max(len(p.split()) for p in (*facets, *places))
    return Lexicon(
        facets=facets,
        places=places,
        generic=frozenset(form for word in data["generic"] for form in _forms(word)),
        blank=frozenset(form for word in data["blank"] for form in _forms(word)),
        needs_people_noun=frozenset(data["needs_people_noun"]),
        longest=longest,
    )


def _forms(phrase: str) -> set[str]:
    """A phrase and its plural.

    >>> sorted(_forms("woman")), sorted(_forms("hiring manager"))
    (['woman'], ['hiring manager', 'hiring managers'])
    """
    if re.search(r"(man|men|s|ed|er of|y|or (more|less|higher))$", phrase):
        if phrase.endswith("y") and phrase[-2] not in "aeiou":
            return {phrase, phrase[:-1] + "ies"}
        if re.search(r"[^s]s$|men$|man$|ed$|(more|less|higher)$", phrase):
            return {phrase}
        return {phrase, phrase + "es" if phrase.endswith("s") else phrase + "s"}
    return {phrase, phrase + "s"}


def _places() -> dict[str, Facet]:
    """Names of countries, regions and their people, in their own case."""
    import babel
    import pycountry

    names: dict[str, str] = {}
    english = babel.Locale("en").territories
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", ""), english[country.alpha_2]):
            if name:
                names[name.split(",")[0]] = country.alpha_2
    for state in pycountry.subdivisions.get(country_code="US") or ():
        names.setdefault(state.name, state.code)
    for code, forms in load("demonyms").items():
        for form in forms:
            names[form] = code
            if re.search(
                r"(an|ian|i|er|ot|on|it|ek|lav|ard|ole|ane|inn|ede|ish|urk|erb|oat)$", form
            ):
                names.setdefault(form + "s", code)
    return {name: Facet("place", code) for name, code in names.items()}
