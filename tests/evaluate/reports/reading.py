"""What tests read out of a report."""

import re
from html.parser import HTMLParser


class Page(HTMLParser):
    """The elements of a page, in order, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def all_of(self, *names: str) -> list[str]:
        return [has[name] for _, has in self.elements for name in names if name in has]


def words_of(html: str) -> str:
    body = re.sub(r"<script>.*?</script>", "", html[html.index("<body>") :], flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("&#39;", "'")


def cases_of(html: str) -> dict[str, str]:
    """The words of each case, by its name, in the order of the page."""
    found = {}
    for case in re.findall(r'<details class="case".*?</details>', html, flags=re.S):
        name = re.search(r'class="name"><bdi>(.*?)</bdi>', case)
        assert name is not None
        found[name[1]] = words_of(f"<body>{case}")
    return found


def headings_of(html: str) -> list[str]:
    return [words_of(f"<body>{text}").strip() for text in re.findall(r"<h3.*?</h3>", html)]
