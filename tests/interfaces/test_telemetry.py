"""No library reports on its use."""

from assistant.interfaces.telemetry import switch_off_telemetry


def test_every_switch_is_off_even_where_it_was_on() -> None:
    environment = {"LANGSMITH_TRACING": "true", "PATH": "/bin"}

    switch_off_telemetry(environment)

    assert environment["LANGSMITH_TRACING"] == "false"
    assert environment["ANONYMIZED_TELEMETRY"] == "False"
    assert environment["HF_HUB_OFFLINE"] == "1"
    assert environment["PATH"] == "/bin"
