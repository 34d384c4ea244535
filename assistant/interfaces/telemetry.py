"""Switches off what libraries would report about their use, and their calls to model hubs."""

from collections.abc import MutableMapping

SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "DO_NOT_TRACK": "1",  # a convention that several libraries keep
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",  # the weights come in a package; nothing is to be looked up
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",
    "TOKENIZERS_PARALLELISM": "false",  # no telemetry, but a warning on stderr after a fork
    "TRANSFORMERS_OFFLINE": "1",
}


def switch_off_telemetry(environment: MutableMapping[str, str]) -> None:
    """Set every switch, whatever it was set to before: questions are not to leave the machine."""
    environment.update(SWITCHES)
