"""A book's pages as they come from a model: read, looked at, and laid one by one while the rest is written.

A page is laid only after all before it, and once laid it stays as it is: a later try of the model starts
behind it. What is wrong is gathered for the next try, each fault in a sentence.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sandman.agents.skills.create_bedtime_story import CREATE_BEDTIME_STORY, WrittenScene
from sandman.agents.telling.filling import in_one_spelling
from sandman.agents.telling.typography import printed
from sandman.agents.telling.validation import Wanted, page_faults, title_faults
from sandman.ports.chat import Call, Entry, Result, Said
from sandman.ports.errors import BadWork
from sandman.stories import SCENES, Mood

LayPage = Callable[[WrittenScene, int, str], Awaitable[None]]
"""Lays a page, its number from 1, under the book's title; raises BadWork where it is not fit."""


class Manuscript:
    """The pages of one book, names still masked."""

    def __init__(self, wanted: Wanted, lay: LayPage) -> None:
        self.title = ""
        self.laid: list[WrittenScene] = []
        """Pages that a child may be reading already."""
        self.faults: list[str] = []
        """What is wrong with this try."""
        self._wanted = wanted
        self._lay = lay
        self._read: list[WrittenScene] = []
        self._count = 0

    @property
    def complete(self) -> bool:
        """Whether all pages are laid."""
        return len(self.laid) == SCENES

    def try_again(self) -> None:
        """A new try begins with page one; what is laid stays."""
        self.faults, self._read, self._count = [], list(self.laid), 0
        if not self.laid:
            self.title = ""  # nobody has seen it

    async def take_title(self, title: str) -> None:
        """The book's title, which pages wait for; the first good one stays."""
        if self.title:
            return
        line = self._printed(title)
        if faults := list(title_faults(line, self._wanted)):
            self.faults += faults
            return
        self.title = line
        await self._lay_on()

    async def take(self, raw: Mapping[str, Any]) -> None:
        """The next page of this try."""
        self._count += 1
        if self._count <= len(self.laid) or self._count > SCENES:
            return
        try:
            page = self._set_in_type(WrittenScene.model_validate(raw))
        except ValidationError as fault:
            self.faults += [_sentence(self._count, error) for error in fault.errors()]
            # The pages behind it are looked at all the same, so that all faults are named at once.
            self._read.append(BLANK)
            return
        self.faults += page_faults(page, self._count, wanted=self._wanted, before=self._read)
        self._read.append(page)
        await self._lay_on()

    def end_try(self) -> None:
        """The model is done: say what is not there."""
        if self.complete:
            return
        if not self.title and not self.faults:
            self.faults.append("the story has no title; give it one")
        if self._count < SCENES:
            self.faults.append(
                f"there are {self._count} scenes; a book has {SCENES}, so write the rest up to page {SCENES}"
            )

    def so_far(self) -> tuple[Entry, ...]:
        """What is laid, as if the model had handed it over, and the wish to go on from there."""
        tool = CREATE_BEDTIME_STORY.name
        pages = [page.model_dump(mode="json") for page in self.laid]
        call = Call(f"laid-{len(pages)}", tool, {"title": self.title, "scenes": pages})
        wish = (
            f"Pages 1 to {len(pages)} came over and are being read; then your answer broke off. Call "
            f"`{tool}` again with these pages exactly as they are, and go on to page {SCENES}."
        )
        return Said("assistant", "", (call,)), Result(call.id, tool, wish)

    async def _lay_on(self) -> None:
        """Lay what has been read and found good, as far as the title and every page before allow."""
        while self.title and not self.faults and len(self.laid) < len(self._read):
            number = len(self.laid) + 1
            where = f"page {number}"
            page = self._read[number - 1]
            try:
                await self._lay(page, number, self.title)
            except BadWork as fault:
                said = fault.message if where in fault.message else f"{where} is not fit: {fault.message}"
                self.faults.append(said)
                return
            self.laid.append(page)

    def _set_in_type(self, page: WrittenScene) -> WrittenScene:
        lines = {"title": self._printed(page.title), "text": self._printed(page.text)}
        return page.model_copy(update=lines)

    def _printed(self, text: str) -> str:
        return printed(in_one_spelling(text), language=self._wanted.language, age=self._wanted.age)


BLANK = WrittenScene(title="", text="", mood=Mood.TENDER, illustration_prompt="")


def _sentence(number: int, error: ErrorDetails) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"`{where}` of page {number}: {error['msg'][:1].lower()}{error['msg'][1:]}"
