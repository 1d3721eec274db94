"""The sample books: one a language, which a household finds on its shelf when it first opens the door.

`scripts/make_samples.py` makes them; they lie in `samples/` as archives like any other.
"""

from importlib import resources
from pathlib import Path

import structlog

from sandman.library import Library, import_book
from sandman.library.archive import SUFFIX
from sandman.ports.errors import PortError

MARKER = "samples-placed"
"""A file in the home that says it was done: a sample thrown away never comes back."""
log = structlog.get_logger()


async def place_samples(library: Library, home: Path) -> tuple[str, ...]:
    """Put the samples on the shelf, approved, unless that was done before; returns the ids of those placed.

    A house that cannot take them now opens all the same, and tries again the next time.
    """
    if (home / MARKER).exists():
        return ()
    placed = []
    try:
        for archive in sorted(resources.files(__package__).joinpath("samples").iterdir(), key=str):
            if not archive.name.endswith(SUFFIX):
                continue
            with resources.as_file(archive) as path:
                imported = await import_book(library, path)
            await library.mark(imported.id, approved=True)
            placed.append(imported.id)
        (home / MARKER).touch()
    except (PortError, OSError) as fault:
        log.warning("the sample books could not be placed", reason=str(fault))
    return tuple(placed)
