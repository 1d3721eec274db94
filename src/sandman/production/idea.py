"""A parent's idea made gentle: what storytellers are told, where the book keeps what was typed."""

from dataclasses import dataclass

from sandman.ports.errors import NotForBedtime
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.stories import StoryRequest
from sandman.stories.gentleness import Outcome as Found
from sandman.stories.gentleness import kind_words, read_idea

JUDGE = "rules"


@dataclass(frozen=True, slots=True)
class GentleIdea:
    """A request as it is told from, and what was thought of the idea in it."""

    request: StoryRequest
    verdict: Verdict

    @property
    def notes(self) -> tuple[str, ...]:
        """What the parent is told of it: what was softened, or left out."""
        return (self.verdict.said,) if self.verdict.said else ()


def gentle(request: StoryRequest) -> GentleIdea:
    """Read the idea by the house's rules; the same idea is always read alike.

    Raises NotForBedtime, with a kind sentence for the parent, where no gentle story can be made of it.
    """
    reading = read_idea(request.idea, language=request.language, age=request.age)
    said = kind_words(reading, request.language)
    if reading.outcome in (Found.UNFIT, Found.DISTRESS):
        raise NotForBedtime(said, port="storyteller")
    verdict = Verdict(
        layer=Layer.INPUT,
        judge=JUDGE,
        outcome=Outcome(reading.outcome.value),
        reasons=tuple(theme.value for theme in reading.themes),
        said=said,
    )
    return GentleIdea(request.model_copy(update={"idea": reading.text}), verdict)
