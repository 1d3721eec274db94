"""The bookshelf's port: what a production needs of the library while it makes a book."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sandman.ports.book import Book, BookNarration, BookPicture, BookScene, Craft, Seconds, State
from sandman.ports.moderation import Verdict
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

    async def lay(
        self,
        id: str,
        scene: Scene,
        *,
        title: str,
        made_by: Provenance,
        after: Scene | None = None,
        verdicts: Sequence[Verdict] = (),
    ) -> bool:
        """Write one page of a story that is still being written, behind `after`, the page before it.

        False, and nothing done, where the book is written no more, or another telling has taken over: the
        page before it says something else. Laid again with other words, a page takes those after it along.
        """
        ...

    async def write_story(
        self,
        id: str,
        story: Story,
        made_by: Provenance,
        *,
        verdicts: Mapping[int, Sequence[Verdict]] | None = None,
    ) -> None:
        """Write the story into the book, which is then being made; `verdicts` are by page."""
        ...

    async def write_scene(
        self, id: str, scene: Scene, made_by: Provenance, *, verdicts: Sequence[Verdict] = ()
    ) -> None:
        """Write one page anew; it gives up sound and picture that no longer fit it."""
        ...

    async def judge(self, id: str, verdicts: Sequence[Verdict], *, number: int | None = None) -> None:
        """Keep what was thought of page `number`, or of the book; a judge's last word on a layer stands."""
        ...

    async def cast_voice(self, id: str, voice: str) -> str:
        """Cast the book's voice, unless one is cast already; returns the one that is."""
        ...

    async def put_picture(
        self,
        id: str,
        number: int,
        picture: BookPicture,
        made_by: Provenance,
        *,
        painted_from: BookScene | None = None,
        verdicts: Sequence[Verdict] = (),
    ) -> bool:
        """Give a page its picture; False, and nothing done, where it no longer shows what was painted."""
        ...

    async def put_narration(
        self,
        id: str,
        number: int,
        narration: BookNarration,
        made_by: Provenance,
        *,
        read_from: BookScene | None = None,
    ) -> bool:
        """Give a page its narration; False, and nothing done, where it no longer says what was read."""
        ...

    async def first_page(self, id: str, seconds: float) -> None:
        """Page one can be shown and heard, so many seconds after the request."""
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
