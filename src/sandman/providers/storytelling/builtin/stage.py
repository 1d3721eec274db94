"""The house's own eye: casts a story and stages its pages, whoever writes them.

A model names the world's ids for a page, or leaves them out; what it leaves out is read from its English
picture prompt. Nothing is taken that the prompt does not show: a companion who stayed at home, the kite
that has flown away.
"""

import asyncio
import re
from collections.abc import Iterable, Sequence
from random import Random

from sandman.ports.direction import Cast, Shot
from sandman.providers.storytelling.builtin.arcs import arcs
from sandman.providers.storytelling.builtin.evening import settle
from sandman.providers.storytelling.builtin.grammar import Gender
from sandman.providers.storytelling.builtin.plainly import plainly
from sandman.providers.storytelling.builtin.plan import DRY_PLACES, Plan
from sandman.providers.storytelling.builtin.reading import things_in
from sandman.providers.storytelling.builtin.reading.gender import PRONOUNS
from sandman.providers.storytelling.builtin.teller import Teller
from sandman.stories import (
    SCENES,
    Figure,
    Kind,
    Language,
    Mood,
    Plot,
    Pose,
    Staging,
    StoryRequest,
    world,
)

HOME = "bedroom"
LAYOUTS = 60
"""Layouts are counted from anywhere below this; painters take them modulo theirs."""

FAR = {"moon": re.compile(r"\b(on|across) (the|a) moon"), "clouds": re.compile(r"\b(in|on|among) the clouds")}
"""What is in most night skies: a page is only set there where the prompt stands on it."""
BEDDING = frozenset({"pillow", "blanket"})
"""Props of every bed; a picture of a sleeper is not about them."""

HOURS = (
    ("dawn", re.compile(r"\b(dawn|sunrise|daybreak|early morning)\b")),
    ("dusk", re.compile(r"\b(dusk|sunset|twilight|evening|golden hour|setting sun)\b")),
    ("lamp", re.compile(r"\b(lamp|lamplight|lamplit|candle\w*|bedside|night-?light)\b")),
    ("night", re.compile(r"\b(night|midnight|moonlight|moonlit|moon|starry|starlit|stars)\b")),
    ("day", re.compile(r"\b(day|daytime|daylight|morning|noon|afternoon|sunny|sunshine|sunlit)\b")),
)
"""Words that tell the hour, the surest first."""
HOURS_BY_NUMBER = ("day", "day", "dusk", "dusk", "night", "night")

CHILD = re.compile(r"\b(child|kid|toddler|girl|boy)\b")
BOTH = re.compile(r"\b(they|both|together|friends)\b")
DOING: tuple[tuple[Pose, re.Pattern[str]], ...] = (
    (Pose.SLEEP, re.compile(r"\b(asleep|sleeps?|sleeping|slumber\w*|dozing|snoozing|tucked in|curled up)\b")),
    (Pose.HUG, re.compile(r"\b(hugs?|hugging|cuddl\w+|embrac\w+|nestl\w+|leaning (on|against|together))\b")),
    (Pose.READ, re.compile(r"\b(reads?|reading)\b")),
    (Pose.HOLD, re.compile(r"\b(holds?|holding|carr(y|ies|ying)|cradl\w+)\b")),
    (Pose.LOOK_UP, re.compile(r"\b(look(s|ing)? up|gaz\w+ (up|at the (sky|stars|moon))|stargazing)\b")),
    (Pose.FROM_BEHIND, re.compile(r"\b(from behind|backs? (turned|to us))\b")),
    (
        Pose.WALK,
        re.compile(
            r"\b((walk|wander|skip|climb|follow|tiptoe|stroll|danc)\w*|(run|hop|play)(s|n?ing|ping)?)\b"
        ),
    ),
    (Pose.SIT, re.compile(r"\b(sit|sits|sitting|seated|kneel\w*|rest(s|ing)|crouch\w*)\b")),
    (Pose.STAND, re.compile(r"\b(stands?|standing)\b")),
)
POSES: dict[Mood, tuple[Pose, Pose]] = {
    Mood.PLAYFUL: (Pose.WALK, Pose.WALK),
    Mood.CURIOUS: (Pose.SIT, Pose.LOOK_UP),
    Mood.BRAVE: (Pose.STAND, Pose.WALK),
    Mood.WORRIED: (Pose.SIT, Pose.STAND),
    Mood.TENDER: (Pose.HUG, Pose.HUG),
    Mood.HUSHED: (Pose.SIT, Pose.SIT),
    Mood.SLEEPY: (Pose.SIT, Pose.SIT),
}
"""What hero and child do where neither ids nor words say it."""
AWAKE = Mood.TENDER.arousal
"""Above this nobody in a picture is asleep."""


