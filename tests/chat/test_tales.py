"""The stand-ins' own tales: they must pass whatever the team holds a model's work to."""

import pytest

from sandman.agents.skills import SKILLS
from sandman.agents.telling.validation import Wanted, page_faults, title_faults
from sandman.stories import SCENES, Language
from tests.vendors import tales
from tests.vendors.script import Asked


def _asked(tool: str, words: str = "") -> Asked:
    skill = SKILLS[tool]
    return Asked("m", "Be kind.", (("user", words),), {tool: skill.tool.parameters}, tool, {})


@pytest.mark.parametrize("tool", list(SKILLS))
def test_every_skill_is_answered_in_its_own_shape(tool):
    SKILLS[tool].gives.model_validate(tales.answer(_asked(tool, "5 animal, 5 landscape")))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("age", [3, 5, 8])
def test_the_tale_is_a_bedtime_story_in_every_language_and_for_every_age(language, age):
    skill = SKILLS["create_bedtime_story"]
    made = skill.gives.model_validate(tales.story(language.value))
    wanted = Wanted(language, age)
    assert len(made.scenes) == SCENES
    assert list(title_faults(made.title, wanted)) == []
    for number, page in enumerate(made.scenes, 1):
        assert list(page_faults(page, number, wanted=wanted, before=made.scenes[: number - 1])) == []


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Write tonight's story in Japanese, for a child of 5.", "ja"),
        ("Write tonight's story in Hindi, in Devanagari, for a child of 5.", "hi"),
        ("Write tonight's story in French, for a child of 5.", "fr"),
        ("Write tonight's story in British English. The parent wished for: きつねのおはなし", "en"),
    ],
)
def test_the_tale_is_told_in_the_language_asked_for(words, language):
    assert tales.answer(_asked("create_bedtime_story", words)) == tales.story(language)
