"""The note under a tabulation: weighting, whose base it is, and how the errors were estimated."""

from assistant.statistics.summing.asked import Asked
from assistant.statistics.summing.drawn import Drawn


def note_on(asked: Asked) -> str:
    """Everything a reader needs to read the figures right, in whole sentences."""
    return " ".join(
        sentence
        for sentence in (
            _weighting(asked),
            _base(asked),
            _several_answers(asked),
            _errors(asked),
            *_left_out(asked.drawn),
        )
        if sentence
    )


def _weighting(asked: Asked) -> str:
    weight = asked.domain.design.weight
    if not weight:
        return "Unweighted."
    return f"Weighted by {weight}; bases are unweighted."


def _base(asked: Asked) -> str:
    base = asked.question.base
    people = f"respondents with {base.where}" if base.where else "all respondents"
    if base.label:  # as the survey prints it: "Among employed", "Employed men"
        people = f"{base.label}, those"
    answering = "a number" if asked.statistic != "share" else "an answer"
    unknown = asked.question.dont_know
    dont_know = ""
    if unknown:
        place = "are in the base" if asked.statistic == "share" else "are left out"
        dont_know = f" Answers of {_listed(unknown)} {place}."
    return f"Base: {people} who gave {answering}.{dont_know}"


def _several_answers(asked: Asked) -> str:
    if asked.statistic != "share" or asked.question.type != "multiple":
        return ""
    return "Several answers could be given, so shares need not sum to 100."


def _errors(asked: Asked) -> str:
    kind = {
        "share": "logit intervals",
        "mean": "t intervals",
        "median": "Woodruff intervals",
    }[asked.statistic]
    design = asked.domain.design
    if design.replicate_weights:
        many, method = len(design.replicate_weights), design.replicate_method or "bootstrap"
        kind = "t intervals" if asked.statistic == "median" else kind
        return f"95% {kind}, errors from {many} {method} replicate weights."
    parts = [
        f"{name} {column}"
        for name, column in (("strata", design.strata), ("clusters", design.psu))
        if column
    ]
    if design.fpc:
        parts.append(f"finite population {design.fpc}")
    by = f" by {', '.join(parts)}" if parts else ""
    return f"95% {kind}, errors linearised{by}.{_lonely(asked.drawn)}"


def _lonely(drawn: Drawn) -> str:
    if not drawn.lonely:
        return ""
    strata = (
        "1 stratum with a single unit is"
        if drawn.lonely == 1
        else (f"{drawn.lonely} strata with a single unit are")
    )
    return f" {strata} centred on the mean of the sample."


def _left_out(drawn: Drawn) -> list[str]:
    counts = (
        (drawn.unweighable, "without a weight, stratum or cluster", "left out"),
        (drawn.zero_weights, "with a weight of 0", "in no base"),
        (drawn.negative_weights, "with a weight below 0", "counted with it"),
    )
    return [
        f"1 respondent {which} is {what}."
        if many == 1
        else f"{many:,} respondents {which} are {what}."
        for many, which, what in counts
        if many
    ]


def _listed(labels: tuple[str, ...]) -> str:
    quoted = [f"“{label}”" for label in labels]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
