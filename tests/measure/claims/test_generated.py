import re

import pytest

from tests.measure.claims.generated.claim import Claim
from tests.measure.claims.generated.generate import Kind, drawn
from tests.measure.claims.generated.kinds import one_group, two_groups
from tests.measure.claims.generated.truth import Poll
from tests.measure.claims.made_up import FOR, draw, poll

ROUNDED = 0.5
PEOPLE = re.compile(r"\b(women|men|islanders)\b", re.IGNORECASE)
NUMBER = re.compile(r"(\d+(?:\.\d)?)(?:%| per ?cent\b)")


@pytest.fixture(scope="module")
def islands(tmp_path_factory: pytest.TempPathFactory) -> Poll:
    return poll(tmp_path_factory.mktemp("islands"))


def claims_of(kind: Kind, islands: Poll, *, wanted: int = 40) -> list[Claim]:
    return drawn(kind, draw(islands), wanted)


def is_for(claim: Claim) -> bool:
    against = ("oppose", "Against")
    return not any(word in claim.text for word in against)


def matter_of(claim: Claim) -> str:
    return "ferry" if "ferry" in claim.text else "bridge"


def test_shares_are_true_and_false_as_worked_by_hand(islands: Poll) -> None:
    claims = claims_of(one_group.shares, islands)
    told = [(claim, NUMBER.search(claim.text)) for claim in claims]
    in_per_cent = [
        (claim, float(said[1])) for claim, said in told if said and "more" not in claim.text
    ]

    found = {}
    for claim, said in in_per_cent:
        who = PEOPLE.search(claim.text)
        assert who
        right = FOR[who[1].lower(), matter_of(claim)]
        decimals = ROUNDED + 0.05 if said == int(said) else 0.1
        is_right = abs(said - (right if is_for(claim) else 100 - right)) <= decimals
        found[claim.text] = (is_right, claim.is_true)

    assert len(found) > 30
    assert {text for text, (worked, told) in found.items() if worked != told} == set()


def test_a_share_in_points_is_false(islands: Poll) -> None:
    claims = claims_of(one_group.shares, islands)

    of_points = [claim.is_true for claim in claims if " points" in claim.text]

    assert of_points
    assert not any(of_points)


def test_comparisons_are_true_and_false_as_worked_by_hand(islands: Poll) -> None:
    claims = claims_of(two_groups.without_figures, islands)

    worked = {}
    for claim in claims:
        # Women are ahead of men for both the ferry and the bridge, and behind against either.
        first = PEOPLE.findall(re.sub("^Compared with .*?, ", "", claim.text))[0].lower()
        if "is higher among" in claim.text or "is lower among" in claim.text:
            first = PEOPLE.findall(claim.text)[0].lower()
        says_more = re.search(r"\b(?:more|higher|larger)\b", claim.text) is not None
        worked[claim.text] = ((first == "women") == is_for(claim)) == says_more

    assert {c.text for c in claims if worked[c.text] != c.is_true} == set()
    assert {c.is_true for c in claims} == {True, False}


def test_only_one_facet_of_a_false_claim_is_changed(islands: Poll) -> None:
    made = draw(islands)
    for _ in range(60):
        claims = list(one_group.shares(made))
        for claim in claims[1:]:
            if claim.changed == "value":
                assert without_numbers(claim.text) == without_numbers(claims[0].text)


def without_numbers(text: str) -> str:
    tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    return re.sub(rf"(?i)\d+(?:\.\d)?|\b(?:{tens})?-?\b(?:\w+)? (?=percent)", "#", text)


def test_the_same_seed_draws_the_same_claims(islands: Poll) -> None:
    assert claims_of(one_group.shares, islands) == claims_of(one_group.shares, islands)


def test_no_claim_is_drawn_twice(islands: Poll) -> None:
    texts = [claim.text for claim in claims_of(one_group.in_words, islands)]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("asked", ["ferry", "bridge"])
def test_claims_of_one_half_are_of_its_questions_only(islands: Poll, asked: str) -> None:
    matters = {
        matter_of(claim) for claim in drawn(one_group.shares, draw(islands, asked=[asked]), 30)
    }

    assert matters == {asked}
