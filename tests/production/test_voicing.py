"""Whose voice reads a book: cast once while it is written, kept for all its pages, never waited for long."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from sandman.ports.book import Book
from sandman.ports.errors import BadWork, PortError
from sandman.ports.narration import Voice
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.stories import StoryRequest
from tests.production.rehearsal import REQUEST, Rehearsal

SPOKEN = REQUEST.model_copy(update={"illustrator": "none"})


class Caster:
    """Casts a voice, or does what else it is told to."""

    def __init__(self, voice: str = "en_dawn", fault: PortError | None = None, *, slow: bool = False) -> None:
        self.voice = voice
        self.fault = fault
        self.slow = slow
        self.asked: list[tuple[StoryRequest, tuple[str, ...]]] = []

    async def cast_voice(self, request: StoryRequest, voices: Sequence[Voice]) -> str:
        self.asked.append((request, tuple(voice.id for voice in voices)))
        if self.slow:
            await asyncio.Event().wait()
        if self.fault is not None:
            raise self.fault
        return self.voice


@pytest.fixture
def rehearsal(tmp_path: Path) -> Rehearsal:
    return Rehearsal(tmp_path / "home")


def voices(book: Book) -> list[str]:
    return [scene.narration.voice for scene in book.scenes if scene.narration]


async def test_all_pages_are_read_by_the_voice_that_was_cast_also_those_read_anew(rehearsal):
    rehearsal.caster = caster = Caster()
    async with rehearsal.open() as house:
        begun = await house.production.begin(SPOKEN)
        book = await house.production.finished(begun.id)
        again = await house.production.redo(begun.id, 2, "text", text="The fox yawned.")
        wished = await house.production.redo(begun.id, 3, "narration", voice="en_dusk")

    assert (book.voice, set(voices(book))) == ("en_dawn", {"en_dawn"})
    assert voices(again)[1] == "en_dawn"
    assert voices(wished)[2] == "en_dusk"
    ((asked, offered),) = caster.asked
    assert asked.child == ""
    assert offered == ("en_dusk", "en_dawn")


async def test_a_voice_the_parent_asked_for_is_not_cast(rehearsal):
    rehearsal.caster = caster = Caster()
    async with rehearsal.open() as house:
        begun = await house.production.begin(SPOKEN.model_copy(update={"voice": "en_dusk"}))
        book = await house.production.finished(begun.id)

    assert set(voices(book)) == {"en_dusk"}
    assert caster.asked == []


@pytest.mark.parametrize(
    "caster",
    [Caster(fault=BadWork("no such tool")), Caster("fr_dusk"), Caster(slow=True)],
    ids=["who fails", "who picks a stranger", "who thinks too long"],
)
async def test_without_a_casters_word_the_best_voice_reads_every_page(rehearsal, caster):
    rehearsal.caster = caster
    async with rehearsal.open() as house:
        house.production._studio._voicing._patience_seconds = 0.01
        begun = await house.production.begin(SPOKEN)
        book = await house.production.finished(begun.id)

    assert (book.voice, set(voices(book))) == ("en_dusk", {"en_dusk"})


async def test_the_narrator_behind_reads_in_a_voice_of_its_own(rehearsal):
    class Kokoro(RehearsalNarrator):
        def voices(self) -> tuple[Voice, ...]:
            return tuple(voice for voice in super().voices() if "dusk" in voice.id)

    rehearsal.caster = Caster()
    rehearsal.behind_narrator = Kokoro()
    rehearsal.narrator.faults.extend([None, "silence"])
    async with rehearsal.open() as house:
        begun = await house.production.begin(SPOKEN)
        book = await house.production.finished(begun.id)

    by_fallback = {bool(scene.made_by.narration.fallback): scene.narration.voice for scene in book.scenes}
    assert by_fallback == {False: "en_dawn", True: "en_dusk"}
