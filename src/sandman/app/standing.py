"""How every engine stands: who is there, who is wanted, what it did today, what went wrong last."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from sandman.app.accounts import Account
from sandman.app.keyed import KeyedEngines
from sandman.app.keys import Key
from sandman.app.vendors import VENDORS, Craft, Leaves
from sandman.ports.ledger import EngineFault, Ledger, Use

State = Literal["ready", "no_key", "terms", "not_found", "trouble"]
MODERATION_MODEL = "mistral-moderation-2603"
CRAFTS: tuple[Craft, ...] = ("storyteller", "illustrator", "narrator", "safety")


class Quota(Protocol):
    """How much of a plan is used."""

    used: int
    limit: int
    resets_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One engine as it stands."""

    id: str
    name: str
    model: str
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
    quota: Quota | None = None


@dataclass(frozen=True)
class Standings:
    """All engines by craft, the one that `auto` means first; and what today has cost."""

    crafts: dict[Craft, tuple[Standing, ...]]
    spent_today: float
    limit: float


@dataclass(frozen=True)
class AtHome:
    """The built-in engines' names and models."""

    storyteller: tuple[str, str]
    illustrator: tuple[str, str]
    narrator: tuple[str, str]


NAMES = {
    "builtin": "Story grammar",
    "painter": "Watercolour painter",
    "kokoro": "Kokoro",
    "rules": "Rules of gentleness",
    "lifeline": "Lifeline",
}
RULES = Standing(id="rules", name=NAMES["rules"], model="rules-1", builtin=True)


class Observer:
    """Looks at everything that is known of engines. Asks nobody outside."""

    def __init__(self, keyed: KeyedEngines, ledger: Ledger, *, limit: float) -> None:
        self._keyed = keyed
        self._ledger = ledger
        self._limit = limit

    async def standings(self, home: AtHome, *, quota: Quota | None = None) -> Standings:
        """Everyone, as they stand now; `quota` is the narrator's, where somebody asked for it."""
        used, faults = await self._ledger.today(), await self._ledger.faults()
        outside = {id: self._standing(id, used, faults, quota) for id in VENDORS}
        crafts = {
            craft: _first_first([*_of(craft, outside), _builtin(*getattr(home, craft), used, faults)])
            for craft in CRAFTS[:3]
        }
        crafts["safety"] = self._safety(outside, crafts["storyteller"][0], used, faults)
        spent = sum(use.cost for use in used.values())
        return Standings(crafts, round(spent, 6), self._limit)

    def _standing(
        self, id: str, used: dict[str, Use], faults: dict[str, EngineFault], quota: Quota | None
    ) -> Standing:
        account = self._keyed.accounts.of(id)
        # Ollama speaks the same tongue as OpenAI and signs with its name: what was done is whose turn it was.
        signed = "openai" if id == "ollama" else id
        mine = signed == id or not self._keyed.accounts.of("openai").reachable
        if id == "openai" and not account.reachable:
            mine = False
        fault = faults.get(signed) if mine else None
        return Standing(
            id=id,
            name=account.vendor.name,
            model=self._keyed.ollama.model or account.model if id == "ollama" else account.model,
            state=_state(account, ready=self._keyed.ready(id), fault=fault),
            wants_key=bool(account.vendor.environment),
            key=account.key,
            terms=account.vendor.terms,
            accepted=account.terms_accepted,
            leaves=account.vendor.leaves,
            today=used.get(signed, Use()) if mine else Use(),
            fault=fault,
            quota=quota if id == "elevenlabs" else None,
        )

    def _safety(
        self,
        outside: dict[str, Standing],
        storyteller: Standing,
        used: dict[str, Use],
        faults: dict[str, EngineFault],
    ) -> tuple[Standing, ...]:
        mistral, chat = outside["mistral"], storyteller
        moderation = "mistral-moderation"
        return (
            RULES,
            Standing(
                id="mistral",
                name="Mistral moderation",
                model=MODERATION_MODEL,
                state="ready" if mistral.key else "no_key",
                wants_key=True,
                key=mistral.key,
                leaves=("pages_masked",),
                today=used.get(moderation, Use()),
                fault=faults.get(moderation),
            ),
            Standing(
                id="lifeline",
                name=NAMES["lifeline"],
                model="" if chat.builtin else chat.model,
                state="not_found" if chat.builtin else chat.state,
                leaves=("pages_masked",) if chat.leaves else (),
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


def _of(craft: Craft, outside: dict[str, Standing]) -> list[Standing]:
    return [outside[id] for id, vendor in VENDORS.items() if vendor.craft == craft]


def _builtin(id: str, model: str, used: dict[str, Use], faults: dict[str, EngineFault]) -> Standing:
    return Standing(
        id=id,
        name=NAMES.get(id, id.title()),
        model=model,
        builtin=True,
        today=used.get(id, Use()),
        fault=faults.get(id),
    )


def _first_first(standings: list[Standing]) -> tuple[Standing, ...]:
    """Those who may work before those who may not; the built-in one last among the first."""
    return tuple(sorted(standings, key=lambda each: each.state not in ("ready", "trouble")))
