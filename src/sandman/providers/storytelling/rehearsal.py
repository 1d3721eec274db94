"""A storyteller for rehearsals: the same small story every time, faults on request, a record of its calls."""

from collections import deque
from collections.abc import Sequence

from sandman.ports.errors import PortError
from sandman.ports.storytelling import Desk
from sandman.stories import (
    SCENES,
    Figure,
    Mood,
    Plot,
    Pose,
    Scene,
    Staging,
    Story,
    StoryRequest,
    Understanding,
)

MOODS = (Mood.PLAYFUL, Mood.CURIOUS, Mood.WORRIED, Mood.BRAVE, Mood.TENDER, Mood.SLEEPY)
SENTENCES = {
    "en": "{child} and the fox walked on, page {n}. They were quiet.",
    "fr": "{child} et le renard marchaient, page {n}. Ils ne disaient rien.",
    "ja": "{child}と きつねは あるきました。{n}ページめ。",
    "hi": "{child} और लोमड़ी चलते रहे, पन्ना {n}। सब शांत था।",
}


class RehearsalStoryteller:
    """Implements `ports.storytelling.Storyteller`. Faults put into `faults` are raised first, in order."""

    name = "rehearsal"
    model = "rehearsal-1"

    def __init__(self) -> None:
        self.faults: deque[PortError] = deque()
        self.calls: list[StoryRequest] = []

    async def understand(self, request: StoryRequest) -> Understanding:
        """What was chosen; nothing is read in the idea."""
        return Understanding.model_validate(request.chosen)

    async def tell(
        self, request: StoryRequest, *, seed: int, lately: Sequence[Plot] = (), desk: Desk | None = None
    ) -> Story:
        """The small story."""
        self.calls.append(request)
        if self.faults:
            raise self.faults.popleft()
        child = request.child or "Mia"
        scenes = tuple(
            Scene(
                number=n,
                title=f"{n}",
                text=SENTENCES[request.language.value].format(child=child, n=n),
                mood=MOODS[n - 1],
                illustration_prompt=f"a fox in a garden, page {n}",
                alt=f"page {n}",
                staging=Staging(place="garden", time="dusk", hero=Figure(id="fox", pose=Pose.SIT), layout=n),
            )
            for n in range(1, SCENES + 1)
        )
        plot = Plot(arc="rehearsal", hero="fox", place="garden", prop="lantern")
        return Story(
            title=f"{child} · {seed}",
            language=request.language,
            band=request.band,
            scenes=scenes,
            understood=await self.understand(request),
            plot=plot,
            seed=seed,
        )
