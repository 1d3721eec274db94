"""Mistral's moderation as a judge: its eleven categories, held to what a child may read at bedtime."""

from sandman.ports.errors import BadWork, RequestRefused
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.providers.chat.mistral.line import Line
from sandman.providers.chat.patience import Fault, Patience
from sandman.stories import Language
from sandman.stories.gentleness import Finding, Reading, Theme, kind_words
from sandman.stories.gentleness import Outcome as Found

LIMITS: dict[str, tuple[Theme, float]] = {
    "sexual": (Theme.SEXUAL, 0.1),
    "selfharm": (Theme.SELF_HARM, 0.15),
    "hate_and_discrimination": (Theme.HATE, 0.3),
    "violence_and_threats": (Theme.VIOLENCE, 0.35),
    "dangerous": (Theme.DANGER, 0.4),
    "criminal": (Theme.CRIME, 0.4),
    "dangerous_and_criminal_content": (Theme.DANGER, 0.4),
    "pii": (Theme.CONTACT, 0.5),
    "jailbreaking": (Theme.INSTRUCTIONS, 0.5),
}
"""From what score on a category is a theme of ours; half is the vendor's own limit, for grown-ups.

The two in the middle stand for one in models before 2603. Health, financial and law are left out: a story may
visit a doctor, a bank and a court. The numbers are ours; no child was asked.
"""
TAKEN_AS_DATA = frozenset({Theme.CONTACT, Theme.INSTRUCTIONS})
"""What an idea may hold: the rules take it out, and nobody obeys it."""


class MistralModerator:
    """Implements `ports.moderation.Moderator` over `POST /v1/moderations`; it cannot see."""

    name = "mistral"
    sees = False

    def __init__(
        self,
        *,
        api_key: str,
        url: str,
        model: str = "mistral-moderation-2603",
        patience: Patience | None = None,
    ) -> None:
        self.model = model
        self._line = Line(api_key=api_key, url=url, port="moderation", model=model, patience=patience)

    async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
        """Judge words by their scores; see `ports.moderation.Moderator.judge`."""
        answer = await self._line.ask(
            lambda client: client.classifiers.moderate_async(model=self.model, inputs=[text])
        )
        if isinstance(answer, Fault):
            raise answer.error
        if not answer.results or answer.results[0].category_scores is None:
            raise BadWork("Mistral's moderation gave no scores", port="moderation", provider=self.name)
        scores = answer.results[0].category_scores
        themes = tuple(
            dict.fromkeys(
                theme for category, (theme, limit) in LIMITS.items() if scores.get(category, 0.0) >= limit
            )
        )
        return self._verdict(themes, layer, language)

    async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
        """Refuse: it reads words."""
        raise RequestRefused(
            f"`{self.model}` was given a picture of {len(picture):,} bytes; it judges words only",
            port="moderation",
            provider=self.name,
        )

    async def aclose(self) -> None:
        """Hang up."""
        await self._line.close()

    def _verdict(self, themes: tuple[Theme, ...], layer: Layer, language: Language) -> Verdict:
        found = Verdict(layer=layer, judge=self.name, outcome=Outcome.FINE)
        if not themes:
            return found
        reasons = tuple(theme.value for theme in themes)
        if layer is Layer.INPUT and TAKEN_AS_DATA.issuperset(themes):
            return found.model_copy(update={"outcome": Outcome.SOFTENED, "reasons": reasons})
        reading = Reading(Found.UNFIT, tuple(Finding(theme, "") for theme in themes), "")
        said = kind_words(reading, language)
        return found.model_copy(update={"outcome": Outcome.UNFIT, "reasons": reasons, "said": said})
