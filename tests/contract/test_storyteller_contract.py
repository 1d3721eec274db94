"""What every storyteller keeps to, whoever writes: the built-in one, a rehearsal, a team with a model."""

import pytest
from tests.agents.telling.evening import IDEAS, NAMES, RememberingDesk, chat_of, storyteller
from tests.agents.telling.tales import tale

from sandman.agents.telling.tongues import language_fault
from sandman.ports.errors import ProviderUnreachable, TryAgainLater
from sandman.ports.storytelling import Storyteller
from sandman.providers.illustration.painter.vocabulary import check
from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import SCENES, Language, Plot, StoryRequest

TELLERS = ("builtin", "rehearsal", "team")
EVERY_TELLER = pytest.mark.parametrize("teller", TELLERS)
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def engine(teller: str, language: Language) -> Storyteller:
    match teller:
        case "builtin":
            return BuiltinStoryteller()
        case "rehearsal":
            return RehearsalStoryteller()
        case _:
            return storyteller(chat_of(tale(language), name="mistral", model="a-model-1"))


def wish(language: Language, **other: object) -> StoryRequest:
    asked = {"idea": IDEAS[language], "child": NAMES[language], "language": language, "age": 5}
    return StoryRequest.model_validate(asked | other)


@EVERY_TELLER
def test_it_has_a_name_and_a_model(teller):
    assert engine(teller, Language.ENGLISH).name
    assert engine(teller, Language.ENGLISH).model


@EVERY_TELLER
@EVERY_LANGUAGE
async def test_a_story_has_six_pages_in_its_language_and_names_the_child(teller, language):
    request = wish(language)
    story = await engine(teller, language).tell(request, seed=7)
    assert [scene.number for scene in story.scenes] == list(range(1, SCENES + 1))
    assert (story.language, story.band, story.seed) == (language, request.band, 7)
    assert story.title.strip()
    assert all(scene.title.strip() for scene in story.scenes)
    assert language_fault(" ".join(scene.text for scene in story.scenes), language) == ""
    assert sum(NAMES[language] in scene.text for scene in story.scenes) >= SCENES / 2
    assert not any(c in story.model_dump_json(include={"title", "scenes"}) for c in ("{{", "None"))


@EVERY_TELLER
@EVERY_LANGUAGE
async def test_a_story_grows_quiet(teller, language):
    story = await engine(teller, language).tell(wish(language), seed=7)
    arousal = [scene.mood.arousal for scene in story.scenes]
    assert arousal[-1] <= 1
    assert arousal[-1] < arousal[0]


@EVERY_TELLER
@EVERY_LANGUAGE
async def test_pictures_are_asked_for_in_english_without_the_name_and_can_be_painted(teller, language):
    story = await engine(teller, language).tell(wish(language), seed=7)
    for scene in story.scenes:
        assert language_fault(scene.illustration_prompt, Language.ENGLISH, prose=False) == ""
        assert NAMES[language] not in scene.illustration_prompt
        assert scene.alt.strip()
        assert scene.staging is not None
        check(scene.staging)


@EVERY_TELLER
@EVERY_LANGUAGE
async def test_the_same_is_told_again_to_who_asks_the_same(teller, language):
    first = await engine(teller, language).tell(wish(language), seed=7)
    assert await engine(teller, language).tell(wish(language), seed=7) == first


@EVERY_TELLER
@EVERY_LANGUAGE
async def test_what_was_laid_is_what_is_told(teller, language):
    desk = RememberingDesk()
    story = await engine(teller, language).tell(wish(language), seed=7, desk=desk)
    assert tuple(desk.laid) in ((), story.scenes)
    assert set(desk.titles) <= {story.title}


@pytest.mark.parametrize("teller", ["builtin", "team"])
async def test_a_story_told_lately_is_not_told_again(teller):
    request = wish(Language.ENGLISH, idea="a fox")
    first = (await engine(teller, Language.ENGLISH).tell(request, seed=7)).plot
    lately = [first, Plot(arc="free", hero="owl", place="forest", prop="kite")]
    again = (await engine(teller, Language.ENGLISH).tell(request, seed=7, lately=lately)).plot
    assert again != first
    assert again.hero == "fox"


@EVERY_TELLER
async def test_what_the_parent_chose_is_understood(teller):
    understood = await engine(teller, Language.ENGLISH).understand(
        wish(Language.ENGLISH, hero="owl", idea="")
    )
    assert understood.hero == "owl"


@pytest.mark.parametrize("teller", ["rehearsal", "team"])
async def test_a_fault_on_the_way_is_one_of_the_ports(teller):
    broken = engine(teller, Language.ENGLISH)
    gone = ProviderUnreachable("nobody answers")
    if isinstance(broken, RehearsalStoryteller):
        broken.faults.append(gone)
    else:
        broken = storyteller(chat_of(brief=(gone,)))
    with pytest.raises(TryAgainLater):
        await broken.tell(wish(Language.ENGLISH), seed=7)
