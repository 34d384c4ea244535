"""Runs question sets with the small model: `python -m tests.models.measure SET… [--out RUN.jsonl]`.

It serves the model and runs `assistant evaluate run` with it. The report says how many answers
mislead; `aligned_by` in the run tells which of them the model aligned.
"""

import os
import subprocess
import sys

from tests.models.serving import NAME, small_model

SECONDS = 150  # a prompt of some 4,000 tokens takes such a model half a minute on a core
MOST_TOKENS = 150


def main(arguments: list[str]) -> int:
    """Serve the model, run the sets, and return what the command ended with."""
    with small_model(threads=2) as url:
        settings = {
            "ASSISTANT_MODEL": f"openai:{NAME}",
            "ASSISTANT_MODEL_URL": url,
            "ASSISTANT_MODEL_KEY": "none",
            "ASSISTANT_MODEL_SECONDS": str(SECONDS),
            "ASSISTANT_MODEL_MAX_TOKENS": str(MOST_TOKENS),
        }
        command = [sys.executable, "-m", "assistant", "evaluate", "run", "--workers", "1"]
        done = subprocess.run(
            [*command, "--fail-on", "never", *arguments],
            env={**os.environ, **settings},
            check=False,
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
