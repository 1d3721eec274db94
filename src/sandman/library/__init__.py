"""The library: books in a database, their media on a shelf, found again in four languages."""

from sandman.library.archive import archive_name
from sandman.library.library import Library
from sandman.library.listing import BookCard, Child, Event, Shelf, ShelfPage
from sandman.library.media import ObjectMediaShelf
from sandman.library.pack import export_book, pack
from sandman.library.unpack import Imported, import_book
from sandman.ports.book import (
    Book,
    BookNarration,
    BookPicture,
    BookScene,
    Craft,
    Heard,
    MadeBy,
    Seconds,
    SpokenWord,
    State,
    document,
)

__all__ = [
    "Book",
    "BookCard",
    "BookNarration",
    "BookPicture",
    "BookScene",
    "Child",
    "Craft",
    "Event",
    "Heard",
    "Imported",
    "Library",
    "MadeBy",
    "ObjectMediaShelf",
    "Seconds",
    "Shelf",
    "ShelfPage",
    "SpokenWord",
    "State",
    "archive_name",
    "document",
    "export_book",
    "import_book",
    "pack",
]
