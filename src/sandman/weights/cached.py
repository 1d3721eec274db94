"""A page of the hub as it lies on this disk, and whether all that is used of it does. Fetches nothing.

The hub's library keeps what a page lists where it fetched the page whole, and then tells what is missing. A
folder that was filled by an older one, or file by file, it hands out as it is: there we look ourselves.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandman.styles import Unusable
from sandman.styles.files import Page, Reading


@dataclass(frozen=True, slots=True)
class Cached:
    """What there is of a page."""

    folder: Path | None
    """Where it lies; None where nothing of it is here."""
    listed: tuple[str, ...]
    """The files it has on the hub; none where nobody remembers."""
    lacks: str
    """The first file that is used and not here, as a name or a pattern; empty where it is whole."""


def cached(hub_id: str, page: Page) -> Cached:
    """What lies here of the page `hub_id`. Raises Unusable for a file that is broken."""
    from huggingface_hub import errors, get_cached_repo_tree, snapshot_download  # noqa: PLC0415 - half a second

    try:
        folder = Path(snapshot_download(hub_id, local_files_only=True, allow_patterns=[]))
    except (errors.LocalEntryNotFoundError, errors.HFValidationError):
        return Cached(None, (), hub_id)
    try:
        listed = tuple(file.path for file in get_cached_repo_tree(hub_id))
    except errors.CachedRepoTreeNotFoundError:
        listed = ()
    here = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    gone = [name for name in page.used(listed) if name not in here]
    return Cached(folder, listed, gone[0] if gone else page.lacks(page.used(here), reading(folder)))


def reading(folder: Path) -> Reading:
    """Reads the JSON files of `folder`. Raises Unusable for one that is broken."""

    def read(name: str) -> Mapping[str, Any]:
        try:
            found = json.loads((folder / name).read_text(encoding="utf-8"))
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Unusable(f"`{folder / name}` is broken", hint="save or fetch it again")
        return found

    return read