class BuiltinStage:
    """Implements `ports.direction.Stage` with the built-in planner and reader."""

    async def cast(self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = ()) -> Cast:
        """Whom and what the built-in storyteller would tell of; the first Japanese idea takes a second."""
        return await asyncio.to_thread(_cast, request, seed, lately)

    async def set_page(self, cast: Cast, shot: Shot) -> Staging:
        """What a page shows; the first one opens the English dictionary."""
        return await asyncio.to_thread(_staging, cast, shot)

    async def describe(self, cast: Cast, staging: Staging, *, request: StoryRequest) -> str:
        """The picture in words of the request's language."""
        return await asyncio.to_thread(_in_words, cast, staging, request)


def _cast(request: StoryRequest, seed: int, lately: Sequence[Plot]) -> Cast:
    # A model tells any plot its own way, so it is who, where and with what that must not come again.
    told = [plot.model_copy(update={"arc": arc.id}) for plot in lately for arc in arcs()]
    evening = settle(request, seed=seed, lately=told)
    plan, read = evening.plan, evening.read
    return Cast(
        name=evening.name,
        pronoun={gender: pronoun for pronoun, gender in PRONOUNS.items()}[evening.gender],
        child=plan.child_id,
        child_look=plan.child_variant,
        hero=plan.hero,
        hero_look=plan.hero_variant,
        companion=plan.companion,
        place=plan.place,
        prop=plan.prop,
        weather=plan.weather,
        feeling=plan.feeling,
        lesson=plan.lesson,
        wonder=plan.wonder,
        arc=plan.arc.id,
        understood=read,
        # What the house could make nothing of, a model may.
        plainly=plainly(request, read.model_copy(update={"unused": ()}), name=evening.name),
    )


def _staging(cast: Cast, shot: Shot) -> Staging:
    seen = _Seen(shot.prompt)
    place = _place(cast, shot, seen)
    prop = _prop(cast, shot, seen)
    hero, child = _poses(shot, seen, cast, holds=prop is not None)
    return Staging(
        place=place,
        time=_time(shot, seen, place),
        weather=_weather(cast, shot, seen, place),
        mood=shot.mood.value,
        hero=Figure(id=cast.hero, pose=hero, variant=cast.hero_look),
        child=Figure(id=cast.child, pose=child, variant=cast.child_look),
        companion=Figure(id=cast.companion, pose=Pose.SIT) if _comes_along(cast, shot, seen) else None,
        props=(prop,) if prop else (),
        wonder=None if place == HOME else cast.wonder,
        layout=cast.hero_look % LAYOUTS + shot.number,
    )


class _Seen:
    """A picture prompt, read."""

    def __init__(self, prompt: str) -> None:
        self.text = prompt.casefold()
        self._things = things_in(prompt, Language.ENGLISH)

    def ids(self, kind: Kind) -> list[str]:
        """What is named of a kind, in its order."""
        return list(dict.fromkeys(match.id for match in self._things if match.kind is kind))

    def names_friend(self, id: str) -> bool:
        """Whether a companion, who may be a hero, is named."""
        return id in self.ids(world().friend(id).kind)

    def clauses(self) -> list[str]:
        """Parts in which somebody does one thing."""
        return re.split(r"[,;.:]|\bwhile\b|\bas\b", self.text)


def _place(cast: Cast, shot: Shot, seen: _Seen) -> str:
    if world().has(Kind.PLACE, shot.place):
        return shot.place
    named = [id for id in seen.ids(Kind.PLACE) if id not in FAR or FAR[id].search(seen.text)]
    if cast.place in named:
        return cast.place
    # A hill of snow is a place; snow alone is weather.
    named = [id for id in named if id != "snow" or "hill" in seen.text or "field" in seen.text]
    if named:
        return named[0]
    return HOME if shot.number == SCENES else cast.place


