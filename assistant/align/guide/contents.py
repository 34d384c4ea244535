"""Which surveys there are, how many took part in all, and a word of welcome."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from assistant.align.guide.collection import Collection
from assistant.align.guide.overview import headline
from assistant.align.guide.survey_line import (
    MOST_NAMED,
    are_people,
    line,
    listed,
    plain,
    size_in,
    words,
)
from assistant.answer.derived import total
from assistant.answer.draft import Draft, DraftSentence, Slot, fill
from assistant.answer.kinds.survey_facts import in_a_row
from assistant.answer.material import Material
from assistant.answer.wording import is_clause, people_in_words
from assistant.figures import Unit
from assistant.findings.finding import Finding
from assistant.retrieve.aims.naming import says_survey
from assistant.survey import Survey

MOST_LISTED = 10
FEW_LISTED = 6
EXAMPLES = 2
LONGEST_EXAMPLE = 110  # characters
SEVERAL = re.compile(r"\b(?:\w+s|people|men|women)\b")
SURVEYS_TRIED = 12  # for an example


def welcome(collection: Collection, material: Material, name: str) -> Draft:
    """What the assistant answers from; for all but thanks with a question or two to begin with."""
    surveys = collection.surveys
    if not surveys:
        return Draft(sentences=(plain(words("contents none")),))
    if name == "welcome":
        return Draft(sentences=(plain(words(name)),))
    lines = tuple(line(collection, survey) for survey in surveys[:MOST_NAMED])
    first = replace(plain(words(name).format(surveys=_named(collection, surveys))), origins=lines)
    examples = tuple(islice(_examples(collection, material), EXAMPLES))
    told = words("examples" if examples else "no examples")
    return Draft(sentences=(first, plain(told.format(examples=" or ".join(examples)))))


def contents(collection: Collection) -> Draft:
    """Every survey with who was asked, how many and when; of very many the first few."""
    surveys = collection.surveys
    if len(surveys) < 2:
        name = "contents one" if surveys else "contents none"
        return Draft(sentences=(plain(words(name)), *(line(collection, s) for s in surveys)))
    listed = surveys[: MOST_LISTED if len(surveys) <= MOST_LISTED else FEW_LISTED]
    sentences = [plain(words("contents").format(count=f"{len(surveys):,}"))]
    sentences += [line(collection, survey) for survey in listed]
    if rest := len(surveys) - len(listed):
        sentences.append(plain(words("more surveys").format(count=f"{rest:,}")))
    return Draft(sentences=tuple(sentences))


def totals(collection: Collection) -> Draft:
    """How many took part in all surveys that say so, and which do not."""
    surveys = collection.surveys
    facts = {survey.id: line(collection, survey) for survey in surveys}
    sizes = {s.id: size for s in surveys if (size := size_in(s, facts[s.id])) is not None}
    if len(sizes) < 2:
        return Draft(sentences=tuple(facts[id] for id in sizes) or (plain(words("total none")),))
    stated = [facts[id] for id in sizes]
    of = words("total all" if len(sizes) == len(surveys) else "total of")
    values: dict[str, str | Slot] = {
        "total": total(list(sizes.values())),
        "surveys": of.format(count=f"{len(sizes):,}"),
    }
    sentence = replace(
        stated[0], parts=fill(words("total"), values), origins=tuple(stated[:MOST_LISTED])
    )
    silent = [survey for survey in surveys if survey.id not in sizes]
    return Draft(sentences=(sentence, *_silent(collection, silent, len(surveys))))


def _named(collection: Collection, surveys: Sequence[Survey]) -> str:
    names = [f"“{collection.title(survey)}”" for survey in surveys]
    if len(names) == 1:
        return words("one survey").format(names=names[0])
    name = "surveys" if len(names) <= MOST_NAMED else "surveys and more"
    return words(name).format(count=f"{len(names):,}", names=in_a_row(tuple(names[:MOST_NAMED])))


def _examples(collection: Collection, material: Material) -> Iterator[str]:
    """Questions that findings answer, one a survey."""
    for survey in collection.surveys[:SURVEYS_TRIED]:
        asked = map(_asked, headline(collection, material, survey))
        yield from islice(filter(None, asked), 1)


def _asked(finding: Finding) -> str:
    """The question that a share answers; empty where its words do not make one."""
    statement = finding.statement
    people, measure = people_in_words(finding), statement.measure.text.strip(" .;,:")
    if statement.figure.unit is not Unit.PERCENT or not is_clause(finding):
        return ""
    if says_survey(people) or not (are_people(people) and SEVERAL.search(people)):
        return ""
    question = words("example").format(people=people, measure=measure)
    is_short = len(question) <= LONGEST_EXAMPLE and not any(map(str.isdigit, question))
    return question if is_short else ""


def _silent(collection: Collection, surveys: Sequence[Survey], count: int) -> list[DraftSentence]:
    if not surveys:
        return []
    name = "no size one" if len(surveys) == 1 else "no size"
    names = listed([f"“{collection.title(survey)}”" for survey in surveys])
    return [plain(words(name).format(count=f"{len(surveys):,}", all=f"{count:,}", names=names))]
