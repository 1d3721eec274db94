"""The `.sandman` archive: one book in one zip that a person can read without us.

    manifest.json        what this is, who made it, and the SHA-256 and size of every other file
    story.txt            the story to read
    book.json            the book's document; `file` names a picture or a sound in this archive
    pages/1.webp         the picture of page 1
    pages/1.mp3          its narration
    pages/1.words.json   its words: text, and start and end in seconds

Nothing is compressed: pictures and sound are already, and stored bytes are the same bytes everywhere.
"""

import re
import unicodedata
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sandman.ports.book import Book, Craft
from sandman.stories import Language

FORMAT: Literal["sandman-book"] = "sandman-book"
VERSION = 1
SUFFIX = ".sandman"
MANIFEST, BOOK, STORY = "manifest.json", "book.json", "story.txt"

MOST_ENTRIES = 200
MOST_BYTES = 512 * 1024 * 1024

PICTURE_SUFFIXES = ("webp", "png", "jpg", "jpeg", "avif")
SOUND_SUFFIXES = ("mp3", "m4a", "ogg", "opus", "wav", "flac")

CRAFTS: tuple[Craft, ...] = ("text", "picture", "narration")

# IPTC's words for how a thing was made: by a trained model, or by an algorithm that learnt from nothing.
_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_UNTRAINED = {"builtin", "painter"}
_LICENCES = {"builtin": "Apache-2.0", "painter": "Apache-2.0", "kokoro": "Apache-2.0"}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class FileNote(_Part):
    """What a file in the archive must be."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class Maker(_Part):
    """Who made one craft of the book, and under what terms the engine is used."""

    craft: Craft
    engine: str
    model: str
    voice: str
    licence: str
    digital_source_type: str


class AiLabel(_Part):
    """What every copy of the book says about itself."""

    text: str
    voice: Literal["synthetic", "none"]


class Manifest(_Part):
    """The archive's first page. Later versions may add to it; what version 1 says stays."""

    format: Literal["sandman-book"] = FORMAT
    version: int = VERSION
    book: str
    title: str
    language: Language
    created_at: str
    ai: AiLabel
    makers: tuple[Maker, ...]
    files: dict[str, FileNote]


def makers(book: Book) -> tuple[Maker, ...]:
    """Every engine that had a hand in the book, craft by craft."""
    found: dict[tuple[str, ...], Maker] = {}
    for scene in book.scenes:
        for craft in CRAFTS:
            made = getattr(scene.made_by, craft)
            if made is not None:
                kind = "algorithmicMedia" if made.engine in _UNTRAINED else "trainedAlgorithmicMedia"
                found.setdefault(
                    (craft, made.engine, made.model, made.voice),
                    Maker(
                        craft=craft,
                        engine=made.engine,
                        model=made.model,
                        voice=made.voice,
                        licence=_LICENCES.get(made.engine, f"under the terms of {made.engine}"),
                        digital_source_type=_IPTC + kind,
                    ),
                )
    return tuple(found[key] for key in sorted(found, key=lambda key: (CRAFTS.index(found[key].craft), key)))


def ai_label(book: Book) -> AiLabel:
    """The label in the book's own language, with the child's name where there is one."""
    plain, named = {
        Language.ENGLISH: ("Made with AI.", "Made with AI for {}."),
        Language.FRENCH: ("Créé avec une IA.", "Créé avec une IA pour {}."),
        Language.JAPANESE: ("AIで作りました。", "{}のためにAIで作りました。"),
        Language.HINDI: ("AI की मदद से बनाया गया।", "{} के लिए AI की मदद से बनाया गया।"),
    }[book.language]
    spoken = any(scene.narration for scene in book.scenes)
    return AiLabel(
        text=named.format(book.child) if book.child else plain, voice="synthetic" if spoken else "none"
    )


def story_text(book: Book) -> str:
    """The book as plain text, for reading without any of our software."""
    pages = "\n\n\n".join(f"{scene.number}. {scene.title}\n\n{scene.text}" for scene in book.scenes)
    return f"{book.title}\n\n\n{pages}\n\n\n{ai_label(book).text}\n"


def archive_name(book: Book) -> str:
    """A file name for the book, in its own script and safe on every file system."""
    letters = (c if unicodedata.category(c)[0] in "LMN" else " " for c in book.title)
    name = re.sub(r"\s+", "-", "".join(letters).strip())
    # 255 bytes is what a file name may have; Devanagari spends three on a letter.
    return (name.encode()[:120].decode(errors="ignore") or book.id) + SUFFIX
