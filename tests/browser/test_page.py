"""The page in a real browser."""

from collections.abc import Callable

import pytest

from tests.interfaces.fake_assistant import QUOTE

pytestmark = pytest.mark.browser


def test_a_question_is_answered_with_the_figure_and_its_quoted_source(
    address: str, browse: Callable[..., str]
) -> None:
    page = browse(f"{address}?q=What+share+of+employers%3F", "--dump-dom")

    assert "86% of U.S. employers would hire" in page
    assert '<a href="#source-1" aria-label="source 1">[1]</a>' in page
    assert QUOTE in page


def test_the_browser_finds_nothing_against_the_content_security_policy(
    address: str, browse: Callable[..., str]
) -> None:
    console = browse(f"{address}?q=employers", "--enable-logging=stderr", "--dump-dom")

    assert "</html>" in console
    assert "Content Security Policy" not in console
