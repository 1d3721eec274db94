"""How every engine stands: who is there, who is wanted, what it did today, what went wrong last."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Protocol

from sandman.app.accounts import Account
from sandman.app.keyed import KeyedEngines
from sandman.app.keys import Key
from sandman.app.vendors import VENDORS, Craft, Leaves
from sandman.ports.ledger import EngineFault, Ledger, Use

if TYPE_CHECKING:
    from sandman.app.engines import Engines
    from sandman.providers.narration.elevenlabs import Quota

State = Literal["ready", "no_key", "terms", "not_found", "trouble"]
MODERATION_MODEL = "mistral-moderation-2603"
MODERATION_LINE = "mistral-moderation"
"""What it is called in the ledger."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One engine as it stands."""

    id: str
    name: str
    model: str
    models: tuple[str, ...] = ()
    """Those it has, where that is known without asking outside."""
    builtin: bool = False
    state: State = "ready"
    wants_key: bool = False
    key: Key | None = None
    terms: str = ""
    """The address of terms to accept; empty where there are none."""
    accepted: bool = True
    leaves: tuple[Leaves, ...] = ()
    today: Use = field(default_factory=Use)
    fault: EngineFault | None = None
    quota: "Quota | None" = None


@dataclass(frozen=True)
class Standings:
    """All engines by craft, the one that `auto` means first; and what today has cost."""

    crafts: dict[Craft, tuple[Standing, ...]]
    spent_today: float
    limit: float


NAMES = {"builtin": "Story grammar", "painter": "Watercolour painter", "kokoro": "Kokoro"}


class BuiltIn(Protocol):
    """A built-in engine, as far as it is shown."""

    name: str
    model: str


@dataclass(frozen=True)
class Notes:
    """What the ledger says."""

    used: dict[str, Use]
    faults: dict[str, EngineFault]

    @property
    def spent(self) -> float:
        """What today has cost so far."""
        return round(sum(use.cost for use in self.used.values()), 6)


async def standings_of(engines: "Engines", ledger: Ledger, *, limit: float) -> Standings:
    """How every engine stands, Ollama looked for and the narrator's quota asked, each within seconds."""
    await engines.look_around()

    def at_home() -> dict[Craft, BuiltIn]:  # opening one may take a second
        painter, narrator = engines.painter, engines.narrator
        return {"storyteller": engines.storyteller, "illustrator": painter, "narrator": narrator}

    home, quota = await asyncio.gather(asyncio.to_thread(at_home), engines.quota())
    return await Observer(engines.keyed, ledger, limit=limit).standings(home, quota=quota)


class Observer:
    """Looks at everything that is known of engines. Asks nobody outside."""

    def __init__(self, keyed: KeyedEngines, ledger: Ledger, *, limit: float) -> None:
        self._keyed = keyed
        self._ledger = ledger
        self._limit = limit

    async def standings(self, home: Mapping[Craft, BuiltIn], *, quota: "Quota | None" = None) -> Standings:
        """Everyone, as they stand now; `quota` is the narrator's, where somebody asked for it."""
        notes = Notes(await self._ledger.today(), await self._ledger.faults())
        outside = {id: self._standing(id, notes, quota) for id in VENDORS}
        crafts: dict[Craft, tuple[Standing, ...]] = {
            craft: _first_first(
                [*(outside[id] for id, vendor in VENDORS.items() if vendor.craft == craft), _builtin(engine)]
            )
            for craft, engine in home.items()
        }
        crafts["safety"] = _safety(outside["mistral"], crafts["storyteller"][0], notes)
        return Standings(crafts, notes.spent, self._limit)

    def _standing(self, id: str, notes: Notes, quota: "Quota | None") -> Standing:
        account, line = self._keyed.accounts.of(id), self._line(id)
        models = self._keyed.ollama.models if id == "ollama" else ()
        if models:
            account = replace(account, model=self._keyed.ollama.model)
        return Standing(
            id=id,
            name=account.vendor.name,
            model=account.model,
            models=models,
            state=_state(account, ready=self._keyed.ready(id), fault=notes.faults.get(line)),
            wants_key=bool(account.vendor.environment),
            key=account.key,
            terms=account.vendor.terms,
            accepted=account.terms_accepted,
            leaves=tuple(
                what for what in account.leaves if what != "pictures" or self._keyed.may_see(account)
            ),
            today=notes.used.get(line, Use()),
            fault=notes.faults.get(line),
            quota=quota if id == "elevenlabs" else None,
        )

    def _line(self, id: str) -> str:
        """The ledger's line of an engine. Ollama signs as `openai`: it is that of whoever can be asked."""
        if id not in ("openai", "ollama"):
            return id
        asked = "openai" if self._keyed.accounts.of("openai").reachable else "ollama"
        return "openai" if id == asked else ""


def _safety(mistral: Standing, storyteller: Standing, notes: Notes) -> tuple[Standing, ...]:
    """The rules, always; then those who look on when a book is made outside."""
    chat = None if storyteller.builtin else storyteller
    return (
        Standing(id="rules", name="Rules of gentleness", model="rules", builtin=True),
        Standing(
            id="mistral",
            name="Mistral moderation",
            model=MODERATION_MODEL,
            state="ready" if mistral.key else "no_key",
            wants_key=True,
            key=mistral.key,
            leaves=("pages_masked",),
            today=notes.used.get(MODERATION_LINE, Use()),
            fault=notes.faults.get(MODERATION_LINE),
        ),
        Standing(
            id="lifeline",
            name="Lifeline",
            model=chat.model if chat else "",
            state=chat.state if chat else "not_found",
            leaves=tuple(what for what in chat.leaves if what != "idea_masked") if chat else (),
        ),
    )


def _state(account: Account, *, ready: bool, fault: EngineFault | None) -> State:
    if account.vendor.id == "ollama":
        return ("trouble" if fault else "ready") if ready else "not_found"
    if not account.reachable:
        return "no_key"
    if not account.terms_accepted:
        return "terms"
    return "trouble" if fault else "ready"


def _builtin(engine: BuiltIn) -> Standing:
    return Standing(
        id=engine.name, name=NAMES.get(engine.name, engine.name), model=engine.model, builtin=True
    )


def _first_first(standings: list[Standing]) -> tuple[Standing, ...]:
    """Those who may work before those who may not; the built-in one last among the first."""
    return tuple(sorted(standings, key=lambda each: each.state not in ("ready", "trouble")))
