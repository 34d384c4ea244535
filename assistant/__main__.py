"""`python -m assistant` is the command `assistant`."""

from assistant.interfaces.cli.main import run

if __name__ == "__main__":
    run()
