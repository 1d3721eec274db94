"""Lifeline's comparison of pictures before and after a style was learnt.

A model with eyes is shown the pictures. Any other judges by what was measured of them, and where nothing was
measured the skill says what it needs.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from sandman.agents.home import Home
from sandman.agents.pictures import SmallPicture
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.words import as_data, lines
from sandman.ports.errors import NeedsAttention

CLOSE = 0.02
"""Scores nearer than this are the same to the eye."""
MOST_PAIRS_SHOWN = 4
"""Vendors take eight pictures in one message."""


class Pair(Asked):
    """One prompt, painted without the style and with it; scores from 0 to 1, more is better.

    Made in a thread where it holds pictures: they are made small on the way in.
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    prompt: str
    plain: dict[str, float] = Field(default_factory=dict)
    """What was measured of the picture without the style, by name: `style`, `prompt`, `sharpness`."""
    styled: dict[str, float] = Field(default_factory=dict)
    plain_picture: SmallPicture = b""
    """The pictures themselves, encoded; empty where they are not to be shown."""
    styled_picture: SmallPicture = b""

    @property
    def measured(self) -> bool:
        """Whether it can be judged unseen."""
        return bool(self.plain and self.styled)

    @property
    def there(self) -> bool:
        """Whether both pictures are there to be seen."""
        return bool(self.plain_picture and self.styled_picture)


class PicturesAsked(Asked):
    """Pictures to be compared."""

    style: str
    pairs: tuple[Pair, ...] = ()


class Comparison(Made):
    """Which is better, and why."""

    better: Literal["styled", "plain", "neither"]
    because: Annotated[str, Field(description="Two sentences at most, from what you were given alone.")]
    look_at: Annotated[list[int], Field(description="Numbers of the pairs a person should look at, from 1.")]


def _put(given: PicturesAsked) -> str:
    shown = [number for number, pair in enumerate(given.pairs, 1) if pair in _shown_pairs(given)]
    pairs = given.pairs if shown else _measured(given)
    rows = {f"pair {number}": _row(pair) for number, pair in enumerate(pairs, 1)}
    eyes = (
        f"You are shown pairs {', '.join(map(str, shown))}, two pictures each: first without the style, then "
        "with it. Judge by what you see; the scores are there to doubt yourself by."
        if shown
        else "You have not seen them; say nothing that the figures do not."
    )
    return lines(
        f"Judge whether the style `{given.style}` was learnt, from these pictures and what was measured of "
        f"them. Scores go from 0 to 1, more is better. {eyes}",
        rows,
        "Call `compare_pictures`.",
    )


def _row(pair: Pair) -> str:
    scores = f" plain {_told(pair.plain)} · styled {_told(pair.styled)}" if pair.measured else ""
    return as_data(pair.prompt) + scores


def _shown_pairs(given: PicturesAsked) -> tuple[Pair, ...]:
    return tuple(pair for pair in given.pairs if pair.there)[:MOST_PAIRS_SHOWN]


def _pictures(given: PicturesAsked) -> tuple[bytes, ...]:
    return tuple(each for pair in _shown_pairs(given) for each in (pair.plain_picture, pair.styled_picture))


def _unseen(given: PicturesAsked) -> PicturesAsked:
    blank = {"plain_picture": b"", "styled_picture": b""}
    return given.model_copy(update={"pairs": tuple(p.model_copy(update=blank) for p in given.pairs)})


def _faults(given: PicturesAsked, made: Comparison) -> Iterator[str]:
    wrong = [number for number in made.look_at if not 1 <= number <= len(given.pairs)]
    if wrong:
        yield f"there is no pair {wrong[0]}; there are {len(given.pairs)}"
    if not made.because.strip():
        yield "`because` is empty; say what you saw, or what the figures say"


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
    if not given.pairs or not all(pair.measured for pair in given.pairs):
        raise NeedsAttention(
            f"comparing pictures of `{given.style}` takes what was measured of each, with and without it",
            port="team",
            hint="measure them first, or connect a model that can look at pictures",
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
    description="Say whether pictures got better by a learnt style, seen or measured.",
    asks=PicturesAsked,
    gives=Comparison,
    put=_put,
    pictures=_pictures,
    unseen=_unseen,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    by_words=False,
    temperature=0.0,
    most_tokens=300,
    seconds=30,
)
