"""Who sits where: short waits, a broken engine left alone, and the day's limit."""

from datetime import UTC, datetime

import pytest

from sandman.ports.errors import (
    BadWork,
    KeyRefused,
    ModelMissing,
    NeedsAttention,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
)
from sandman.ports.illustration import Illustrator
from sandman.ports.ledger import EngineFault, Use
from sandman.production.crew import Chair
from sandman.production.resting import REST_SECONDS
from sandman.production.seating import Seating
from sandman.providers.illustration.rehearsal import RehearsalIllustrator


class Notebook:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.uses: dict[str, Use] = {}
        self.noted: dict[str, EngineFault] = {}

    async def note(self, engine: str, use: Use) -> None:
        self.uses[engine] = use

    async def note_fault(self, engine: str, said: str, hint: str = "") -> None:
        self.noted[engine] = EngineFault(said=said, hint=hint, at=datetime.now(UTC))

    async def clear_fault(self, engine: str) -> None:
        del self.noted[engine]

    async def today(self) -> dict[str, Use]:
        return self.uses

    async def faults(self) -> dict[str, EngineFault]:
        return self.noted


class Outside(RehearsalIllustrator):
    name = "gemini"


class Evening:
    """A chair with two painters, and somebody who counts."""

    def __init__(self, *, daily_spend: float = 5.0, free: bool = False) -> None:
        self.now = 0.0
        self.waited: list[float] = []
        self.asked: list[str] = []
        self.faults: list[Exception] = []
        self.ledger = Notebook()
        self.chair: Chair[Illustrator] = Chair(Outside(), RehearsalIllustrator(), free=free)
        self.seating = Seating(
            self.ledger, daily_spend=daily_spend, sleep=self._sleep, clock=lambda: self.now
        )

    async def page(self, chair: Chair[Illustrator] | None = None) -> str:
        """Have one page made; why it fell back."""

        async def do(engine: Illustrator) -> str:
            self.asked.append(engine.name)
            if self.faults and engine.name == (chair or self.chair).first.name:
                raise self.faults.pop(0)
            return "a page"

        return (await self.seating.sit(chair or self.chair, do, craft="picture")).fallback

    async def _sleep(self, seconds: float) -> None:
        self.waited.append(seconds)


@pytest.fixture
def evening() -> Evening:
    return Evening()


@pytest.mark.parametrize("fault", [KeyRefused, QuotaSpent, ProviderUnreachable, ModelMissing])
async def test_a_broken_engine_is_asked_once_and_every_page_says_why(evening, fault):
    evening.faults = [fault("it is broken", hint="mend it")] * 6

    reasons = [await evening.page() for _ in range(6)]

    assert reasons == ["it is broken"] * 6
    assert evening.asked.count("gemini") == 1
    assert evening.waited == []
    assert evening.ledger.noted["gemini"].hint == "mend it"


@pytest.mark.parametrize("fault", [BadWork("a black picture"), NeedsAttention("blocked")])
async def test_one_bad_page_says_nothing_of_the_next(evening, fault):
    evening.faults = [fault]

    assert [await evening.page() for _ in range(2)] == [fault.message, ""]
    assert evening.ledger.noted == {}  # it works again


async def test_a_broken_engine_is_tried_again_after_some_minutes(evening):
    evening.faults = [ProviderUnreachable("nobody answered")]
    first = await evening.page()
    evening.now = REST_SECONDS - 1
    resting = await evening.page()
    evening.now = REST_SECONDS + 1

    assert [first, resting, await evening.page()] == ["nobody answered", "nobody answered", ""]


async def test_what_was_mended_is_tried_at_once(evening):
    evening.faults = [KeyRefused("the key is refused")]
    await evening.page()
    evening.seating.resting.forgive("gemini")

    assert await evening.page() == ""


async def test_a_busy_engine_is_waited_for_shortly_where_somebody_stands_behind(evening):
    evening.faults = [ProviderBusy("too many requests")]
    once = await evening.page()
    evening.faults = [ProviderBusy("too many requests")] * 2
    twice = await evening.page()

    assert (once, twice) == ("", "too many requests")
    assert evening.waited == [0.5, 0.5]


async def test_the_last_engine_is_waited_for_patiently_and_then_a_person_is_told(evening):
    alone = Chair(Outside())
    evening.faults = [ProviderBusy("too many requests")] * 2
    assert await evening.page(alone) == ""
    evening.faults = [ProviderBusy("too many requests")] * 3
    with pytest.raises(NeedsAttention, match="too many requests") as told:
        await evening.page(alone)

    assert evening.waited == [1.0, 4.0, 1.0, 4.0]
    assert "resume" in told.value.hint


async def test_at_the_days_limit_a_paid_engine_rests_and_a_free_one_works():
    paid, free = Evening(daily_spend=1.0), Evening(daily_spend=1.0, free=True)
    for evening in (paid, free):
        evening.ledger.uses = {"elevenlabs": Use(cost=0.6), "mistral": Use(cost=0.4)}

    assert await paid.page() == "today's limit of $1.00 is reached"
    assert await free.page() == ""
    assert paid.asked == ["rehearsal"]
    paid.ledger.uses = {}  # a new day: the limit does not outlive its own
    assert await paid.page() == ""


async def test_a_vendors_surprise_ends_at_the_engine_behind_and_keeps_its_words_to_itself(evening, caplog):
    evening.faults = [ValueError("key sk-secret is bad")]

    assert await evening.page() == "something of ours went wrong: ValueError"
    assert not isinstance(ValueError(), PortError)
    assert evening.ledger.noted == {}
