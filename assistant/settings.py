"""Every setting, read once at an interface's edge and handed down."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Set any of these as an environment variable with the prefix ASSISTANT_."""

    model_config = SettingsConfigDict(env_prefix="ASSISTANT_", frozen=True)

    corpus: Path = Field(Path("corpus"), description="Where the surveys lie, one folder a survey.")
    index: Path = Field(Path("index"), description="Where the built index is kept.")
    minimum_base: int = Field(
        30, ge=1, description="Quote no percentage on a base of fewer people than this."
    )
    marked_base: int = Field(
        100, ge=1, description="Mark percentages on a base of fewer people than this."
    )
    largest_file_mb: int = Field(
        100, ge=1, description="Do not read files of the corpus larger than this, in megabytes."
    )
    threads: int = Field(
        0, ge=0, description="Threads for embedding and parsing; 0 takes what the machine has."
    )
    model: str = Field(
        "",
        description="The language model that words answers, as provider:name; empty for none.",
    )
    host: str = Field("127.0.0.1", description="The address `assistant serve` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="The port `assistant serve` listens on.")
    history: SecretStr = Field(
        SecretStr(""),  # it may hold a password
        description="Where conversations are kept: a URL of SQLite or PostgreSQL, or `off` to keep "
        "none; empty for a SQLite file in the user's state folder.",
    )
