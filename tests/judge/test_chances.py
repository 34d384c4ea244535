import numpy as np
import pytest

from assistant.judge.chances import STANDINGS, Fitted, load_fitted, standings_of
from assistant.judge.signals import SIGNALS


def fitted_to(**signals: float) -> Fitted:
    """Weights of a few signals alone; a sentence's chance is its share."""
    return Fitted(
        signals=np.array([signals.get(name, 0.0) for name in SIGNALS]),
        constant=0.0,
        standings=np.array([float(name == "share") for name in STANDINGS]),
        level=0.0,
    )


def test_the_better_a_sentence_the_likelier_it_answers() -> None:
    signals = np.zeros((3, len(SIGNALS)))
    signals[:, SIGNALS.index("stems")] = (0.2, 0.9, 0.5)

    chances = fitted_to(stems=4.0).chances(signals)

    assert chances.argsort().tolist() == [0, 2, 1]
    assert ((chances > 0) & (chances < 1)).all()


def test_sentences_and_no_answer_share_what_there_is() -> None:
    standings = standings_of(np.log([3.0, 1.0]))

    # 3, 1 and 1 for no answer: 3/5, 1/5 and 1/5
    assert np.exp(standings[:, STANDINGS.index("share")]) == pytest.approx([0.6, 0.2])
    assert np.exp(standings[0, STANDINGS.index("nothing")]) == pytest.approx(0.2)


def test_a_single_sentence_leads_by_its_whole_score() -> None:
    assert standings_of(np.array([1.5]))[0, STANDINGS.index("lead")] == pytest.approx(1.5)


def test_nothing_found_has_no_chances() -> None:
    assert fitted_to().chances(np.empty((0, len(SIGNALS)))).tolist() == []


def test_the_projects_weights_name_every_signal() -> None:
    fitted = load_fitted()

    assert fitted.signals.shape == (len(SIGNALS),)
    assert np.isfinite([*fitted.signals, *fitted.standings]).all()
