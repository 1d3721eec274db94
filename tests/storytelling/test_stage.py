"""The house's own eye: a cast like the built-in storyteller's, and pages set by ids or read from prompts."""

import pytest

from sandman.ports.direction import Cast, Shot
from sandman.providers.illustration.painter.vocabulary import check
from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.providers.storytelling.builtin.stage import BuiltinStage
from sandman.stories import Kind, Language, Mood, Plot, Pose, StoryRequest, Understanding, world

STAGE = BuiltinStage()
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def a_cast(**other: object) -> Cast:
    cast = {
        "name": "Mia", "pronoun": "she", "child": "girl", "child_look": 12, "hero": "fox", "hero_look": 345,
        "companion": "robin", "place": "forest", "prop": "kite", "weather": "mist", "arc": "gift",
        "wonder": "glows", "understood": Understanding(),
    }  # fmt: skip
    return Cast.model_validate(cast | other)


def shot(number: int = 2, prompt: str = "", mood: Mood = Mood.CURIOUS, **ids: object) -> Shot:
    return Shot.model_validate({"number": number, "prompt": prompt, "mood": mood, **ids})


# The cast


@EVERY_LANGUAGE
async def test_a_model_is_given_the_cast_the_house_would_have_told_of(language):
    request = StoryRequest(language=language, idea="", age=5)
    for seed in range(5):
        cast = await STAGE.cast(request, seed=seed)
        story = await BuiltinStoryteller().tell(request, seed=seed)
        assert cast.plot == story.plot
        assert any(cast.name in scene.text for scene in story.scenes)
        assert cast.hero_look == story.scenes[0].staging.hero.variant
        assert (cast.child, cast.child_look) == (
            story.scenes[0].staging.child.id,
            story.scenes[0].staging.child.variant,
        )


async def test_what_was_told_lately_is_not_cast_again_whichever_arc_it_had():
    request = StoryRequest(idea="a fox and a lantern")
    first = await STAGE.cast(request, seed=1)
    lately = [Plot(arc="free", hero=first.hero, place=first.place, prop=first.prop)]
    again = await STAGE.cast(request, seed=1, lately=lately)
    assert (again.hero, again.prop) == ("fox", "lantern")
    assert again.place != first.place


async def test_what_a_model_may_use_is_not_called_unused():
    cast = await STAGE.cast(StoryRequest(idea="a fox and a giraffe"), seed=1)
    assert cast.understood.unused == ("giraffe",)
    assert not any("giraffe" in sentence for sentence in cast.plainly)


# Pages


async def test_ids_are_taken_where_the_world_has_them_and_the_prompt_is_read_for_the_rest():
    staging = await STAGE.set_page(
        a_cast(),
        shot(
            prompt="by the river at dusk, a child holding a kite, a fox sitting",
            place="narnia",
            weather="rain",
        ),
    )
    assert (staging.place, staging.time, staging.weather) == ("river", "dusk", "rain")
    assert (staging.hero.pose, staging.child.pose, staging.props) == (Pose.SIT, Pose.HOLD, ("kite",))


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("under the moon, a fox in the garden", "garden"),
        ("a fox among clouds of breath in falling snow", "forest"),
        ("a child and a fox sitting on the moon", "moon"),
        ("a child and a fox in the clouds", "clouds"),
        ("a fox on a snowy hill", "snow"),
        ("in the forest beside a river", "forest"),
        ("a fox, somewhere", "forest"),
    ],
)
async def test_what_is_in_every_night_sky_is_no_place(prompt, place):
    assert (await STAGE.set_page(a_cast(), shot(prompt=prompt))).place == place


@pytest.mark.parametrize(
    ("number", "prompt", "props"),
    [
        (2, "a fox under a sky full of stars", ()),
        (2, "a fox and a lantern", ("lantern",)),
        (2, "a fox flying a kite beside a lantern", ("kite",)),
        (6, "a child asleep under a blanket, a lantern on the sill", ()),
        (6, "a child asleep, the kite on the wall", ("kite",)),
        (2, "", ("kite",)),
    ],
)
async def test_a_thing_is_painted_where_it_is_seen(number, prompt, props):
    assert (await STAGE.set_page(a_cast(), shot(number, prompt))).props == props


@pytest.mark.parametrize(
    ("prompt", "flagged", "comes"),
    [
        ("a fox and a robin", True, True),
        ("a fox", True, False),
        ("a fox and a robin", False, False),
        ("", True, True),
    ],
)
async def test_the_friend_comes_where_it_is_seen(prompt, flagged, comes):
    staging = await STAGE.set_page(a_cast(), shot(prompt=prompt, companion=flagged))
    assert (staging.companion is not None) == comes


async def test_nothing_is_held_that_is_not_there():
    staging = await STAGE.set_page(a_cast(), shot(prompt="a fox", child_pose=Pose.HOLD))
    assert staging.child.pose is Pose.SIT


async def test_the_last_page_is_asleep_at_home_by_lamplight():
    staging = await STAGE.set_page(
        a_cast(), shot(6, "the child, warm and quiet", Mood.SLEEPY, hero_pose=Pose.WALK)
    )
    assert (staging.place, staging.time, staging.weather) == ("bedroom", "lamp", "clear")
    assert (staging.hero.pose, staging.child.pose, staging.wonder) == (Pose.SLEEP, Pose.SLEEP, None)


async def test_nobody_is_read_as_asleep_while_the_page_is_awake():
    prompt = "a child and a fox tiptoe past a sleeping bear"
    awake = await STAGE.set_page(a_cast(), shot(prompt=prompt, mood=Mood.PLAYFUL))
    assert Pose.SLEEP not in (awake.hero.pose, awake.child.pose)
    quiet = await STAGE.set_page(a_cast(), shot(4, "the child and the fox are fast asleep", Mood.HUSHED))
    assert (quiet.hero.pose, quiet.child.pose) == (Pose.SLEEP, Pose.SLEEP)


@pytest.mark.parametrize("mood", list(Mood))
@pytest.mark.parametrize("place", world().ids(Kind.PLACE))
async def test_every_page_can_be_painted_and_is_the_same_again(mood, place):
    for number in (1, 5, 6):
        wanted = shot(number, "", mood, place=place, time="lamp")
        staging = await STAGE.set_page(a_cast(), wanted)
        check(staging)
        assert staging == await STAGE.set_page(a_cast(), wanted)


async def test_lamps_are_lit_indoors():
    assert (await STAGE.set_page(a_cast(), shot(place="garden", time="lamp"))).time == "night"
    assert (await STAGE.set_page(a_cast(), shot(place="burrow", time="lamp"))).time == "lamp"


async def test_looks_are_the_same_all_book_long_and_layouts_are_not():
    pages = [await STAGE.set_page(a_cast(), shot(number)) for number in range(1, 7)]
    assert {(page.hero.variant, page.child.variant) for page in pages} == {(345, 12)}
    assert len({page.layout for page in pages}) == 6


@EVERY_LANGUAGE
async def test_a_picture_is_put_in_words(language):
    request = StoryRequest(child="Mia", language=language, age=5)
    cast = a_cast()
    asleep = await STAGE.set_page(cast, shot(6, mood=Mood.SLEEPY))
    awake = await STAGE.set_page(cast, shot(2, "a fox with a kite"))
    words = [await STAGE.describe(cast, each, request=request) for each in (asleep, awake)]
    assert all("Mia" in each for each in words)
    assert words[0] != words[1]
    assert words[0] == await STAGE.describe(cast, asleep, request=request)
