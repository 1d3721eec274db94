"""The bookshelf's port: what a production needs of the library while it makes a book."""

from collections.abc import Mapping
from typing import Any, Protocol

from sandman.ports.book import Book, BookNarration, BookPicture, Craft, Seconds, State
from sandman.ports.provenance import Provenance
from sandman.ports.shelf import MediaShelf
from sandman.stories import Plot, Scene, Story, StoryRequest


class BookShelf(Protocol):
    """Books in the making. Every method happens whole or not at all, and doing it twice is doing it once.

    All raise NotFound for a book that is not there, ShelfBusy, ShelfFull or Damaged.
    """

    @property
    def media(self) -> MediaShelf:
        """Where pictures and sound go first; their keys go into the book afterwards."""
        ...

    async def begin(self, id: str, request: StoryRequest, *, seed: int | None = None) -> Book:
        """Put an empty book on the shelf; where `id` is there already, that book comes back unchanged."""
        ...

    async def get(self, id: str) -> Book:
        """The book as far as it is."""
        ...

    async def unfinished(self) -> tuple[str, ...]:
        """The ids of books somebody should still work on, oldest first."""
        ...

    async def recent_plots(self, most: int, *, besides: str = "") -> tuple[Plot, ...]:
        """The plots of the last books told, newest first; `besides` leaves one book out."""
        ...

    async def typical_seconds(self) -> Mapping[Craft, float]:
        """How long a part of each craft took lately, in seconds of work; a craft never done is not there."""
        ...

    async def write_story(self, id: str, story: Story, made_by: Provenance) -> None:
        """Write the story into the book, which is then being made."""
        ...

    async def write_scene(self, id: str, scene: Scene, made_by: Provenance) -> None:
        """Write one page anew; it gives up sound and picture that no longer fit it."""
        ...

    async def put_picture(self, id: str, number: int, picture: BookPicture, made_by: Provenance) -> None:
        """Give a page its picture."""
        ...

    async def put_narration(
        self, id: str, number: int, narration: BookNarration, made_by: Provenance
    ) -> None:
        """Give a page its narration."""
        ...

    async def finish(self, id: str, seconds: Seconds) -> None:
        """The book is ready, unless it was cancelled meanwhile."""
        ...

    async def set_state(self, id: str, state: State, trouble: str = "") -> None:
        """Say how far the book is; `trouble` says why it failed or was cancelled."""
        ...

    async def log_event(self, id: str, kind: str, data: Mapping[str, Any] | None = None) -> int:
        """Add a line to the book's progress log."""
        ...
