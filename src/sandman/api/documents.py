"""Books and cards as they go over the wire."""

from sandman.api.addresses import Addresses
from sandman.api.wire import BookDocument, Card
from sandman.library.listing import BookCard
from sandman.ports.book import Book


def document_of(book: Book, addresses: Addresses) -> BookDocument:
    """The book's document, with addresses for its media."""
    plain = book.model_dump(exclude={"text_by"})
    plain["made_by"] = book.made_by.model_dump()
    for scene in plain["scenes"]:
        for part in ("picture", "narration"):
            if scene[part] is not None:
                key = scene[part].pop("key")
                scene[part]["path"] = addresses.media(book.id, scene["number"], part, key)
    return BookDocument.model_validate(plain)


def card_of(card: BookCard, addresses: Addresses) -> Card:
    """The card's document, with an address for its cover."""
    plain = card.model_dump()
    if card.cover is not None:
        path = addresses.media(card.id, 1, "picture", plain["cover"].pop("key"))
        plain["cover"]["path"] = path
    return Card.model_validate(plain)
