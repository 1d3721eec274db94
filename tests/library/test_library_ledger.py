"""What engines were used for, on the household's own days, whoever counts beside us."""

import asyncio
from datetime import UTC, date, datetime

import pytest

from sandman.library import Library
from sandman.library.ledger import LibraryLedger
from sandman.ports.ledger import Use


async def test_uses_of_a_day_are_added_up_by_engine(library: Library):
    await library.ledger.note("gemini", Use(calls=1, pictures=1, cost=0.04))
    await library.ledger.note("gemini", Use(calls=1, pictures=1, cost=0.04))
    await library.ledger.note("mistral", Use(calls=2, tokens=1200, cost=0.01))

    today = await library.ledger.today()

    assert today["gemini"].model_dump() == {
        **dict.fromkeys(("tokens", "characters"), 0),
        **{"calls": 2, "pictures": 2, "cost": pytest.approx(0.08)},
    }
    assert today["mistral"] == Use(calls=2, tokens=1200, cost=0.01)


async def test_many_that_count_at_once_lose_nothing(library: Library):
    await asyncio.gather(*(library.ledger.note("elevenlabs", Use(characters=100)) for _ in range(12)))

    assert (await library.ledger.today())["elevenlabs"].characters == 1200


async def test_a_new_day_begins_at_nothing_and_yesterday_stays_counted(library: Library):
    days = [date(2026, 11, 21)]
    ledger = LibraryLedger(library.database, today=lambda: days[-1])
    await ledger.note("gemini", Use(cost=4.9))
    days.append(date(2026, 11, 22))

    assert await ledger.today() == {}
    days.pop()
    assert (await ledger.today())["gemini"].cost == 4.9


async def test_the_last_fault_stands_until_the_engine_works_again(library: Library):
    await library.ledger.note_fault("mistral", "The key was refused.", "check the key")
    await library.ledger.note_fault("mistral", "Nobody answered.")
    await library.ledger.note_fault("gemini", "The quota is spent.")

    faults = await library.ledger.faults()
    await library.ledger.clear_fault("mistral")

    assert (faults["mistral"].said, faults["mistral"].hint) == ("Nobody answered.", "")
    assert abs((datetime.now(UTC) - faults["mistral"].at).total_seconds()) < 60
    assert set(await library.ledger.faults()) == {"gemini"}
