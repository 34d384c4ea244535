"""The language of filters: what is read, what is refused, and that its text reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import BadFilter
from assistant.statistics.filters.expression import (
    All,
    AnyOf,
    Comparison,
    Filter,
    Not,
    Operator,
    render_where,
)
from assistant.statistics.filters.parsing import parse_expression


def compared(question: str, operator: Operator, *values: str) -> Comparison:
    return Comparison(question=question, operator=operator, values=values)


AWKWARD = ["30", "-1.5", "Don't", '"x"', "\\'", "\u2018a\u2019"]

names = st.text(st.characters(codec="utf-8", exclude_characters="`"), min_size=1, max_size=8)
some_text = st.text(st.characters(codec="utf-8"), max_size=10)
one_value = st.builds(
    Comparison,
    question=names | st.sampled_from(["q1", "and", "Not", "my col", "a`b"]),
    operator=st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    values=st.tuples(some_text | st.sampled_from(AWKWARD)),
)
several = st.builds(
    Comparison,
    question=names,
    operator=st.sampled_from(["in", "not in"]),
    values=st.lists(some_text, min_size=1, max_size=3).map(tuple),
)


def _larger(inner: st.SearchStrategy[Filter]) -> st.SearchStrategy[Filter]:
    terms = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.builds(Not, term=inner) | st.builds(All, terms=terms) | st.builds(AnyOf, terms=terms)


@given(st.recursive(one_value | several, _larger, max_leaves=8))
def test_the_text_of_a_filter_reads_back_as_the_same_filter(filter: Filter) -> None:
    assert parse_expression(render_where(filter)) == filter


@given(st.text(max_size=60))
def test_any_text_is_a_filter_or_is_refused_in_one_line(text: str) -> None:
    assert "\n" not in refusal_of(text)


def refusal_of(text: str) -> str:
    try:
        parse_expression(text)
    except BadFilter as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "filter"),
    [
        ("a == 'x'", compared("a", "==", "x")),
        ("a = “x”", compared("a", "==", "x")),
        ("a <> 'x'", compared("a", "!=", "x")),
        ("`my col` in ['x', 'y',]", compared("my col", "in", "x", "y")),
        ("a NOT IN (1, 2)", compared("a", "not in", "1", "2")),
        ("30 > age", compared("age", "<", "30")),
        (r"a == 'it\'s'", compared("a", "==", "it's")),
        (
            "18 <= age < 30",
            All(terms=(compared("age", ">=", "18"), compared("age", "<", "30"))),
        ),
        (
            "a == 1 or b == 2 and not c == 3",
            AnyOf(
                terms=(
                    compared("a", "==", "1"),
                    All(terms=(compared("b", "==", "2"), Not(term=compared("c", "==", "3")))),
                )
            ),
        ),
        (
            "(a == 1 or b == 2) and c == 3",
            All(
                terms=(
                    AnyOf(terms=(compared("a", "==", "1"), compared("b", "==", "2"))),
                    compared("c", "==", "3"),
                )
            ),
        ),
    ],
)
def test_a_filter_is_read_as_it_is_meant(text: str, filter: Filter) -> None:
    assert parse_expression(text) == filter


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a == x", "put the value in quotes: 'x'"),
        ("a ==", "needs a value in quotes, or a number where it has the end"),
        ("a", "needs a comparison"),
        ("a == 'x' b == 'y'", "needs 'and', 'or' or the end where it has 'b'"),
        ("(a == 'x'", "needs ')'"),
        ("a in 'x'", "needs a list such as ['a', 'b']"),
        ("a in []", "needs a value"),
        ("a == 'x", "cannot be read from"),
        ("a.b == 'x'", "cannot be read from \".b == 'x'\" on"),
        ("__import__('os').system('true')", "cannot be read from"),
        ("(" * 50 + "a == 1" + ")" * 50, "nested more than 20 deep"),
        ("not " * 500 + "a == 1", "nested more than 20 deep"),
        (" and ".join(["a == 1"] * 51), "more than 50 comparisons"),
        (f"a in [{', '.join(['1'] * 301)}]", "more than 300 values"),
        ("a == '" + "x" * 5000 + "'", "longer than 4000 characters"),
    ],
)
def test_what_is_no_filter_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(BadFilter) as refused:
        parse_expression(text)

    assert why in str(refused.value)
