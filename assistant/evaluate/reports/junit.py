"""A run as JUnit XML, which build servers show: a suite a set, a failure for what is not right."""

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from assistant.evaluate.comparing import cases_of
from assistant.evaluate.reports.wording import asked_of, expected_of
from assistant.evaluate.running.result import Result
from assistant.evaluate.running.run_file import Run
from assistant.render.safe_text import safe_line

NOT_IN_XML = re.compile("[\ufffe\uffff]")  # beside controls and halves of characters


def junit_text(run: Run) -> str:
    """The run in the form that Jenkins, GitLab and GitHub's actions read."""
    by_set: dict[str, list[Result]] = defaultdict(list)
    for result in cases_of(run):
        by_set[result.set].append(result)
    top = Element("testsuites", {"name": _text(run.name), **_totals(cases_of(run))})
    for name, results in by_set.items():
        suite = SubElement(top, "testsuite", {"name": _text(name), **_totals(results)})
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
        name=_text(result.case.id),
        classname=_text(f"{result.set}.{result.model}"),
        time=f"{result.milliseconds / 1000:.3f}",
    )
    if result.outcome == "right":
        return
    message = f"{result.outcome}: {result.graded.why}" if result.graded.why else result.outcome
    failure = SubElement(case, "failure", type=result.outcome, message=_text(message))
    told = [
        f"asked: {_text(asked_of(result.case))}",
        f"expected: {_text(expected_of(result.case))}",
        f"got: {_text(result.text)}",
    ]
    failure.text = "\n".join(told)


def _text(text: str) -> str:
    """The text on one line, with no character that XML does not have."""
    return NOT_IN_XML.sub("", safe_line(text))
