from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.history import history_url
from assistant.history.place import place_name, read_url, without_password


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("", "sqlite:////state/survey-assistant/history.sqlite"),
        ("  ", "sqlite:////state/survey-assistant/history.sqlite"),
        ("sqlite:///kept.sqlite", "sqlite:///kept.sqlite"),
        ("off", None),
        ("OFF", None),
    ],
)
def test_a_setting_names_a_store_or_none(written: str, url: str | None) -> None:
    assert history_url(written, environment={"XDG_STATE_HOME": "/state"}) == url


def test_a_state_folder_that_is_not_absolute_is_ignored(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    url = history_url("", environment={"XDG_STATE_HOME": "state"})

    assert url == f"sqlite:///{tmp_path}/.local/state/survey-assistant/history.sqlite"


@pytest.mark.parametrize(
    "written", ["postgres://a@db/kept", "postgresql://a@db/kept", "postgresql+psycopg://a@db/kept"]
)
def test_every_way_to_write_postgresql_gets_the_driver_that_we_bring(written: str) -> None:
    assert read_url(written).drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("hunter2", "no URL that can be read"),
        ("postgresql://ann:hunter2", "no URL that can be read"),
        ("mysql://ann:hunter2@db/kept", "names no store that is known"),
        ("postgresql+asyncpg://ann:hunter2@db/kept", "names no store that is known"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///kept.sqlite?mode=hunter2", "names no file"),
        ("postgresql://ann:hunter2@db", "lacks a database"),
        ("postgresql://ann@db/kept?password=hunter2", "lacks a database, or has options other"),
        ("postgresql://ann:half@hunter2@db/kept", "write %40 for every @"),
        ("postgresql://ann:half@x/hunter2@db/kept", "write %40 for every @"),
    ],
)
def test_a_url_that_cannot_be_right_says_what_to_write_and_repeats_nothing(
    written: str, complaint: str
) -> None:
    with pytest.raises(BadInput, match=complaint) as refusal:
        read_url(written)

    assert "hunter2" not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("sqlite:////x/kept.sqlite", "history in /x/kept.sqlite"),
        ("postgresql://ann:hunter2@db:5433/kept", "history in PostgreSQL at db/kept"),
        ("postgresql:///kept?host=/run/pg", "history in PostgreSQL at /run/pg/kept"),
    ],
)
def test_a_store_is_named_without_its_password(written: str, name: str) -> None:
    url = read_url(written)

    assert place_name(url) == name
    assert "hunter2" not in repr(url)


def test_a_password_is_taken_out_of_what_a_driver_says() -> None:
    url = read_url("postgresql://ann:hunt%40er2@db/kept")

    said = without_password("no entry for hunt@er2, password=hunt@er2", url)

    assert "hunt" not in said
