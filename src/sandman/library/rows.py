"""Between rows and values: every column of a book is named here once for each direction."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sandman.library.listing import BookCard
from sandman.library.terms import index_terms
from sandman.ports.book import Book, BookNarration, BookPicture, BookScene, Heard, Seconds
from sandman.ports.moderation import Layer, Verdict
from sandman.ports.provenance import Provenance
from sandman.stories import Scene


def book_columns(book: Book) -> dict[str, Any]:
    """`book` as columns of `stories`."""
    return {
        "id": book.id,
        "title": book.title,
        "language": book.language.value,
        "child": book.child,
        "age": book.age,
        "idea": book.idea,
        "seed": book.seed,
        "state": book.state.value,
        "trouble": book.trouble,
        "created_at": book.created_at,
        "deleted_at": book.deleted_at,
        "request": book.request.model_dump(mode="json"),
        "understood": _plain(book.understood),
        "plot": _plain(book.plot),
        "said_plainly": list(book.said_plainly),
        "text_by": _plain(book.text_by),
        "voice": book.voice,
        "verdicts": [_plain(verdict) for verdict in book.verdicts],
        "first_page_seconds": book.seconds.first_page,
        "total_seconds": book.seconds.total,
        "approved_at": book.approved_at,
        "favourite": book.favourite,
        **heard_columns(book.heard),
    }


def heard_columns(heard: Heard | None) -> dict[str, Any]:
    """How far somebody has listened, as columns of `stories`."""
    # A book that was opened and shut again has nothing to go on with.
    going_on = heard is not None and not heard.finished and (heard.page > 1 or heard.seconds > 0)
    return {"heard": _plain(heard), "going_on_at": heard.at if heard is not None and going_on else None}


def text_columns(scene: Scene | BookScene) -> dict[str, Any]:
    """What was written of a scene, as columns of `scenes`."""
    return {
        "number": scene.number,
        "title": scene.title,
        "text": scene.text,
        "mood": scene.mood.value,
        "illustration_prompt": scene.illustration_prompt,
        "alt": scene.alt,
        "staging": _plain(scene.staging),
        "tokens": [_plain(token) for token in scene.tokens],
    }


def picture_columns(picture: BookPicture | None, made_by: Provenance | None) -> dict[str, Any]:
    """A picture, or its absence, as columns of `scenes`."""
    return {
        "picture_key": picture.key if picture else None,
        "picture": picture.model_dump(mode="json", exclude={"key"}) if picture else None,
        "picture_by": _plain(made_by),
    }


def narration_columns(narration: BookNarration | None, made_by: Provenance | None) -> dict[str, Any]:
    """A narration, or its absence, as columns of `scenes`."""
    return {
        "narration_key": narration.key if narration else None,
        "narration_seconds": narration.seconds if narration else None,
        "narration": narration.model_dump(mode="json", exclude={"key", "seconds"}) if narration else None,
        "narration_by": _plain(made_by),
    }


def scene_columns(scene: BookScene, text_by: Provenance | None) -> dict[str, Any]:
    """A whole scene as columns of `scenes`; a writer who is the whole story's is not said again."""
    writer = scene.made_by.text if scene.made_by.text != text_by else None
    return {
        **text_columns(scene),
        "text_by": _plain(writer),
        "verdicts": [_plain(verdict) for verdict in scene.verdicts],
        **picture_columns(scene.picture, scene.made_by.picture),
        **narration_columns(scene.narration, scene.made_by.narration),
    }


def judged(
    before: Iterable[Mapping[str, Any]], verdicts: Iterable[Verdict], *, without: Collection[Layer] = ()
) -> list[dict[str, Any]]:
    """The column `verdicts` with new ones in it: a judge's last word on a layer stands."""
    kept = {(old["layer"], old["judge"]): dict(old) for old in before if old["layer"] not in without}
    for verdict in verdicts:
        kept[verdict.layer.value, verdict.judge] = verdict.model_dump(mode="json")
    return list(kept.values())


def book_terms(title: str, child: str, idea: str, scenes: Iterable[tuple[str, str]]) -> str:
    """The `terms` of a book in `search`; `scenes` are (title, text)."""
    return " ".join(index_terms(title, child, idea, *(words for scene in scenes for words in scene)))


def book_of(row: Mapping[str, Any], scene_rows: Iterable[Mapping[str, Any]]) -> Book:
    """The book kept in a row of `stories` and its rows of `scenes`."""
    own = {name: row[name] for name in Book.model_fields if name in row}
    seconds = Seconds(first_page=row["first_page_seconds"], total=row["total_seconds"])
    return Book.model_validate(
        {**own, "seconds": seconds, "scenes": [_scene_of(scene, row["text_by"]) for scene in scene_rows]}
    )


def card_of(row: Mapping[str, Any]) -> BookCard:
    """The card of a row that `Library.page` selects."""
    return BookCard.model_validate(row)


def cover_of(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The picture of a row of `scenes` as a card keeps it, its shelf key included."""
    if not row["picture_key"]:
        return None
    return {"key": row["picture_key"], **row["picture"], "alt": row["picture"]["alt"] or row["alt"]}


def _scene_of(row: Mapping[str, Any], story_by: dict[str, Any] | None) -> dict[str, Any]:
    own = {name: row[name] for name in BookScene.model_fields if name in row}
    narration = None
    if row["narration_key"]:
        narration = {
            "key": row["narration_key"],
            "seconds": row["narration_seconds"],
            **row["narration"],
        }
    made_by = {
        "text": row["text_by"] or story_by,
        "picture": row["picture_by"],
        "narration": row["narration_by"],
    }
    return {**own, "picture": cover_of(row), "narration": narration, "made_by": made_by}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any of the house's models, or None
    return None if value is None else value.model_dump(mode="json")
