"""What a parent is told when an idea was made gentler, or cannot be told: warm, short, and with a way on."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from sandman.stories.gentleness.reading import Outcome, Reading, Theme
from sandman.stories.language import Language

# Where several were found, the gravest speaks.
GRAVEST_FIRST = (
    Theme.SEXUAL, Theme.HATE, Theme.ABUSE, Theme.SELF_HARM, Theme.VIOLENCE, Theme.CRIME, Theme.DRUGS,
    Theme.DANGER, Theme.WEAPONS, Theme.DEATH, Theme.GAMBLING, Theme.SHAME, Theme.ABANDONMENT, Theme.PEOPLE,
    Theme.BRANDS, Theme.FEAR, Theme.CONTACT, Theme.INSTRUCTIONS, Theme.LETTERING,
)  # fmt: skip


def kind_words(reading: Reading, language: Language) -> str:
    """The sentence or two for the parent; empty where nothing was found."""
    said = _said(language)
    match reading.outcome:
        case Outcome.FINE:
            return ""
        case Outcome.DISTRESS:
            return str(said["distress"])
        case Outcome.UNFIT:
            theme = next(theme for theme in GRAVEST_FIRST if theme in reading.themes)
            return " ".join((said["unfit"][theme.value], said["instead"][theme.value]))
        case Outcome.SOFTENED:
            private = [theme for theme in (Theme.CONTACT, Theme.INSTRUCTIONS) if theme in reading.themes]
            gentler = () if len(private) == len(reading.themes) else (said["softened"],)
            return " ".join((*gentler, *(said["left_out"][theme.value] for theme in private)))


@cache
def _said(language: Language) -> dict[str, Any]:
    source = resources.files(__package__).joinpath("said", f"{language.value}.toml")
    return tomllib.loads(source.read_text("utf-8"))
