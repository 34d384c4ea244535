"""An assistant that worker processes can open, and a process with workers, to be stopped by tests.

    python -m tests.evaluate.targets.workers FOLDER SECONDS SECONDS

Every worker leaves a file with its process id as its name in FOLDER. There is a case for each
number of seconds, which it takes.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.answer.answer import Answer
from assistant.errors import UnknownSurvey
from assistant.evaluate.case import Case
from assistant.evaluate.targets.here import Here
from assistant.request import Request
from assistant.settings import Settings
from tests.interfaces.fake_assistant import FakeAssistant


@dataclass(slots=True)
class WorkingAssistant(FakeAssistant):
    """Answers as the fake does, unless the question says what is to happen."""

    def ask(self, request: Request) -> Answer:
        match request.question.split():
            case ["fail"]:
                raise ZeroDivisionError("division by zero")
            case ["end"]:
                os._exit(1)
            case ["wait", seconds]:
                time.sleep(float(seconds))
            case ["bakers"]:
                raise UnknownSurvey("bakers", ["skills"])
            case _:
                pass
        return FakeAssistant.ask(self, request)


def open_working(settings: Settings) -> WorkingAssistant:
    """The fake assistant of a process, which leaves its id in the corpus's folder."""
    (settings.corpus / str(os.getpid())).touch()
    return WorkingAssistant()


def questions(*asked: str) -> list[Case]:
    """A case for each question."""
    return [Case(id=f"c{n}", question=text, figures="86%") for n, text in enumerate(asked)]


def main(folder: str, *seconds: str) -> None:
    """Have as many workers wait as there are cases."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be off where tests run
    cases = questions(*(f"wait {one}" for one in seconds))
    target = Here(Settings(corpus=Path(folder)), workers=len(cases), opener=open_working)
    try:
        for _ in target.replies(cases):
            pass
    except KeyboardInterrupt:
        print("stopped")  # noqa: T201 - what the test reads
    finally:
        target.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
