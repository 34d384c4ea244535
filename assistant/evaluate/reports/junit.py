"""A run as JUnit XML, which build servers show: a suite a set, a failure for what is not right."""

from collections import defaultdict
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from assistant.evaluate.comparing import cases_of
from assistant.evaluate.reports.wording import asked_of, expected_of
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import Run
from assistant.render.safe_text import safe_line


def junit_text(run: Run) -> str:
    """The run in the form that Jenkins, GitLab and GitHub's actions read."""
    by_set: dict[str, list[Result]] = defaultdict(list)
    for result in cases_of(run):
        by_set[result.set].append(result)
    top = Element("testsuites", {"name": safe_line(run.name), **_totals(cases_of(run))})
    for name, results in by_set.items():
        suite = SubElement(top, "testsuite", {"name": safe_line(name), **_totals(results)})
        for result in results:
            _add_case(suite, result)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(top, encoding="unicode") + "\n"


def _totals(results: Sequence[Result]) -> dict[str, str]:
    failures = sum(result.outcome != "right" for result in results)
    seconds = sum(result.milliseconds for result in results) / 1000
    return {
        "tests": str(len(results)),
        "failures": str(failures),
        "errors": "0",
        "skipped": "0",
        "time": f"{seconds:.3f}",
    }


def _add_case(suite: Element, result: Result) -> None:
    case = SubElement(
        suite,
        "testcase",
        name=safe_line(result.case.id),
        classname=safe_line(f"{result.set}.{result.model}"),
        time=f"{result.milliseconds / 1000:.3f}",
    )
    if result.outcome == "right":
        return
    message = f"{result.outcome}: {result.graded.why}" if result.graded.why else result.outcome
    failure = SubElement(case, "failure", type=result.outcome, message=safe_line(message))
    told = [
        f"asked: {safe_line(asked_of(result.case))}",
        f"expected: {safe_line(expected_of(result.case))}",
        f"got: {safe_line(result.text)}",
    ]
    failure.text = "\n".join(told)
