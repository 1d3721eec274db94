"""Pathfinder's story: a title and six scenes, each with what its picture shows."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from sandman.agents.company import HERO, Company
from sandman.agents.home import Home
from sandman.agents.schema import one_of
from sandman.agents.skill import Asked, Made, Skill
from sandman.agents.skills.brief import Brief
from sandman.agents.words import WRITTEN, as_data, lines
from sandman.stories import SCENES, AgeBand, Kind, Language, Mood, Plot, Pose, StoryRequest, world

PLACES, TIMES = world().ids(Kind.PLACE), world().ids(Kind.TIME)
WEATHERS, POSES = world().ids(Kind.WEATHER), tuple(pose.value for pose in Pose)


class StoryAsked(Asked):
    """A plan to be told, and for whom."""

    language: Language
    age: int
    company: Company
    brief: Brief | None = None
    idea: str = ""
    """The parent's words, gentle already, the child's name masked."""
    lately: tuple[Plot, ...] = ()
    notes: tuple[str, ...] = ()
    """What else the writer must keep to, each a sentence: the script, a length."""
    words: tuple[int, int] | None = None
    """Of a page, (usual, most), where a parent asked for a short or a long story; else the age's own."""


class WrittenScene(Made):
    """One page as it was written."""

    title: Annotated[str, Field(description="Two to five words.")]
    text: Annotated[str, Field(description="The page, to be read aloud.")]
    mood: Annotated[Mood, BeforeValidator(lambda mood: str(mood).strip().lower())]
    illustration_prompt: Annotated[
        str, Field(description="English: who and what is seen, where, in what light. No names, no style.")
    ]
    place: Annotated[str | None, *one_of(PLACES)] = None
    time: Annotated[str | None, *one_of(TIMES)] = None
    weather: Annotated[str | None, *one_of(WEATHERS)] = None
    hero_pose: Annotated[str | None, *one_of(POSES)] = None
    child_pose: Annotated[str | None, *one_of(POSES)] = None


class BedtimeStory(Made):
    """A whole story, with `{{HERO}}` for the child."""

    title: Annotated[str, Field(description="At most eight words.")]
    scenes: Annotated[list[WrittenScene], Field(description="Six, in order.")]


def _put(given: StoryAsked) -> str:
    pacing = AgeBand.of(given.age).pacing
    usual, most = given.words or pacing.scene_words
    sentence, longest = pacing.sentence_words
    told = [f"{plot.hero} · {plot.place} · {plot.prop}" for plot in given.lately]
    brief = given.brief
    return lines(
        f"Write tonight's story in {WRITTEN[given.language]}, for a child of {given.age}.",
        f"Six pages of {usual} to {most} words each, or as much as takes as long to say in this language; "
        f"sentences of about {sentence} words, never over {longest}.",
        f"The child is {HERO}: write it exactly so, on most pages, and never give the child another name.",
        given.company.told(),
        {
            "hero": brief.hero,
            "want": brief.want,
            "turn": brief.turn,
            "comes right": brief.resolution,
            "sleep": brief.sleep_ending,
            "pages": " / ".join(brief.beats),
            "leave out": "; ".join(brief.leave_out) or "nothing more",
        }
        if brief
        else "",
        *given.notes,
        f"Told lately, so tell another one: {'; '.join(told)}." if told else "",
        lines("The parent wished for:", as_data(given.idea)) if given.idea else "",
        "The last page ends in sleep. Call `create_bedtime_story`.",
    )


def _faults(_given: StoryAsked, made: BedtimeStory) -> Iterator[str]:
    """What a shape cannot say; how well it fits language, age and name is looked at page by page."""
    if len(made.scenes) != SCENES:
        yield f"there are {len(made.scenes)} scenes; a book has {SCENES}"
    if not made.title.strip():
        yield "the title is empty"
    for number, scene in enumerate(made.scenes, 1):
        if not scene.text.strip():
            yield f"page {number} has no text"
        if HERO in scene.illustration_prompt:
            yield f"the picture of page {number} names the child; say `the child`"
    if made.scenes and not any(HERO in scene.text for scene in made.scenes):
        yield f"no page speaks of {HERO}"


def _list_faults(given: StoryAsked, made: BedtimeStory) -> Sequence[str]:
    return tuple(_faults(given, made))


async def _at_home(given: StoryAsked, home: Home) -> BedtimeStory:
    """The built-in storyteller's; the child has a name of its choosing, since nobody told one."""
    who = given.company
    request = StoryRequest(
        idea=given.idea.replace(HERO, ""),
        age=given.age,
        language=given.language,
        hero=who.hero,
        companion=who.companion,
        place=who.place,
        prop=who.prop,
        weather=who.weather,
        feeling=who.feeling,
        lesson=who.lesson,
        wonder=who.wonder,
        pronoun=who.pronoun,
    )
    story = await home.storyteller.tell(request, seed=given.seed, lately=given.lately)
    return BedtimeStory(
        title=story.title,
        scenes=[
            WrittenScene(
                title=scene.title,
                text=scene.text,
                mood=scene.mood,
                illustration_prompt=scene.illustration_prompt,
                place=scene.staging.place if scene.staging else None,
                time=scene.staging.time if scene.staging else None,
                weather=scene.staging.weather if scene.staging else None,
                hero_pose=scene.staging.hero.pose.value if scene.staging else None,
                child_pose=scene.staging.child.pose.value if scene.staging and scene.staging.child else None,
            )
            for scene in story.scenes
        ],
    )


def _shown(made: BedtimeStory) -> str:
    return lines(made.title, *(f"{n}. {scene.title}\n{scene.text}" for n, scene in enumerate(made.scenes, 1)))


CREATE_BEDTIME_STORY = Skill(
    agent="pathfinder",
    name="create_bedtime_story",
    called="a bedtime story",
    description="Hand over a whole bedtime story of six scenes.",
    asks=StoryAsked,
    gives=BedtimeStory,
    put=_put,
    shown=_shown,
    faults=_list_faults,
    at_home=_at_home,
    temperature=0.9,
    most_tokens=6000,
    seconds=300,
)
