"""Who could work for the house besides itself: every vendor looked at, those with keys asked, all at once."""

import asyncio
from dataclasses import dataclass

from sandman.app.accounts import Accounts
from sandman.app.engines import Engines
from sandman.app.house import library_of
from sandman.app.settings import Settings
from sandman.app.standing import Standing, standings_of
from sandman.app.trying import try_vendor
from sandman.app.vendors import VENDORS
from sandman.ports.ledger import Ledger

PATIENCE_SECONDS = 6.0
"""How long the doctor waits for anybody outside; without a network that is how long it all takes."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One vendor, and what was found."""

    name: str
    works: bool
    said: str
    hint: str


@dataclass(frozen=True, slots=True)
class Examination:
    """All of them, and today's spending in US dollars."""

    examined: tuple[Examined, ...]
    spent_today: float
    limit: float


def in_effect(settings: Settings) -> dict[str, str]:
    """What holds of the settings that may be chosen on the web too, keys masked."""
    accounts = Accounts(settings)
    held: dict[str, str] = {}
    for id, vendor in VENDORS.items():
        account = accounts.of(id)
        held[f"{id}_model"] = account.model
        if account.key:
            house = " (given on the web)" if account.key.source == "house" else ""
            held[f"{id}_api_key"] = f"{account.key.ending}{house}"
        if vendor.terms:
            held[f"{id}_accept_terms"] = str(account.terms_accepted)
    return held


async def examine(settings: Settings) -> Examination:
    """Look at every vendor; those who could be asked are. Takes seconds at most, whoever does not answer."""
    engines = Engines(settings)
    async with library_of(settings) as library:
        engines.move_in(library)
        try:
            standings = await standings_of(engines, library.ledger, limit=settings.daily_spend)
            found = {
                each.id: each
                for craft in ("storyteller", "illustrator", "narrator")
                for each in standings.crafts[craft]
                if not each.builtin
            }
            examined = await asyncio.gather(
                *(_examined(engines, library.ledger, found[id]) for id in VENDORS)
            )
        finally:
            await engines.close()
    return Examination(tuple(examined), standings.spent_today, standings.limit)


async def _examined(engines: Engines, ledger: Ledger, standing: Standing) -> Examined:
    match standing.state:
        case "no_key":
            names = " or ".join(VENDORS[standing.id].environment)
            return Examined(standing.name, False, "no key", f"set {names} for it to work")
        case "terms":
            said = f"key {standing.key.ending if standing.key else ''}, but its terms are not accepted"
            return Examined(
                standing.name, False, said, f"read {standing.terms}, then SANDMAN_GEMINI_ACCEPT_TERMS=1"
            )
        case "not_found":
            if not engines.accounts.looks_for_ollama:
                return Examined(standing.name, False, "is not looked for", "")
            return Examined(standing.name, False, "does not answer", "start it with `ollama serve`")
    trial = await try_vendor(engines.keyed, ledger, standing.id, patience_seconds=PATIENCE_SECONDS)
    key = f"key {standing.key.ending}: " if standing.key else ""
    return Examined(standing.name, trial.works, f"{key}{trial.said}", trial.hint)
