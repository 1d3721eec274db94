"""A whole story over a real socket, through the team, with every kind of server."""

import pytest

from sandman.stories import SCENES, Language, StoryRequest
from tests.agents.telling.evening import IDEAS, NAMES, storyteller
from tests.chat.talking import EVERY_CHAT
from tests.vendors import tales

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
OVER_SOCKETS = [name for name in EVERY_CHAT if name != "rehearsal"]
PAIRS = [
    *((name, Language.ENGLISH) for name in OVER_SOCKETS),
    *(("mistral", language) for language in Language if language is not Language.ENGLISH),
]


@pytest.mark.parametrize(("name", "language"), PAIRS)
async def test_a_story_is_told_by_the_model_and_the_childs_name_stays_at_home(name, language):
    child = NAMES[language]
    async with EVERY_CHAT[name]() as side:
        request = StoryRequest(idea=IDEAS[language], child=child, language=language, age=5)
        story = await storyteller(side.chat).tell(request, seed=7)
    assert story.title == tales.STORIES[language.value]["title"]
    assert len(story.scenes) == SCENES
    assert any(child in scene.text for scene in story.scenes)
    assert child not in str(side.vendor.bodies)
