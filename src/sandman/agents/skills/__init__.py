"""What the four can be asked for, each skill in a file of its own."""

from typing import Any

from sandman.agents.skill import Agent, Skill
from sandman.agents.skills.art_direction import ART_DIRECTION
from sandman.agents.skills.brief import BRIEF
from sandman.agents.skills.caption import CAPTION
from sandman.agents.skills.cast_voice import CAST_VOICE
from sandman.agents.skills.compare_pictures import COMPARE_PICTURES
from sandman.agents.skills.create_bedtime_story import CREATE_BEDTIME_STORY
from sandman.agents.skills.review_page import REVIEW_PAGE
from sandman.agents.skills.review_picture import REVIEW_PICTURE
from sandman.agents.skills.review_story import REVIEW_STORY
from sandman.agents.skills.training_prompts import TRAINING_PROMPTS

SKILLS: dict[str, Skill[Any, Any]] = {
    skill.name: skill
    for skill in (
        BRIEF,
        CREATE_BEDTIME_STORY,
        TRAINING_PROMPTS,
        CAPTION,
        ART_DIRECTION,
        CAST_VOICE,
        REVIEW_STORY,
        REVIEW_PAGE,
        REVIEW_PICTURE,
        COMPARE_PICTURES,
    )
}
"""All of them, by the name of the tool."""


def skills_of(agent: Agent) -> tuple[Skill[Any, Any], ...]:
    """What one of the four can do."""
    return tuple(skill for skill in SKILLS.values() if skill.agent == agent)
