"""Small surveys for tests: responses as ours, and the same rows for `svy` to estimate on."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import svy

from assistant.corpus.responses.questionnaire import (
    Design,
    Net,
    Option,
    Question,
    Questionnaire,
    Responses,
)

EXACT = 1e-9


def options(*labels: str) -> tuple[Option, ...]:
    return tuple(Option(value=label, label=label) for label in labels)


def write_responses(
    folder: Path, rows: pd.DataFrame, questions: tuple[Question, ...], *, design: Design
) -> Responses:
    """Responses in a parquet file of ours; without a digest nothing of them is remembered."""
    path = folder / "responses.parquet"
    rows.to_parquet(path)
    return Responses(
        survey="test",
        source="corpus/test/responses.csv",
        location=str(path),
        questionnaire=Questionnaire(questions=questions, design=design),
        respondents=len(rows),
    )


def random_rows(seed: int, *, people: int = 400, clusters: int = 6) -> pd.DataFrame:
    """Respondents with answers y (a to d, d rare), group g (one group tiny), and number x."""
    draw = np.random.default_rng(seed)
    rows = pd.DataFrame(
        {
            "h": draw.choice(["n", "s", "e", "w"], people),
            "c": draw.integers(0, clusters, people).astype(str),
            "w": draw.uniform(1.2, 9, people),
            "y": draw.choice(["a", "b", "c", "d"], people, p=[0.5, 0.3, 0.19, 0.01]),
            "g": draw.choice(["g1", "g2", "g3", "tiny"], people, p=[0.4, 0.3, 0.28, 0.02]),
            "k": draw.choice(["yes", "no"], people),
            "x": np.round(draw.gamma(2, 10, people), 1),
        }
    )
    rows["y"] = rows["y"].astype(object).where(draw.uniform(size=people) > 0.05, None)
    rows["g"] = rows["g"].astype(object).where(draw.uniform(size=people) > 0.03, None)
    rows["x"] = rows["x"].where(draw.uniform(size=people) > 0.08)
    return rows


QUESTIONS = (
    Question(
        id="y", options=options("a", "b", "c", "d"), nets=(Net(label="a or b", options=("a", "b")),)
    ),
    Question(id="g", options=options("g1", "g2", "g3", "tiny")),
    Question(id="k", options=options("yes", "no")),
    Question(id="x", type="numeric"),
)

DESIGNS = {
    "strata and clusters": Design(weight="w", strata="h", psu="c"),
    "strata": Design(weight="w", strata="h"),
    "clusters": Design(weight="w", psu="c"),
    "weights alone": Design(weight="w"),
    "no weights": Design(strata="h", psu="c"),
    "strata and their sizes": Design(weight="w", strata="h", fpc="size"),
    "strata, clusters and how many there are": Design(weight="w", strata="h", psu="c", fpc="many"),
}
REPLICATES = 12


def survey(seed: int) -> pd.DataFrame:
    rows = random_rows(seed)
    rows["size"] = rows["h"].map({"n": 300.0, "s": 500.0, "e": 200.0, "w": 1000.0})
    rows["many"] = rows["h"].map({"n": 6.0, "s": 12.0, "e": 50.0, "w": 9.0})
    return rows


def with_replicates(rows: pd.DataFrame, seed: int) -> pd.DataFrame:
    draw = np.random.default_rng(seed)
    factors = draw.choice([0.5, 1.5], (REPLICATES, len(rows)))
    weights = {f"r{place + 1}": rows["w"] * each for place, each in enumerate(factors)}
    return rows.assign(**weights)


def sample(rows: pd.DataFrame, design: Design, **more: Any) -> Any:
    return svy.Sample(
        pl.from_pandas(rows),
        svy.Design(
            wgt=design.weight or None,
            stratum=design.strata or None,
            psu=design.psu or None,
            pop_size=design.fpc or None,
            **more,
        ),
    )
