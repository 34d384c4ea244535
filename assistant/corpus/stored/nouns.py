"""Our nouns as nested JSON lists, and back without loss.

A noun is its fields in the noun's own order, so that `schema_of` must be kept beside what is
stored: it changes when a noun's fields do.
"""

import dataclasses
import hashlib
import json
import types
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]

PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: object) -> Any:
    """A noun as nested JSON lists: its fields in order, sets sorted.

    >>> from assistant.survey import Facet, Population
    >>> us = Population(text="U.S. adults", facets=frozenset({Facet("place", "US")}))
    >>> encode(us)
    ['U.S. adults', [['place', 'US']]]
    >>> decode(Population, encode(us)) == us
    True
    """
    kind: Any = type(value)
    if kind in PLAIN:
        return value
    if kind is tuple:
        return [encode(v) for v in cast(tuple[object, ...], value)]
    if kind is frozenset:
        return sorted((encode(v) for v in cast(frozenset[object], value)), key=json.dumps)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return [encode(getattr(value, name)) for name in _field_names(kind)]


@cache
def _field_names(noun: Any) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(noun))


def decode(noun: type[T], encoded: object) -> T:
    """The noun that `encode` was given."""
    decoder: Callable[[object], T] = _decoder(noun)
    return decoder(encoded)


def schema_of(*nouns: type) -> str:
    """A digest of the nouns' fields and their types, down through every noun in them."""
    seen: dict[str, str] = {}
    for noun in nouns:
        _describe(noun, seen)
    return hashlib.sha256(json.dumps(seen, sort_keys=True).encode()).hexdigest()


def _describe(hint: Any, seen: dict[str, str]) -> None:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        if hint.__qualname__ in seen:
            return
        hints = get_type_hints(hint)
        fields = [(f.name, str(hints[f.name])) for f in dataclasses.fields(hint)]
        seen[hint.__qualname__] = json.dumps(fields)
        for inner in hints.values():
            _describe(inner, seen)
    for part in get_args(hint):
        _describe(part, seen)


_DECODERS: dict[Any, Decoder] = {}


def _decoder(hint: Any) -> Decoder:
    if hint not in _DECODERS:
        _DECODERS[hint] = _new_decoder(hint)
    return _DECODERS[hint]


def _new_decoder(hint: Any) -> Decoder:
    origin, parts = get_origin(hint), get_args(hint)
    if dataclasses.is_dataclass(hint):
        return _noun_decoder(hint)
    if origin is frozenset:
        return _each(frozenset, _decoder(parts[0]))
    if origin is tuple:
        return _tuple_decoder(parts)
    if origin in (Union, types.UnionType):
        return _optional_decoder(parts)
    if isinstance(hint, type) and issubclass(hint, Enum | date):
        return hint if issubclass(hint, Enum) else hint.fromisoformat
    if origin is Literal or hint in (str, int, float, bool):
        return _as_it_is
    raise TypeError(f"a row cannot hold a {hint}")


def _as_it_is(value: Any) -> Any:
    return value


def _each(collection: Callable[[Iterator[Any]], Any], decoder: Decoder) -> Decoder:
    return lambda values: collection(decoder(v) for v in values)


def _noun_decoder(noun: Any) -> Decoder:
    hints = get_type_hints(noun)
    fields = [(f.name, _decoder(hints[f.name])) for f in dataclasses.fields(noun)]

    def make(values: list[Any]) -> Any:
        pairs = zip(fields, values, strict=True)
        return noun(**{name: decoder(v) for (name, decoder), v in pairs})

    return make


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if parts[1:] == (Ellipsis,):
        return _each(tuple, _decoder(parts[0]))
    decoders = [_decoder(p) for p in parts]
    return lambda values: tuple(d(v) for d, v in zip(decoders, values, strict=True))


def _optional_decoder(parts: tuple[Any, ...]) -> Decoder:
    real = [p for p in parts if p is not type(None)]
    if len(real) != 1:
        raise TypeError(f"a row cannot tell apart {' and '.join(map(str, real))}")
    decoder = _decoder(real[0])
    return lambda value: None if value is None else decoder(value)
