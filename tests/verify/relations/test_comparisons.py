"""Comparisons of groups and of answers, as sentences make them."""

import pytest

from assistant.verify.relations.reading import read_relations
from assistant.verify.relations.relation import Relation


def one_of(text: str) -> Relation:
    [relation] = read_relations(text)
    return relation


# sentence, kind, first people, second people, what is said of both, year
GROUPS = [
    ("Women are more likely than men to own a cat.", "greater", "Women", "men", "own a cat", ""),
    ("Women are less likely to own a cat than men.", "smaller", "Women", "men", "own a cat", ""),
    (
        "Women are less likely to own a cat than men are.",
        "smaller",
        "Women",
        "men",
        "own a cat",
        "",
    ),
    (
        "Women are less likely to own a cat than are men.",
        "smaller",
        "Women",
        "men",
        "own a cat",
        "",
    ),
    (
        "In 2018, women were 12 points more likely than men to own a cat.",
        "greater",
        "women",
        "men",
        "own a cat",
        "2018",
    ),
    (
        "According to the 1998 GSS, women are far more likely than men to smoke.",
        "greater",
        "women",
        "men",
        "smoke",
        "1998",
    ),
    (
        "In the 2018 General Social Survey, women were likelier than men to smoke.",
        "greater",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    (
        "The survey finds that women are more likely than men to smoke.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "Women are more likely than men to smoke in the 2018 survey.",
        "greater",
        "Women",
        "men",
        "smoke",
        "2018",
    ),
    ("Women are more likely than men to smoke (2018).", "greater", "Women", "men", "smoke", "2018"),
    (
        "Women (58%) are more likely than men (41%) to smoke.",
        "greater",
        "Women",
        "men",
        "smoke",
        "",
    ),
    (
        "Women are more likely than men to smoke (58% vs. 41%).",
        "greater",
        "Women",
        "men",
        "smoke",
        "",
    ),
    (
        "At 58%, women are more likely than men (41%) to smoke.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "Women are more likely than men to smoke, by 58% to 41%.",
        "greater",
        "Women",
        "men",
        "smoke",
        "",
    ),
    (
        "Women are more likely than men to smoke, by a margin of 58% to 41%.",
        "greater",
        "Women",
        "men",
        "smoke",
        "",
    ),
    ("Compared with men, women are less likely to smoke.", "smaller", "women", "men", "smoke", ""),
    (
        "In 2018, compared with men aged 65 and over, men aged 18 to 29 were more likely to smoke.",
        "greater",
        "men aged 18 to 29",
        "men aged 65 and over",
        "smoke",
        "2018",
    ),
    (
        "Relative to men, women are 9 points more likely to smoke.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    ("Compared with men, a larger share of women smoke.", "greater", "women", "men", "smoke", ""),
    ("Women are more likely to smoke, compared with men.", "greater", "Women", "men", "smoke", ""),
    (
        "Compared to men, women are more than twice as likely to smoke.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    ("Women are twice as likely to smoke as men are.", "greater", "Women", "men", "smoke", ""),
    (
        "Women are nearly three times as likely as men to smoke.",
        "greater",
        "Women",
        "men",
        "smoke",
        "",
    ),
    ("Women are half as likely as men to smoke.", "smaller", "Women", "men", "smoke", ""),
    ("Women are 1.5 times as likely as men to smoke.", "greater", "Women", "men", "smoke", ""),
    (
        "Women were twice as likely to see themselves as Democrats as men.",
        "greater",
        "Women",
        "men",
        "see themselves as Democrats",
        "",
    ),
    ("Women are as likely as men to smoke.", "same", "Women", "men", "smoke", ""),
    ("Women are about as likely as men to smoke.", "same", "Women", "men", "smoke", ""),
    ("Women and men are about equally likely to smoke.", "same", "Women", "men", "smoke", ""),
    (
        "Women aged 30 to 44 and women aged 45 to 64 are equally likely to smoke.",
        "same",
        "Women aged 30 to 44",
        "women aged 45 to 64",
        "smoke",
        "",
    ),
    (
        "Women were less likely to oppose the plan than men.",
        "smaller",
        "Women",
        "men",
        "oppose the plan",
        "",
    ),
    (
        "Women were more likely to give the answer \u201cXxx\u201d to \u201cXxxxxx\u201d than men in 2018.",
        "greater",
        "Women",
        "men",
        "give the answer \u201cXxx\u201d to \u201cXxxxxx\u201d",
        "2018",
    ),
    (
        "Asked \u201cXxxxxxxxx\u201d, women are more likely than men to answer \u201cXxx\u201d.",
        "greater",
        "women",
        "men",
        "answer \u201cXxx\u201d",
        "",
    ),
    (
        "To the question \u201cXxxxxxxxx\u201d, women were twice as likely to answer \u201cXxx\u201d as men (2018).",
        "greater",
        "women",
        "men",
        "answer \u201cXxx\u201d",
        "2018",
    ),
    (
        "Developers who work remotely are more likely than developers who do not work remotely to use Linux.",
        "greater",
        "Developers who work remotely",
        "developers who do not work remotely",
        "use Linux",
        "",
    ),
    (
        "Developers who contribute to open source are less likely than developers who do not contribute to open source to earn more.",
        "smaller",
        "Developers who contribute to open source",
        "developers who do not contribute to open source",
        "earn more",
        "",
    ),
    (
        "High-income Americans are more likely than low-income ones to vote.",
        "greater",
        "High-income Americans",
        "low-income Americans",
        "vote",
        "",
    ),
    (
        "Americans under 30 are more likely than those 65 and older to rent.",
        "greater",
        "Americans under 30",
        "Americans 65 and older",
        "rent",
        "",
    ),
    (
        "Among Republicans, men are more likely than women to own a gun.",
        "greater",
        "men among Republicans",
        "women among Republicans",
        "own a gun",
        "",
    ),
    ("Women hold degrees more often than men.", "greater", "Women", "men", "hold degrees", ""),
    (
        "Republicans were more open than Democrats to a new law.",
        "greater",
        "Republicans",
        "Democrats",
        "were open to a new law",
        "",
    ),
    (
        "Norwegian women were three times as likely as men not to know the law.",
        "greater",
        "Norwegian women",
        "men",
        "not know the law",
        "",
    ),
    # shares
    ("A larger share of women than of men smoke.", "greater", "women", "men", "smoke", ""),
    ("A smaller share of women than men smoke.", "smaller", "women", "men", "smoke", ""),
    ("A larger share of women smoke than of men.", "greater", "women", "men", "smoke", ""),
    (
        "In 1988, a smaller share of people aged 30 to 44 in Chile than of Chileans aged 60 and over voted.",
        "smaller",
        "people aged 30 to 44 in Chile",
        "Chileans aged 60 and over",
        "voted",
        "1988",
    ),
    (
        "The share who smoke is higher among women than among men.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "The share of adults who smoke is 14 points higher among women than among men.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "The share who smoke is 4 points lower for women than for men (2018).",
        "smaller",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    (
        "The share who smoke is more than twice as high among women as among men.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "The share of women who smoke is more than twice that of men.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    ("The share of women who smoke is half that of men.", "smaller", "women", "men", "smoke", ""),
    (
        "The share of women who smoke is 6 points lower than that of men in the 2018 GSS.",
        "smaller",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    (
        "Support for the plan is 17 points lower for women than for men.",
        "smaller",
        "women",
        "men",
        "Support for the plan",
        "",
    ),
    (
        "Support for the plan is more common among women than among men.",
        "greater",
        "women",
        "men",
        "Support for the plan",
        "",
    ),
    (
        "Smoking is twice as common among women as among men.",
        "greater",
        "women",
        "men",
        "Smoking",
        "",
    ),
    ("Similar shares of women and men smoke.", "same", "women", "men", "smoke", ""),
    (
        "Similar shares of women aged 18 to 29 and men aged 18 to 29 said they smoke.",
        "same",
        "women aged 18 to 29",
        "men aged 18 to 29",
        "said they smoke",
        "",
    ),
    ("About as many women as men, as a share of each, smoke.", "same", "women", "men", "smoke", ""),
    ("More women than men smoke.", "greater", "women", "men", "smoke", ""),
    ("Twice as many women as men smoke.", "greater", "women", "men", "smoke", ""),
    ("Far fewer women than men smoke.", "smaller", "women", "men", "smoke", ""),
    # standing
    (
        "Women are 9 points ahead of men in the share who smoke.",
        "greater",
        "Women",
        "men",
        "smoke",
        "",
    ),
    (
        "In 2018, women were 9 points behind men in the share who smoke.",
        "smaller",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    ("Women lead men by 9 points in the share who smoke.", "greater", "Women", "men", "smoke", ""),
    ("Women trail men by 9 points in the share who smoke.", "smaller", "Women", "men", "smoke", ""),
    (
        "There is a gap of 9 points between women and men in the share who smoke, with women ahead.",
        "greater",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "There is a gap of 9 points between women and men in the share who smoke, with men ahead.",
        "smaller",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "There is a 9-point gap between women and men in the share who smoke.",
        "apart",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "There is little difference between women and men in the share who smoke.",
        "same",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "There is no difference between women and men in the share who smoke in 2018.",
        "same",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    (
        "Women and men are 9 points apart on banning ads.",
        "apart",
        "Women",
        "men",
        "banning ads",
        "",
    ),
    # printed shares
    (
        "51% of women smoke, a lower share than among men (63%).",
        "smaller",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "51% of women smoke, a higher share than among men (43%) in 2018.",
        "greater",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    ("51% of women smoke, 8 points more than men.", "greater", "women", "men", "smoke", ""),
    ("51% of women smoke, compared with 43% of men.", "apart", "women", "men", "smoke", ""),
    ("51% of women smoke, while 43% of men do.", "apart", "women", "men", "smoke", ""),
    (
        "51% of women smoke, against 43% of men in the 2018 survey.",
        "apart",
        "women",
        "men",
        "smoke",
        "2018",
    ),
    ("51% of women smoke; among men, the share is 43%.", "apart", "women", "men", "smoke", ""),
    ("Among women, 51% smoke, while 43% of men do so.", "apart", "women", "men", "smoke", ""),
    ("51% of women and 43% of men smoke.", "apart", "women", "men", "smoke", ""),
    ("51% of women but only 43% of men smoke.", "apart", "women", "men", "smoke", ""),
    ("51% of women smoke, compared with 51% of men.", "same", "women", "men", "smoke", ""),
    (
        "The shares of women and men who smoke are 51% and 43%, respectively.",
        "apart",
        "women",
        "men",
        "smoke",
        "",
    ),
    (
        "Women and men differ: 51% and 43%, respectively, smoke.",
        "apart",
        "Women",
        "men",
        "smoke",
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "one", "other", "measure", "year"), GROUPS, ids=[g[0] for g in GROUPS]
)
def test_two_groups_are_laid_beside_each_other(  # noqa: PLR0913, PLR0917
    text: str, kind: str, one: str, other: str, measure: str, year: str
) -> None:
    relation = one_of(text)

    assert relation.kind == kind
    assert relation.of == "groups"
    assert [(s.people, s.measure, s.year) for s in relation.sides] == [
        (one, measure, year),
        (other, measure, year),
    ]


# sentence, kind, people, first answer, second answer
ANSWERS = [
    (
        "More women favor than oppose the plan.",
        "greater",
        "women",
        "favor the plan",
        "oppose the plan",
    ),
    (
        "More women favor the plan than oppose it.",
        "greater",
        "women",
        "favor the plan",
        "oppose it",
    ),
    (
        "Fewer women say they smoke than say they drink.",
        "smaller",
        "women",
        "say they smoke",
        "say they drink",
    ),
    ("A larger share of women smoke than drink.", "greater", "women", "smoke", "drink"),
    (
        "The share of women who smoke is smaller than the share who drink.",
        "smaller",
        "women",
        "smoke",
        "drink",
    ),
    ("Among women, more smoke than drink.", "greater", "women", "smoke", "drink"),
    (
        "Among women with a degree, fewer were nurses than were engineers.",
        "smaller",
        "women with a degree",
        "were nurses",
        "were engineers",
    ),
    (
        "To \u201cXxxxxxxx\u201d, among women, fewer answered \u201cXxx\u201d than answered \u201cXx\u201d.",
        "smaller",
        "women",
        "answered \u201cXxx\u201d",
        "answered \u201cXx\u201d",
    ),
    (
        "To \u201cXxxxxxxx\u201d, more women answered \u201cXxx\u201d than answered \u201cXxx\u201d in 2018.",
        "greater",
        "women",
        "answered \u201cXxx\u201d",
        "answered \u201cXxx\u201d",
    ),
    (
        "Those who favor the law outnumber those who oppose it among women.",
        "greater",
        "women",
        "favor the law",
        "oppose it",
    ),
    (
        "Men outnumber women among developers in Norway.",
        "greater",
        "developers in Norway",
        "are Men",
        "are women",
    ),
]


@pytest.mark.parametrize(
    ("text", "kind", "people", "one", "other"), ANSWERS, ids=[a[0] for a in ANSWERS]
)
def test_two_answers_of_one_group_are_laid_beside_each_other(
    text: str, kind: str, people: str, one: str, other: str
) -> None:
    relation = one_of(text)

    assert relation.kind == kind
    assert [(s.people, s.measure) for s in relation.sides] == [(people, one), (people, other)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Women are more than twice as likely as men to smoke.", "more than twice as likely"),
        ("Women are 12 points more likely than men to smoke.", "more likely"),
        ("Women are significantly less likely than men to smoke.", "significantly less likely"),
        ("In 2018, a larger share of women than of men smoke.", "larger share"),
        ("Support is about twice as high among women as among men.", "about twice as high"),
    ],
)
def test_the_words_that_compare_are_found_where_they_stand(text: str, words: str) -> None:
    relation = one_of(text)

    assert text[relation.start : relation.end] == words


def test_a_difference_is_tested_where_it_is_called_significant() -> None:
    assert one_of("Women are significantly less likely than men to smoke.").is_tested
    assert not one_of("Women are less likely than men to smoke.").is_tested


@pytest.mark.parametrize(
    "text",
    [
        "Women are more likely than others to smoke.",
        "Women are more likely to smoke.",
        "Women are more likely than those who do not to smoke.",
        "Women are no more likely than men to smoke.",
        "Women are not significantly more likely than men to smoke.",
        "In August, four times as many people as before said so.",
        "The plan was 15 points more popular than the alternative.",
        "Graduates of that class are more likely than the rest to smoke.",
    ],
)
def test_a_comparison_whose_sides_are_unsure_is_kept_without_them(text: str) -> None:
    assert [r.is_read for r in read_relations(text)] == [False]


@pytest.mark.parametrize(
    "text",
    [
        "More than 40% of women smoke.",
        "More than half of women smoke.",
        "Fewer than 1,000 women answered.",
        "More and more women smoke.",
        "Women would rather drive than walk.",
        "Women drive rather than walk.",
        "40% of adults older than 65 smoke.",
        "40% of women have a higher education.",
        "40% of women have less than a high school education.",
        "40% of women with lower incomes smoke.",
        "At least 40% of women smoke.",
        "Most women say they smoke.",
        "Women as well as men smoke.",
        "40% of women smoke as long as they can.",
        "No more than 40% of women smoke.",
        "40% of women say they read more than one newspaper.",
        "40% of women are better off than their parents.",
        "59% of women say they\u2019re better off than their parents.",
        "40% of women think things are getting worse than they were.",
        "40% of women say the economy is worse than a year ago.",
        "40% of women think gun rights matter more than gun control.",
        "40% of women trust the news a lot or more.",
        "40% of women work for companies with more than 100 employees.",
        "40% of women work for companies of fewer than 100 employees.",
        "40% of women read a newspaper less than once a week.",
        "40% of women want more to be done.",
        "40% of women say too little is spent on health.",
        "40% of women want taxes to be lower.",
        "40% of women say they want more money spent on roads.",
        "About as many as 40% of women smoke.",
        "As of 2018, 40% of women smoke.",
        "40% of women describe themselves as Democrats.",
        "40% of women think of themselves as happy.",
        "Slightly more than a third of women smoke.",
        "Just over half of women smoke.",
        "Women said the same in interviews.",
        "40% of women like both.",
        "40% of women smoke, and 20% drink.",
        "40% of women smoke.",
        "The survey asked 1,000 women.",
        "Twice a week, 40% of women go out.",
        "40% of women live in larger cities.",
        "40% of women say fewer people should drive.",
        "Interviews were held with more than 3,000 adults.",
        "Higher education is free in Norway.",
        "Lower courts have ruled on it.",
        "40% of women, more or less, agree.",
        "40% of women spend more time online.",
        "The margin of error is 3 points.",
        "40% of women in similar jobs smoke.",
        "Half of women smoke.",
        "40% of women got up early.",
        "40% of women grew up in a city.",
        "Children make up 40% of them.",
        "40% of women say they are very likely to vote.",
        "40% of women find it unlikely.",
        "40% of women have a gap in their teeth.",
        "It is time for a difference.",
        "40% of women lead a team.",
        "40% of women say the gap between rich and poor matters.",
    ],
)
def test_words_that_compare_nothing_are_no_claim(text: str) -> None:
    assert read_relations(text) == ()
