"""What the house itself says is never flagged: its storyteller, its vocabulary, its suggestions."""

import re
import tomllib
from pathlib import Path

import pytest

from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.stories import Kind, Language, StoryRequest
from sandman.stories.gentleness import Outcome, read_idea, read_page, read_prompt
from sandman.stories.lexicon import RUBY, lexicon

AGES = (3, 6, 9)
TALES = Path(__file__).parents[1] / "vendors/tales.toml"
PROSE = Path(__file__).parents[2] / "src/sandman/providers/storytelling/builtin/prose"
IDEAS = Path(__file__).parents[2] / "web/src/stories/ideas.ts"


@pytest.mark.parametrize("language", Language)
async def test_the_built_in_storyteller_passes_its_own_judge(language):
    teller = BuiltinStoryteller()
    for seed in range(6):
        age = AGES[seed % len(AGES)]
        story = await teller.tell(StoryRequest(language=language, age=age), seed=seed * 104_729)
        for scene in story.scenes:
            page = read_page(f"{scene.title}. {scene.text}", language=language, age=age)
            assert page.outcome is Outcome.FINE, (page.findings, scene.text)
            prompt = read_prompt(scene.illustration_prompt, age=age)
            assert prompt.outcome is Outcome.FINE, (prompt.findings, scene.illustration_prompt)


@pytest.mark.parametrize("language", Language)
def test_every_third_line_the_storyteller_knows_passes_by_itself(language):
    lines = [
        line
        for arc in sorted((PROSE / language.value).rglob("*.toml"))
        for line in re.findall(r'"([^"\n]{12,})"', arc.read_text("utf-8"))
    ]
    assert len(lines) > 2000

    for line in lines[::3]:
        told = re.sub(r"《[^》]*》", "", re.sub(r"\{[^}]*\}", "Mia", re.sub(r"@[\w.]+", "", line)))
        reading = read_page(told, language=language, age=4)
        assert reading.outcome is Outcome.FINE, (reading.findings, told)


@pytest.mark.parametrize("language", Language)
def test_every_word_of_the_world_may_be_asked_for(language):
    for kind in Kind:
        for word in getattr(lexicon(language), kind.value).values():
            for spelled in (word.noun, *word.also):
                idea = RUBY.sub(r"\1", spelled)
                assert read_idea(idea, language=language, age=4).outcome is Outcome.FINE, idea


@pytest.mark.parametrize("language", Language)
def test_every_name_the_house_knows_is_a_name(language):
    for name in (*lexicon(language).girls, *lexicon(language).boys):
        assert read_idea(RUBY.sub(r"\1", name), language=language, age=4).outcome is Outcome.FINE, name


def test_the_ideas_the_web_suggests_are_fine_in_every_language():
    ideas = re.findall(r'^ +"([^"\n]{6,})",$', IDEAS.read_text("utf-8"), re.MULTILINE)

    assert len(ideas) >= 24
    for idea in ideas:
        for language in Language:
            assert read_idea(idea, language=language, age=4).outcome is Outcome.FINE, idea


@pytest.mark.parametrize("language", Language)
def test_a_gentle_tale_such_as_a_model_tells_passes_at_every_age(language):
    tale = tomllib.loads(TALES.read_text("utf-8"))[language.value]

    for page in tale["pages"]:
        for age in AGES:
            reading = read_page(f"{page['title']}. {page['text']}", language=language, age=age)
            assert reading.outcome is Outcome.FINE, reading.findings
