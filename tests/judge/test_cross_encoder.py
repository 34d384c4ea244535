from pathlib import Path

import numpy as np
import pytest

from assistant.errors import ModelUnavailable
from assistant.findings.finding import Passage
from assistant.index.build import build_index
from assistant.judge.cross_encoder import cross_encoder_judge, load_cross_encoder
from assistant.pipeline import Assistant
from assistant.settings import Settings
from tests.index.articles import plain_steps, reading_of, settings_in, write_article
from tests.tiny_models import write_cross_encoder, write_encoder

pytestmark = pytest.mark.filterwarnings("ignore:.*:DeprecationWarning")
NOTHING = np.zeros(384, dtype=np.float32)


def found(*texts: str) -> list[tuple[Passage, float]]:
    return [(p, 0.0) for n, text in enumerate(texts) for p in reading_of(f"s{n}", text).passages]


def test_a_score_becomes_a_probability_for_every_sentence(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "judge", always=float(np.log(3)))
    ranked = found("Adults trust the news. Rain fell.", "Some work at home.")

    chances = cross_encoder_judge(str(folder)).chances("who trusts the news?", NOTHING, ranked)

    # odds of 3 to 1 are 0.75, for the sentence and its passage alike
    assert [len(own) for own in chances] == [2, 1]
    assert [chance for own in chances for chance in own] == pytest.approx([0.75] * 3, abs=1e-5)


def test_sentences_are_told_apart_by_what_they_and_the_question_say(tmp_path: Path) -> None:
    judge = cross_encoder_judge(str(write_cross_encoder(tmp_path / "judge")))
    ranked = found("Adults trust the news. Rain fell.")

    [one] = judge.chances("who trusts the news?", NOTHING, ranked)
    [other] = judge.chances("where did rain fall?", NOTHING, ranked)

    assert len({*one, *other}) == 4
    assert all(0 < chance < 1 for chance in (*one, *other))


def test_no_passages_have_no_chances_and_load_nothing(tmp_path: Path) -> None:
    before = load_cross_encoder.cache_info()
    judge = cross_encoder_judge(str(write_cross_encoder(tmp_path / "judge")))

    assert judge.chances("who?", NOTHING, []) == []
    assert load_cross_encoder.cache_info() == before


@pytest.mark.parametrize("labels", [2, 3])
def test_a_model_with_several_scores_is_refused_in_one_line(labels: int, tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "nli", labels=labels)

    with pytest.raises(ModelUnavailable, match=f"gives {labels} scores .*with one score") as raised:
        cross_encoder_judge(str(folder))

    assert "\n" not in str(raised.value)


def test_an_embedding_model_is_refused(tmp_path: Path) -> None:
    folder = write_encoder(tmp_path / "encoder")

    with pytest.raises(ModelUnavailable, match=r"ASSISTANT_JUDGE_MODEL: .* is not a cross-encoder"):
        cross_encoder_judge(str(folder))


def test_weights_that_are_cut_short_are_said_in_one_line(tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "judge")
    (folder / "model.safetensors").write_bytes(b"cut")

    with pytest.raises(ModelUnavailable, match="cannot be loaded") as raised:
        cross_encoder_judge(str(folder)).chances("who?", NOTHING, found("Rain fell."))

    assert "\n" not in str(raised.value)


@pytest.fixture
def built(tmp_path: Path) -> Settings:
    write_article(tmp_path / "corpus", "news", "Some 41% of adults trust the news.")
    settings = settings_in(tmp_path)
    build_index(settings, steps=plain_steps())
    return settings


def test_the_judge_of_the_settings_gives_the_chances(built: Settings, tmp_path: Path) -> None:
    folder = write_cross_encoder(tmp_path / "judge", always=float(np.log(3)))
    assistant = Assistant.open(built.model_copy(update={"judge_model": str(folder)}))

    found = assistant._retrieved("What share of adults trust the news?", ()).candidates

    assert [c.chances for c in found] == [pytest.approx((0.75,), abs=1e-5)]


def test_a_judge_that_cannot_be_had_is_told_as_the_assistant_opens(
    built: Settings, tmp_path: Path
) -> None:
    named = built.model_copy(update={"judge_model": str(tmp_path / "none")})

    with pytest.raises(ModelUnavailable, match="ASSISTANT_JUDGE_MODEL: there is no folder"):
        Assistant.open(named)
