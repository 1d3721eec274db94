"""The media shelf's port: bytes kept under their own hash."""

from typing import Protocol


class MediaShelf(Protocol):
    """Keeps pictures and sound under the SHA-256 of their bytes; putting the same bytes twice is one file."""

    async def put(self, data: bytes, suffix: str) -> str:
        """Shelve `data`, whole or not at all; returns its key, `ab/abcdef….webp`. Raises ShelfFull."""
        ...

    async def get(self, key: str) -> bytes:
        """The bytes put under `key`. Raises NotFound, or Damaged where they no longer match their hash."""
        ...

    async def has(self, key: str) -> bool:
        """Whether something lies under `key`."""
        ...
