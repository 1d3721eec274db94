"""Lifeline's comparison of pictures before and after a style was learnt, by what was measured of them.

None of the four can see a picture: a chat takes words. What is measured (by the style wing) is what they
judge, and where nothing was measured the skill says what it needs.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from sandman.agents.home import Home
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import as_data, lines
from sandman.ports.errors import NeedsAttention

CLOSE = 0.02
"""Scores nearer than this are the same to the eye."""


class Pair(Asked):
    """One prompt, painted without the style and with it; scores from 0 to 1, more is better."""

    prompt: str
    plain: dict[str, float]
    """What was measured of the picture without the style, by name: `style`, `prompt`, `sharpness`."""
    styled: dict[str, float]


class PicturesAsked(Asked):
    """Pictures to be compared."""

    style: str
    pairs: tuple[Pair, ...] = ()


class Comparison(Made):
    """Which is better, and why."""

    better: Literal["styled", "plain", "neither"]
    because: Annotated[str, Field(description="Two sentences at most, from the figures alone.")]
    look_at: Annotated[list[int], Field(description="Numbers of the pairs a person should look at, from 1.")]


def _put(given: PicturesAsked) -> str:
    rows = {
        f"pair {number}": f"{as_data(pair.prompt)} plain {_told(pair.plain)} · styled {_told(pair.styled)}"
        for number, pair in enumerate(_measured(given), 1)
    }
    return lines(
        f"Judge whether the style `{given.style}` was learnt, from what was measured of these pictures. "
        "Scores go from 0 to 1, more is better. You have not seen them; say nothing that the figures do not.",
        rows,
        "Call `compare_pictures`.",
    )


def _faults(given: PicturesAsked, made: Comparison) -> Iterator[str]:
    wrong = [number for number in made.look_at if not 1 <= number <= len(given.pairs)]
    if wrong:
        yield f"there is no pair {wrong[0]}; there are {len(given.pairs)}"
    if not made.because.strip():
        yield "`because` is empty; say what the figures say"


def _list_faults(given: PicturesAsked, made: Comparison) -> Sequence[str]:
    return tuple(_faults(given, made))


async def _at_home(given: PicturesAsked, _home: Home) -> Comparison:
    """By the means of what was measured; a pair that got worse in anything wants a person's eye."""
    pairs = _measured(given)
    gain = sum(_mean(pair.styled) - _mean(pair.plain) for pair in pairs) / len(pairs)
    worse = [
        number
        for number, pair in enumerate(pairs, 1)
        if any(pair.styled.get(name, 0.0) < score - CLOSE for name, score in pair.plain.items())
    ]
    better: Literal["styled", "plain", "neither"] = (
        "neither" if abs(gain) < CLOSE else "styled" if gain > 0 else "plain"
    )
    return Comparison(
        better=better,
        because=f"over {len(pairs)} pairs the mean score changed by {gain:+.2f} with the style",
        look_at=worse,
    )


def _measured(given: PicturesAsked) -> tuple[Pair, ...]:
    if not given.pairs or any(not pair.plain or not pair.styled for pair in given.pairs):
        raise NeedsAttention(
            f"comparing pictures of `{given.style}` takes what was measured of each, with and without it",
            port="team",
            hint="measure them first; nobody here can see a picture by words alone",
        )
    return given.pairs


def _told(scores: dict[str, float]) -> str:
    return ", ".join(f"{name} {score:.2f}" for name, score in scores.items())


def _mean(scores: dict[str, float]) -> float:
    return sum(scores.values()) / len(scores)


def _shown(made: Comparison) -> str:
    look = f" Look at {', '.join(map(str, made.look_at))} yourself." if made.look_at else ""
    return f"{made.better}: {made.because}.{look}"


COMPARE_PICTURES = Skill(
    agent="lifeline",
    name="compare_pictures",
    called="a comparison of pictures",
    description="Say whether pictures got better by a learnt style, from what was measured of them.",
    asks=PicturesAsked,
    gives=Comparison,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    by_words=False,
    temperature=0.0,
    most_tokens=300,
    seconds=30,
)
