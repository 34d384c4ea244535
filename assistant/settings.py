"""Every setting, read once at an interface's edge and handed down."""

from pathlib import Path
from typing import Literal

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
    embedding_model: str = Field(
        "all-MiniLM-L6-v2",
        description="The sentence-transformers model that finds what bears on a question, by its"
        " name or folder; the default is shipped. Run `assistant index` after a change.",
    )
    judge_model: str = Field(
        "",
        description="A cross-encoder with one score that judges which sentences answer a question,"
        " by its name or folder; empty for the judge that is shipped.",
    )
    model: str = Field(
        "",
        description="The language model that finds what answers a question, as provider:name;"
        " record:DIR:provider:name keeps its replies, replay:DIR plays them; empty for none.",
    )
    model_url: str = Field(
        "",
        description="The server the model is asked at, OpenAI-compatible where no provider is"
        " named; empty for the provider's own.",
    )
    model_key: SecretStr = Field(
        SecretStr(""), description="The model's key; empty for the provider's own variable."
    )
    model_seconds: float = Field(
        30, gt=0, description="Seconds that the model's calls for one answer may take together."
    )
    model_output: Literal["auto", "structured", "text"] = Field(
        "auto",
        description="How the model answers: to a schema, in plain lines, or to a schema where it"
        " is known to be able to.",
    )
    model_missing: Path | None = Field(
        None, description="With a replayed model: where prompts without a reply are written."
    )
    model_temperature: float = Field(
        0, ge=0, le=2, description="The model's temperature, where it takes one."
    )
    model_max_tokens: int = Field(
        2000, ge=1, description="Tokens that a reply of the model may have at most."
    )
    model_price_in: float | None = Field(
        None, ge=0, description="Dollars for a million tokens that the model reads."
    )
    model_price_out: float | None = Field(
        None, ge=0, description="Dollars for a million tokens that the model writes."
    )
    host: str = Field("127.0.0.1", description="The address `assistant serve` listens on.")
    port: int = Field(8000, ge=1, le=65535, description="The port `assistant serve` listens on.")
    history: SecretStr = Field(
        SecretStr(""),  # it may hold a password
        description="Where conversations are kept: a URL of SQLite or PostgreSQL, or `off` to keep "
        "none; empty for a SQLite file in the user's state folder.",
    )
