"""What the pages share: their templates, and the surveys to choose from."""

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template

from assistant.interfaces.web.door import Door
from assistant.render.safe_text import safe_line

MOST_SURVEYS_LISTED = 200  # a longer list helps nobody choose


def surveys_to_choose(door: Door) -> list[tuple[str, str]]:
    """The id and the title of each survey, where there are several and not too many to list."""
    surveys = door.surveys
    if not 1 < len(surveys) <= MOST_SURVEYS_LISTED:
        return []
    return [(survey.id, safe_line(survey.title) or survey.id) for survey in surveys]


def page_template(name: str) -> Template:
    """A template of the site's, which may use those that show a check."""
    site = PackageLoader("assistant.interfaces.web")
    environment = Environment(
        loader=ChoiceLoader([site, PackageLoader("assistant.render.check")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
