from assistant.verify.copies.alignment import align, tokens_of

SOURCE = tokens_of("In all, 41% of men say they approve of the plan, up from 30% in May.")


def test_contractions_are_taken_apart_so_that_a_negation_stands_alone() -> None:
    assert [t.key for t in tokens_of("can't won\u2019t cannot")] == [
        "can", "not", "will", "not", "can", "not",
    ]  # fmt: skip


def test_a_claim_that_stands_in_the_source_is_covered_and_has_no_runs() -> None:
    found = align(tokens_of("41 percent of men say they approve of the plan"), SOURCE)

    assert found.coverage == 1
    assert found.runs == ()


def test_figures_are_laid_side_by_side_whatever_they_say() -> None:
    found = align(tokens_of("30% of men say they approve, up from 41% in May"), SOURCE)

    pairs = [(found.said[i].text, found.source[j].text) for i, j in found.pairs]
    assert ("30%", "41%") in pairs
    assert ("41%", "30%") in pairs


def test_an_exchanged_word_is_a_run_of_one_on_either_side() -> None:
    found = align(tokens_of("41% of women say they approve of the plan"), SOURCE)

    assert [(r.said[0].text, r.source[0].text) for r in found.runs] == [("women", "men")]


def test_nothing_in_common_is_not_covered() -> None:
    assert align(tokens_of("Cheese tastes nice."), SOURCE).coverage < 0.3
