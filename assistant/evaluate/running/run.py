"""A run: every case of the sets put to every model, as often as asked, and graded."""

import resource
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from assistant.errors import BadQuestionSet, BadRun
from assistant.evaluate.running.result import Job, Result
from assistant.evaluate.running.run_file import FORMAT, VERSION, Head, Run, read_run, writing
from assistant.evaluate.sets.reading import NamedSet
from assistant.evaluate.targets.target import Described, Target

OpenTarget = Callable[[str], Target]
Watch = Callable[[Result], None]


def run_sets(
    sets: Sequence[NamedSet],
    targets: Sequence[Target],
    *,
    out: Path,
    repeat: int = 1,
    watch: Watch = lambda _: None,
) -> Run:
    """Run the sets, or go on with the run in `out`, and return the whole run.

    `watch` is told every result, those that were there before too.

    Raises:
        BadQuestionSet: A case is limited to a survey that the target does not hold.
        BadRun: `out` is of another run.
        TargetUnavailable: The target cannot be reached any more; what is done is kept.
    """
    jobs = _jobs(sets, repeat)
    unclosed = deque(targets)
    try:
        described = _described(targets, sets)
        with writing(out, head_of_run(sets, described, repeat=repeat)) as writer:
            _refuse_other_results(out, writer.done, jobs, described)
            began, before = perf_counter(), len(writer.done)
            for result in writer.done:
                watch(result)
            for n, (target, one) in enumerate(zip(targets, described, strict=True)):
                left = jobs[max(0, len(writer.done) - n * len(jobs)) :]
                replies = target.replies([job.case for job in left])
                for job, replied in zip(left, replies, strict=True):
                    result = Result.of(job, one.model, replied)
                    writer.add(result)
                    watch(result)
                unclosed.popleft().close()
            writer.end(_measured(perf_counter() - began, done=len(writer.done) - before))
    finally:
        for target in unclosed:
            target.close()
    return read_run(out)


def head_of_run(sets: Sequence[NamedSet], described: Sequence[Described], *, repeat: int) -> Head:
    """The first line of a run's file: all that its results depend on."""
    first = described[0]
    return {
        "format": FORMAT,
        "version": VERSION,
        "sets": [{"name": s.name, "sha256": s.sha256, "cases": len(s.cases)} for s in sets],
        "repeat": repeat,
        "models": [one.model for one in described],
        "corpus_version": first.corpus_version,
        "target": first.target,
        "details": [dict(asdict(one)["details"]) for one in described],
    }


def _jobs(sets: Sequence[NamedSet], repeat: int) -> list[Job]:
    return [
        Job(set=one.name, case=case, attempt=attempt)
        for one in sets
        for case in one.cases
        for attempt in range(1, repeat + 1)
    ]


def _described(targets: Sequence[Target], sets: Sequence[NamedSet]) -> list[Described]:
    described = [target.describe() for target in targets]
    for one in described:
        _refuse_unknown_surveys(sets, one)
    return described


def _refuse_unknown_surveys(sets: Sequence[NamedSet], described: Described) -> None:
    """A case over a survey that is not there would only fail, where what is there is known."""
    if not described.surveys:
        return
    for one in sets:
        for case in one.cases:
            unknown = [survey for survey in case.surveys if survey not in described.surveys]
            if unknown:
                known = ", ".join(described.surveys[:10])
                raise BadQuestionSet(
                    f"{one.name}, case {case.id!r}: no survey {unknown[0]!r} in the index; "
                    f"it holds: {known}"
                )


def _refuse_other_results(
    out: Path, done: Sequence[Result], jobs: Sequence[Job], described: Sequence[Described]
) -> None:
    """A file whose lines were taken out, doubled or moved is no beginning of the run."""
    wanted = ((job, one.model) for one in described for job in jobs)
    for line, (result, (job, model)) in enumerate(zip(done, wanted, strict=False), start=2):
        asked = Job(set=result.set, case=result.case, attempt=result.attempt)
        if (asked, result.model) != (job, model):
            raise BadRun(
                f"{out}, line {line}: has {result.name} where {job.set}/{job.case.id} belongs; "
                "the file was changed, so name another one"
            )
    if len(done) > len(jobs) * len(described):
        raise BadRun(f"{out}: has more results than the run; name another file")


def _measured(seconds: float, *, done: int) -> dict[str, object]:
    """What the run took, since it was last gone on with; memory of the largest process, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    usage = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peak = max(resource.getrusage(who).ru_maxrss for who in usage) * unit
    return {"seconds": round(seconds, 1), "results": done, "largest_process_mb": peak // 1_000_000}
