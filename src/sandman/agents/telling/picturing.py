"""Firefly's character sheet, in good time; and a page's whole prompt, put together in code.

Models that are told "as before" do not paint as before: every prompt carries the looks of whom it shows, word
for word the same on all pages.
"""

import asyncio

from sandman.agents.budget import Budget
from sandman.agents.skills.art_direction import ART_DIRECTION, ArtAsked, CharacterSheet, sheet_of
from sandman.agents.team import Team
from sandman.agents.telling.masking import Mask
from sandman.ports.errors import PortError
from sandman.stories import Staging

PATIENCE_SECONDS = 1.5
"""How long page one, once written, waits for the sheet: it is to be read within two seconds."""


class Sheet:
    """The sheet of one book, drawn while page one is written; the house's own where it comes too late."""

    def __init__(self, team: Team, asked: ArtAsked, *, budget: Budget) -> None:
        self._asked = asked
        self._drawing = asyncio.create_task(team.delegate(ART_DIRECTION, asked, budget=budget))
        self._sheet: CharacterSheet | None = None

    async def done(self) -> CharacterSheet:
        """The sheet; the same one for every page."""
        if self._sheet is None:
            await asyncio.wait({self._drawing}, timeout=PATIENCE_SECONDS)
            self._sheet = self._drawn() or sheet_of(self._asked.company, age=self._asked.age)
        return self._sheet

    async def __aenter__(self) -> "Sheet":
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop drawing, where that still goes on."""
        self._drawing.cancel()
        await asyncio.wait({self._drawing})
        if not self._drawing.cancelled():
            self._drawing.exception()  # seen, or it would be told at the end of the process

    def _drawn(self) -> CharacterSheet | None:
        # A sheet is worth no book: whatever kept Firefly from it, the house has one.
        if not self._drawing.done() or self._drawing.cancelled():
            return None
        fault = self._drawing.exception()
        if fault is not None and not isinstance(fault, PortError):
            raise fault
        return None if fault else self._drawing.result()


def page_prompt(seen: str, staging: Staging, sheet: CharacterSheet, mask: Mask) -> str:
    """What a page shows, then how everybody who is on it looks; in English, and nobody's name."""
    looks = [
        f"The creature: {sheet.hero}",
        f"The child: {sheet.child}" if staging.child else "",
        f"The small friend: {sheet.companion}" if staging.companion else "",
        f"The object: {sheet.prop}" if staging.props else "",
        f"Colours: {sheet.palette}",
        f"Light: {sheet.light}",
    ]
    whole = " ".join(f"{part.strip().rstrip('.')}." for part in (seen, *looks) if part)
    return mask.picture(whole)
