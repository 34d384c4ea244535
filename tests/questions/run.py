"""Run a question set over a corpus folder and print how many answers are right."""

import sys
import tempfile
from pathlib import Path

from assistant.index.build import build_index
from assistant.pipeline import Assistant
from assistant.request import Request
from assistant.settings import Settings
from tests.questions.judging import faults, load, wrong_figures


def main(name: str, corpus: Path) -> int:
    """Print each question that is answered wrongly, and the count."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(corpus=corpus, index=Path(folder))
        build_index(settings, progress=lambda *_: None)
        assistant = Assistant.open(settings)
        cases = load(name)
        requests = [Request(question=c.question, turns=c.turns) for c in cases]
        right = wrong = 0
        for case, answer in zip(cases, assistant.ask_all(requests), strict=True):
            found = faults(case, answer)
            right += not found
            wrong += bool(wrong_figures(case, answer))
            if found:
                sys.stdout.write(f"{case.question}\n  {'; '.join(found)}\n  {answer.text}\n")
        sys.stdout.write(f"{right} of {len(cases)} right, {wrong} with a wrong figure\n")
    return 0 if right == len(cases) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
