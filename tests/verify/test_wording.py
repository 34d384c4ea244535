import pytest

from assistant.verify.claims import read_sentences
from assistant.verify.wording import contradictions_of


def contradicts_itself(text: str) -> bool:
    ((sentence,),) = read_sentences([text])
    return bool(contradictions_of(sentence))


@pytest.mark.parametrize(
    "text",
    [
        "Three-in-ten adults (57%) agree.",
        "A majority of adults (43%) agree.",
        "Women are more likely than men to agree (41% vs. 58%).",
        "Support rose to 41% from 45%.",
        "About half of them agree, down to 50% from 45% in 2012.",
    ],
)
def test_a_sentence_whose_figures_disagree_contradicts_itself(text: str) -> None:
    assert contradicts_itself(text)


@pytest.mark.parametrize(
    "text",
    [
        "Six-in-ten adults (57%) agree.",
        "A majority of adults (53%) agree.",
        "Women are more likely than men to agree (58% vs. 41%).",
        "Women are less likely than men to agree (41% vs. 58%).",
        "Support rose to 45% from 41%.",
        "Half of men and 41% of women agree.",
    ],
)
def test_a_sentence_whose_figures_agree_does_not(text: str) -> None:
    assert not contradicts_itself(text)
