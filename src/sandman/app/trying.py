"""A small call to a vendor, to see whether it works; for the Test button and the doctor."""

import asyncio
import time
from dataclasses import dataclass

from sandman.app.keyed import KeyedEngines
from sandman.app.vendors import signed_by
from sandman.ports.errors import PortError
from sandman.ports.ledger import Ledger

PATIENCE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Trial:
    """How it went, in a sentence."""

    works: bool
    said: str
    hint: str
    seconds: float


async def try_vendor(
    keyed: KeyedEngines, ledger: Ledger, vendor: str, *, patience_seconds: float = PATIENCE_SECONDS
) -> Trial:
    """Ask a vendor; what came of it is noted, so that its card tells the same."""
    started = time.monotonic()
    try:
        async with asyncio.timeout(patience_seconds):
            said = await _asked(keyed, vendor)
    except TimeoutError:
        trial = Trial(False, f"no answer within {patience_seconds:.0f} seconds", "try again in a while", 0.0)
    except PortError as fault:
        trial = Trial(False, fault.message, fault.hint, 0.0)
    else:
        trial = Trial(True, said, "", 0.0)
    signed = signed_by(vendor)
    if trial.works:
        await ledger.clear_fault(signed)
    else:
        await ledger.note_fault(signed, trial.said, trial.hint)
    return Trial(trial.works, trial.said, trial.hint, round(time.monotonic() - started, 3))


async def _asked(keyed: KeyedEngines, vendor: str) -> str:
    match vendor:
        case "elevenlabs":
            return await asyncio.to_thread(lambda: keyed.narrator().check())
        case "gemini":
            return await asyncio.to_thread(lambda: keyed.illustrator().check())
        case "ollama":
            await keyed.ollama.look(anew=True)
            return await keyed.chat(vendor).check()
        case _:
            return await keyed.chat(vendor).check()
