"""A book as one HTML file: pictures, voice and words inside, opened in any browser, the cable out.

Nothing in it is fetched from anywhere; story text goes in as JSON and is shown as text, never as markup.
"""

import base64
import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

from sandman.ports.book import Book, BookScene
from sandman.ports.errors import NeedsAttention

TYPES = {"webp": "image/webp", "png": "image/png", "mp3": "audio/mpeg", "wav": "audio/wav"}


def bind(book: Book, path: Callable[[str], str], out: Path) -> Path:
    """Write the book to `out` (a file, or a folder to put `<id>.html` into), whole or not at all.

    `path` turns a shelf key into the place where the file lies. Raises NeedsAttention for a book without
    pages or media that are not files.
    """
    if not book.scenes:
        raise NeedsAttention(f"the book `{book.id}` has no pages yet", hint=f"sandman resume {book.id}")
    target = out / f"{book.id}.html" if out.suffix != ".html" else out
    target.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "title": book.title,
        "language": book.language.value,
        "child": book.child,
        "scenes": [_scene(scene, path) for scene in book.scenes],
    }
    # `<` is escaped, so that no text can close the script element it stands in.
    story = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    template = resources.files(__package__).joinpath("page.html").read_text("utf-8")
    html = template.replace("__LANGUAGE__", book.language.value).replace("__STORY__", story)
    unfinished = target.with_suffix(".html.part")
    unfinished.write_text(html, "utf-8")
    return unfinished.replace(target)


def _scene(scene: BookScene, path: Callable[[str], str]) -> dict[str, Any]:
    return {
        "title": scene.title,
        "text": scene.text,
        "alt": scene.picture.alt if scene.picture else "",
        "picture": _inside(path(scene.picture.key)) if scene.picture else "",
        "sound": _inside(path(scene.narration.key)) if scene.narration else "",
        "words": [[w.text, w.start, w.end] for w in scene.narration.words] if scene.narration else [],
    }


def _inside(place: str) -> str:
    """The file's bytes as a data address."""
    file = Path(place)
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise NeedsAttention(
            f"the page needs `{place}`, which cannot be read", hint="make this part of the page again"
        ) from fault
    return f"data:{TYPES[file.suffix.lstrip('.')]};base64,{base64.b64encode(data).decode()}"
