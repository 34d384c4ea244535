from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from assistant.errors import BadInput, NotKept
from assistant.history import History, Rating
from tests.history.conftest import Clock, kept
from tests.postgres_server import postgres_server

pytestmark = [pytest.mark.engines, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres_server() as socket:
        yield f"postgresql://tester@/postgres?host={socket}"


def test_postgres_keeps_what_sqlite_keeps(url: str, clock: Clock) -> None:
    history = History.open(url, clock=clock)
    history.keep("c1", kept("a1", question="First?"))
    history.keep("c1", kept("a2", question="Half \ud800, none \x00?"))
    history.rate("a1", rating="up")
    history.rate("a1", rating="down", comment="Of which year?")
    with pytest.raises(BadInput, match="kept already"):
        history.keep("c1", kept("a1"))
    with pytest.raises(NotKept):
        history.rate("a9", rating="up")

    first, second = history.answers("c1")
    (brief,) = history.conversations()

    assert history.turns("c1") == ("First?", "Half \ufffd, none \ufffd?")
    assert (first.at, first.kept) == (
        datetime(2026, 3, 1, 10, 0, tzinfo=UTC),
        kept("a1", question="First?"),
    )
    assert first.rating == Rating(
        rating="down", comment="Of which year?", at=datetime(2026, 3, 1, 10, 3, tzinfo=UTC)
    )
    assert second.rating is None
    assert (brief.id, brief.answers, brief.first_question) == ("c1", 2, "First?")
    assert history.delete_before(date(2026, 3, 1)) == 0
    assert history.delete("c1") == 2
    assert history.delete_all() == 0
    history.close()


def test_several_open_postgres_and_rate_the_same_answer_at_once(url: str, clock: Clock) -> None:
    with ThreadPoolExecutor(6) as threads:
        opened = list(threads.map(lambda _: History.open(url, clock=clock), range(6)))
        opened[0].keep("c2", kept("b1"))
        list(threads.map(lambda history: history.rate("b1", rating="up"), opened))

    assert opened[0].answers("c2")[0].rating is not None
    for history in opened:
        history.delete_all()
        history.close()
