"""Errors from replicate weights: how an estimate varies when each weight in turn makes it."""

from typing import Literal

from assistant.corpus.responses.questionnaire import Design
from assistant.statistics.summing.sums import Floats

Method = Literal["", "brr", "jackknife", "bootstrap", "sdr"]


def coefficient(method: Method, replicates: int) -> float:
    """What each replicate's squared deviation counts for.

    >>> [coefficient(m, 80) for m in ("brr", "jackknife", "bootstrap", "sdr")]
    [0.0125, 0.9875, 0.0125, 0.05]
    """
    match method:
        case "jackknife":
            return (replicates - 1) / replicates
        case "sdr":
            return 4 / replicates
        case "brr" | "bootstrap" | "":
            return 1 / replicates


def replicate_variance(estimates: Floats, design: Design) -> Floats:
    """The variance of estimates about their own mean; the last axis is the replicates.

    Where a replicate leaves nobody in a group, the group's variance is not known.
    """
    many = len(design.replicate_weights)
    squares = (estimates - estimates.mean(axis=-1, keepdims=True)) ** 2
    variance: Floats = coefficient(design.replicate_method, many) * squares.sum(axis=-1)
    return variance


def replicate_covariance(estimates: Floats, design: Design) -> Floats:
    """The covariance of several estimates; each row is one estimate by every replicate."""
    off = estimates - estimates.mean(axis=-1, keepdims=True)
    many = len(design.replicate_weights)
    covariance: Floats = coefficient(design.replicate_method, many) * off @ off.T
    return covariance
