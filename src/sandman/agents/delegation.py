"""The tool by which Doc asks the others: whom, and what, in words. Nothing of his own is less work."""

from typing import Annotated, Literal

from pydantic import Field

from sandman.agents.schema import one_of, strict_schema
from sandman.agents.skill import Agent, Made
from sandman.agents.skills import SKILLS, skills_of
from sandman.ports.chat import Tool


class Delegation(Made):
    """What Doc asks one of the others."""

    agent: Literal["pathfinder", "firefly", "lifeline"]
    task: Annotated[
        str, Field(description="Everything needed to answer, in words; they have not heard this talk.")
    ]
    skill: Annotated[str | None, *one_of([name for name, skill in SKILLS.items() if skill.by_words])] = None


DELEGATE = Tool(
    "delegate",
    "Ask Pathfinder, Firefly or Lifeline. It is quicker and better than doing their work: one call for each "
    "thing, several at once where neither needs the other. With `skill` you get that finished piece of work.",
    strict_schema(Delegation),
)


def tools_of(agent: Agent) -> tuple[Tool, ...]:
    """The tools one of the four has in free talk."""
    own = tuple(skill.tool for skill in skills_of(agent) if skill.by_words)
    return (DELEGATE, *own) if agent == "doc" else own
