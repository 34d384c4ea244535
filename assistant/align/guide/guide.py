"""What is said first, and what is asked of the surveys as a whole: which room answers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.align.alignment import Alignment, Asked, Tried
from assistant.align.guide import between, contents, following, overview, topics
from assistant.align.guide.collection import Collection
from assistant.align.guide.survey_line import listed, words
from assistant.answer.answer import Refusal
from assistant.answer.derived import is_as_published
from assistant.answer.draft import Draft, DraftSentence
from assistant.findings.lexicon import load
from assistant.findings.stems import stop_words, words_of
from assistant.retrieve.aims.aim import ON_THE_LAST, Aim, Kind, read_aim
from assistant.retrieve.aims.language import is_english
from assistant.retrieve.aims.naming import named_surveys, names_people, says_survey
from assistant.retrieve.query import parse_question
from assistant.survey import Survey

WITHOUT_FIGURES: frozenset[Kind] = frozenset({"greeting", "thanks", "help", "contents", "total"})
SAID: dict[Kind, str] = {"greeting": "hello", "help": "about", "thanks": "welcome"}
ON_EARLIER: frozenset[Kind] = ON_THE_LAST | {"thanks"}
LONGEST_TOPIC = 3  # words
MOST_CHOICES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """Answers what is no question about one figure; `earlier` knows what was told before."""

    collection: Collection
    earlier: following.Earlier

    def align(self, asked: Asked, *, has_model: bool) -> Alignment | None:
        """The answer, if it is the guide's to give; a language model answers the rest itself."""
        collection = self.collection.limited(asked.surveys)
        aim = read_aim(asked.question)
        if has_model and not (aim is not None and aim.kind in WITHOUT_FIGURES):
            return None
        if aim is None and not is_english(asked.question):
            return Alignment(refusal=Refusal(reason="out_of_scope", text=words("not English")))
        if aim is None:
            return between.unchanged(collection, asked) or _on_topic(collection, asked)
        if aim.kind == "compare":
            return between.compared(collection, asked.material, aim.about, aim.against)
        told = self._told(collection, asked, aim)
        if isinstance(told, Refusal):
            return Alignment(refusal=told)
        return _as_it_is(told) if told else None

    def _told(self, collection: Collection, asked: Asked, aim: Aim) -> Draft | Refusal | None:
        material = asked.material
        if aim.kind in SAID:
            return contents.welcome(collection, material, SAID[aim.kind])
        if aim.kind == "contents":
            return contents.contents(collection)
        if aim.kind == "total":
            is_of_one = bool(asked.turns) or len(collection.surveys) < 2
            return None if is_of_one else contents.totals(collection)
        if aim.kind in ON_THE_LAST:
            return self._on_the_last(collection, asked, aim.kind)
        if aim.kind == "everything" and not says_survey(aim.about):
            return topics.everything(collection, material, aim.about)
        return self._on_one(collection, asked, aim)

    def _on_the_last(
        self, collection: Collection, asked: Asked, kind: Kind
    ) -> Draft | Refusal | None:
        if not asked.turns:
            nothing = Refusal(reason="ambiguous", text=words("nothing before"))
            return contents.contents(collection) if kind == "source" else nothing
        told = self._before(asked)
        if kind == "why":
            return following.reason(collection, asked.material, told)
        if kind == "base":
            return following.people_behind(collection, told)
        return following.origin(collection, told)

    def _before(self, asked: Asked) -> following.Told:
        """What was told on the last turn that did not itself ask about the one before it."""
        turns = list(asked.turns)
        while len(turns) > 1 and (aim := read_aim(turns[-1])) and aim.kind in ON_EARLIER:
            turns.pop()
        return self.earlier(replace(asked, turns=tuple(turns)))

    def _on_one(self, collection: Collection, asked: Asked, aim: Aim) -> Draft | Refusal | None:
        """What is asked of one survey: it is named, or there is one alone, or it was talked of."""
        if aim.kind == "highest" and asked.turns and not aim.about:
            return None  # of the figures before
        surveys = self._meant(collection, asked, aim)
        if surveys is None:
            return None
        if len(surveys) != 1:
            return _which(collection, surveys or collection.surveys)
        (survey,) = surveys
        if aim.kind == "highest":
            told = overview.highest(collection, asked.material, survey, is_lowest=aim.is_lowest)
        else:
            told = overview.overview(collection, asked.material, survey)
        text = words("no findings").format(title=collection.title(survey))
        return told or Refusal(reason="not_covered", text=text)

    def _meant(self, collection: Collection, asked: Asked, aim: Aim) -> Sequence[Survey] | None:
        """The surveys that may be meant; none for any of all, None where none is meant."""
        named = named_surveys(aim.about, collection.surveys)
        if named:
            return named if says_survey(aim.about) or not names_people(aim.about) else None
        if not _is_bare(aim.about):
            return None
        if len(collection.surveys) == 1:
            return collection.surveys
        before = self._before(asked).surveys if asked.turns else ()
        return tuple(collection.survey(id) for id in before[:1])


def _which(collection: Collection, surveys: Sequence[Survey]) -> Refusal:
    """Which survey is meant, with those that it may be; of very many the first few in words."""
    if len(surveys) <= MOST_CHOICES:
        text = words("which survey")
        names = " / ".join(collection.title(survey) for survey in surveys)
        choices = tuple(survey.id for survey in surveys)
        return Refusal(reason="ambiguous", text=f"{text} {names}", choices=choices)
    names = listed([f"“{collection.title(survey)}”" for survey in surveys])
    return Refusal(reason="ambiguous", text=words("which survey named").format(names=names))


def _is_bare(about: str) -> bool:
    """Whether nothing says which survey: "the survey", or no word at all."""
    telling = set(words_of(about)) - stop_words() - set(load("aims")["naming"])
    return not telling


def _on_topic(collection: Collection, asked: Asked) -> Alignment | None:
    """A topic that is named and nothing asked of it."""
    about = asked.question.strip(" ?.!\"'\u201c\u201d")
    is_own = asked.whole.strip(" ?.!") == asked.question.strip(" ?.!")
    spoken = words_of(about)
    is_topic = 0 < len(spoken) <= LONGEST_TOPIC and not set(spoken) & stop_words()
    query = parse_question(about)
    if not (is_own and is_topic) or query.topic or query.figures or asked.turns:
        return None
    return topics.bare_topic(collection, asked.material, about)


def _as_it_is(draft: Draft) -> Alignment:
    """A draft as it stands; what rests on nothing quoted is still to be held to the source."""
    return Alignment(
        tried=tuple(
            Tried(text=s.text, sentence=s, is_settled=bool(s.origins) and _is_published(s))
            for s in draft.sentences
        )
    )


def _is_published(sentence: DraftSentence) -> bool:
    return all(map(is_as_published, sentence.slots))
