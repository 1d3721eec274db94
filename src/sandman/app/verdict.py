"""Lifeline's word on a style that was learnt: what a parent is told of the figures and the pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandman.app.engines import Engines


@dataclass(frozen=True, slots=True)
class Compared:
    """One prompt, painted without a style and with it."""

    prompt: str
    plain: float
    """How like the style it is, 0 to 1."""
    styled: float
    plain_picture: bytes
    styled_picture: bytes


async def word_verdict(engines: "Engines", *, style: str, compared: Sequence[Compared]) -> str:
    """A sentence or two: by a model where one is connected, from the figures alone otherwise.

    Raises what a chat raises.
    """
    from sandman.agents.skills.compare_pictures import COMPARE_PICTURES, Pair, PicturesAsked  # noqa: PLC0415

    team = engines.team_of(engines.talker)
    pairs = tuple(
        Pair(
            prompt=each.prompt,
            plain={"style": each.plain},
            styled={"style": each.styled},
            plain_picture=each.plain_picture,
            styled_picture=each.styled_picture,
        )
        for each in compared
    )
    asked = PicturesAsked(style=style, pairs=pairs)
    made = await team.delegate(COMPARE_PICTURES, asked, budget=team.limits.for_book())
    which = {
        "styled": "The style is there",
        "plain": "The base alone is nearer to it",
        "neither": "Hardly anything has changed",
    }[made.better]
    look = f" Look at {', '.join(map(str, made.look_at))} yourself." if made.look_at else ""
    because = made.because.strip().rstrip(".")
    return f"{which}: {because}.{look}"
