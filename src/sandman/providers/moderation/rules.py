"""The judge that is always there: the house's own rules, offline, in a few milliseconds."""

from sandman.ports.errors import RequestRefused
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.stories import Language
from sandman.stories.gentleness import Outcome as Found
from sandman.stories.gentleness import Reading, kind_words, read_idea, read_page, read_prompt

OUTCOMES = {
    Found.FINE: Outcome.FINE,
    Found.SOFTENED: Outcome.SOFTENED,
    Found.UNFIT: Outcome.UNFIT,
    Found.DISTRESS: Outcome.UNFIT,
}
DISTRESS = "distress"
"""The first reason where a child may be hurt; themes follow."""


class RulesModerator:
    """`stories.gentleness` behind the moderation port. It never fails, and cannot see."""

    name = "rules"
    model = "rules"
    sees = False

    async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
        """Judge words: an idea may be softened, a plan or a page is fit or not, a prompt is English."""
        reading = self._read(text, layer, language=language, age=age)
        distress = (DISTRESS,) if reading.outcome is Found.DISTRESS else ()
        return Verdict(
            layer=layer,
            judge=self.name,
            outcome=OUTCOMES[reading.outcome],
            reasons=(*distress, *(theme.value for theme in reading.themes)),
            said=kind_words(reading, language),
        )

    async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
        """Refuse: rules read words."""
        raise RequestRefused(
            f"`{self.name}` was given a picture of {len(picture):,} bytes; it judges words only",
            port="moderator",
            provider=self.name,
        )

    def _read(self, text: str, layer: Layer, *, language: Language, age: int) -> Reading:
        match layer:
            case Layer.INPUT:
                return read_idea(text, language=language, age=age)
            case Layer.PLAN | Layer.TEXT:
                return read_page(text, language=language, age=age)
            case Layer.PROMPT | Layer.PICTURE:
                return read_prompt(text, age=age)
