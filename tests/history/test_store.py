"""The store: its file, its migrations, and what becomes of it when something goes wrong."""

import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import HistoryUnavailable
from assistant.history import History
from assistant.history.migrating import migrate
from assistant.history.store import Store
from assistant.history.tables import tables
from tests.history.conftest import Clock, kept

KEEPING = """
import sys
from datetime import UTC, datetime
from assistant.history import History, Kept
name, url = sys.argv[1:]
history = History.open(url, clock=lambda: datetime.now(UTC))
for n in range(50):
    history.keep(name, Kept(answer_id=f"{name}-{n}", question=f"Question {n}?", answer_json="{}"))
history.close()
"""
DYING = """
import os, sys
from assistant.history.store import Store
from assistant.history.tables import tables
store = Store.open(sys.argv[1])
with store.writing() as connection:
    connection.execute(tables().answers.delete())
    os._exit(9)
"""
RELEASE_ONE = """
INSERT INTO assistant_answers (conversation, answer_id, at, question, answer_json, answerer)
VALUES ('c1', 'a1', '2026-02-28 09:30:00.000000', 'Of old?', '{}', 'built-in')
"""


def run_beside(script: str, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments])


def of_release_one(path: Path) -> str:
    """A store as the first release left it, with one answer in it; its URL."""
    url = f"sqlite:///{path}"
    store = Store.open(url)
    with store.writing() as connection:
        for table in ("answers", "ratings", "history"):
            connection.exec_driver_sql(f"DROP TABLE assistant_{table}")
        migrate(connection, to="0001")
        connection.exec_driver_sql(RELEASE_ONE)
    store.close()
    return url


def columns_of(path: Path) -> set[str]:
    with sqlite3.connect(path) as connection:
        rows = connection.execute("PRAGMA table_info(assistant_answers)").fetchall()
    connection.close()
    return {row[1] for row in rows}


def test_only_the_user_can_read_the_file_and_its_folder(history: History, path: Path) -> None:
    history.keep("c1", kept("a1"))

    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    assert "history.sqlite" in modes


def test_a_store_of_an_older_release_is_brought_up_to_date_with_what_is_in_it(
    path: Path,
) -> None:
    url = of_release_one(path)
    assert "input_tokens" not in columns_of(path)

    history = History.open(url, clock=Clock())
    history.rate("a1", rating="up")
    (found,) = history.answers("c1")
    history.close()

    assert found.at == datetime(2026, 2, 28, 9, 30, tzinfo=UTC)
    assert (found.kept.question, found.kept.input_tokens, found.kept.cost_usd) == (
        "Of old?",
        0,
        None,
    )
    assert found.rating is not None


def test_the_tables_are_those_that_the_migrations_make(history: History, path: Path) -> None:
    assert {column.name for column in tables().answers.columns} == columns_of(path)


def test_a_migration_that_fails_leaves_everything_as_it_was(path: Path) -> None:
    url = of_release_one(path)
    before = columns_of(path)
    with sqlite3.connect(path) as connection:  # the migration wants to make this table
        connection.execute("CREATE TABLE assistant_ratings (stray TEXT)")
    connection.close()

    with pytest.raises(HistoryUnavailable, match="assistant_ratings already exists"):
        Store.open(url)

    assert columns_of(path) == before


def test_a_store_of_a_newer_release_is_left_alone(history: History, path: Path) -> None:
    history.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE assistant_history SET version_num = '9999'")
    connection.close()

    with pytest.raises(HistoryUnavailable, match="written by a newer release") as refusal:
        Store.open(f"sqlite:///{path}")

    assert str(path) in str(refusal.value)


def test_two_processes_open_and_write_the_same_new_file_at_once(path: Path) -> None:
    url = f"sqlite:///{path}"

    beside = [run_beside(KEEPING, name, url) for name in ("c1", "c2")]
    assert [process.wait(120) for process in beside] == [0, 0]

    history = History.open(url, clock=Clock())
    assert {c.id: c.answers for c in history.conversations()} == {"c1": 50, "c2": 50}
    assert history.turns("c1") == tuple(f"Question {n}?" for n in range(30, 50))
    history.close()


def test_a_process_that_dies_as_it_writes_leaves_nothing_half_done(
    history: History, path: Path
) -> None:
    history.keep("c1", kept("a1"))

    assert run_beside(DYING, f"sqlite:///{path}").wait(60) == 9

    history.keep("c1", kept("a2"))
    assert [answer.kept.answer_id for answer in history.answers("c1")] == ["a1", "a2"]


def test_a_file_that_is_no_database_is_one_line_that_names_it(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"Dear diary, " * 500)

    with pytest.raises(HistoryUnavailable, match="file is not a database") as refusal:
        Store.open(f"sqlite:///{path}")

    assert str(refusal.value) == (
        f"history in {path}: file is not a database; set ASSISTANT_HISTORY to another store, "
        "or to off"
    )
    assert path.read_bytes() == b"Dear diary, " * 500


def test_a_file_that_is_damaged_inside_is_one_line_too(history: History, path: Path) -> None:
    for number in range(200):
        history.keep("c1", kept(f"a{number}", question="x" * 500))
    history.store.forget()
    history.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    with pytest.raises(HistoryUnavailable, match="malformed") as refusal:
        History.open(f"sqlite:///{path}", clock=Clock()).answers("c1")

    assert "\n" not in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(HistoryUnavailable, match=r"file/x\.sqlite: file exists"):
        Store.open(f"sqlite:///{tmp_path}/file/x.sqlite")


def test_a_folder_in_place_of_the_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(HistoryUnavailable, match="is a directory"):
        Store.open(f"sqlite:///{tmp_path}")


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    pytest.importorskip("psycopg")

    with pytest.raises(HistoryUnavailable, match=r"PostgreSQL at 127\.0\.0\.1/kept") as refusal:
        Store.open("postgresql://ann:hunter2@127.0.0.1:1/kept")

    assert "hunter2" not in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.exit_code == 3


def test_neither_question_nor_answer_stands_in_an_error(history: History, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE assistant_answers")
    connection.close()

    with pytest.raises(HistoryUnavailable, match="no such table") as refusal:
        history.keep("c1", kept("a1", question="Something private?"))

    assert "private" not in str(refusal.value)
