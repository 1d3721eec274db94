"""The library: books in a database, their media on a shelf, found again in four languages."""

from sandman.library.book import (
    Book,
    BookNarration,
    BookPicture,
    BookScene,
    MadeBy,
    Seconds,
    SpokenWord,
    State,
    document,
)
from sandman.library.library import Library
from sandman.library.listing import BookCard, Event, ShelfPage
from sandman.library.media import ObjectMediaShelf

__all__ = [
    "Book",
    "BookCard",
    "BookNarration",
    "BookPicture",
    "BookScene",
    "Event",
    "Library",
    "MadeBy",
    "ObjectMediaShelf",
    "Seconds",
    "ShelfPage",
    "SpokenWord",
    "State",
    "document",
]