def _time(shot: Shot, seen: _Seen, place: str) -> str:
    indoors = world().get(Kind.PLACE, place).facts["kind"] == "indoors"
    if world().has(Kind.TIME, shot.time):
        hour = shot.time
    elif told := next((id for id, words in HOURS if words.search(seen.text)), None):
        hour = told
    elif indoors and shot.number >= SCENES - 1:
        hour = "lamp"
    else:
        hour = HOURS_BY_NUMBER[min(shot.number, SCENES) - 1]
    return "night" if hour == "lamp" and not indoors else hour


def _weather(cast: Cast, shot: Shot, seen: _Seen, place: str) -> str:
    if place == "moon" or world().get(Kind.PLACE, place).facts["kind"] in DRY_PLACES:
        return "clear"
    if world().has(Kind.WEATHER, shot.weather):
        return shot.weather
    return next(iter(seen.ids(Kind.WEATHER)), cast.weather)


def _prop(cast: Cast, shot: Shot, seen: _Seen) -> str | None:
    named = seen.ids(Kind.PROP)
    # A sky full of stars is not the little star that fell.
    if "star" in named and cast.prop != "star" and not re.search(r"\bstar\b", seen.text):
        named.remove("star")
    if cast.prop in named or not shot.prompt:
        return cast.prop if shot.prop else None
    others = [id for id in named if id not in BEDDING]
    return others[0] if others and shot.number < SCENES else None


def _comes_along(cast: Cast, shot: Shot, seen: _Seen) -> bool:
    if not shot.companion:
        return False
    return seen.names_friend(cast.companion) if shot.prompt else shot.number < SCENES


def _poses(shot: Shot, seen: _Seen, cast: Cast, *, holds: bool) -> tuple[Pose, Pose]:
    if shot.number == SCENES:
        return Pose.SLEEP, Pose.SLEEP
    hero, child = POSES[shot.mood]
    told = _told(seen, cast)
    hero = shot.hero_pose or _fitting(told[0], shot) or hero
    child = shot.child_pose or _fitting(told[1], shot) or child
    if not holds:
        hero, child = (Pose.SIT if pose is Pose.HOLD else pose for pose in (hero, child))
    return hero, child


def _told(seen: _Seen, cast: Cast) -> tuple[Pose | None, Pose | None]:
    """What the prompt says that hero and child do."""
    told: dict[str, Pose] = {}
    for clause in seen.clauses():
        pose = _pose_in(clause)
        if pose is None:
            continue
        both = bool(BOTH.search(clause))
        if both or any(match.id == cast.hero for match in things_in(clause, Language.ENGLISH)):
            told.setdefault("hero", pose)
        if both or CHILD.search(clause):
            told.setdefault("child", pose)
    return told.get("hero"), told.get("child")


def _pose_in(clause: str) -> Pose | None:
    found: Iterable[tuple[int, Pose]] = (
        (match.start(), pose) for pose, words in DOING if (match := words.search(clause))
    )
    return min(found, default=(0, None), key=lambda each: each[0])[1]


def _fitting(pose: Pose | None, shot: Shot) -> Pose | None:
    """A sleeping bird is no sleeping child: while the page is awake, nobody is read as asleep."""
    return None if pose is Pose.SLEEP and shot.mood.arousal > AWAKE else pose


def _in_words(cast: Cast, staging: Staging, request: StoryRequest) -> str:
    gender: Gender = PRONOUNS[cast.pronoun]
    plan = Plan(
        arc=next(arc for arc in arcs() if arc.id == cast.arc),
        hero=cast.hero,
        hero_gender="n",
        child_id=cast.child,
        child_variant=cast.child_look,
        hero_variant=cast.hero_look,
        companion=cast.companion,
        place=staging.place,
        prop=staging.props[0] if staging.props else cast.prop,
        weather=staging.weather,
        feeling=cast.feeling,
        lesson=cast.lesson,
        wonder=cast.wonder,
    )
    teller = Teller(plan, request, name=cast.name, gender=gender, rng=Random(f"{staging.layout}:alt"))
    if staging.child and staging.child.pose is Pose.SLEEP and staging.place == HOME:
        return teller.alt("asleep", time=staging.time)
    return teller.alt("with_prop" if staging.props else "together", time=staging.time)
