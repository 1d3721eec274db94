"""Server-sent events as they were sent, a JSON value each.

The vendors' SDKs turn events into models: Mistral's makes a pydantic class for every one (508 microseconds of
the event loop), OpenAI's builds five objects without checking any (132). Fifty stories at once are three
thousand events a second, so events are read here, in about 30, and checked where they are understood.
"""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from typing import Any

import httpx2

DONE = b"[DONE]"
"""How chat completions end; not JSON."""
LAST_BYTES_SECONDS = 0.1
"""How long the end of a finished answer is waited for."""


async def events(response: httpx2.Response) -> AsyncGenerator[Any, None]:
    """The events' data, in order. Raises ValueError at what is no JSON, and what httpx2 raises.

    Lines end at a line feed and nowhere else: `aiter_lines` also breaks them at U+2028 and its kin, which may
    stand inside a JSON string.
    """
    rest, data = b"", list[bytes]()
    arriving = response.aiter_bytes()
    async for piece in arriving:
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            if line.startswith(b"data:"):
                data.append(line[5:].strip())
            elif not line.strip() and data:
                whole, data = b"\n".join(data), []
                if whole == DONE:
                    await to_its_end(arriving)
                    return
                yield json.loads(whole)
    if rest.startswith(b"data:"):
        data.append(rest[5:].strip())
    if data and (whole := b"\n".join(data)) != DONE:
        yield json.loads(whole)


async def to_its_end(arriving: AsyncIterator[object]) -> None:
    """Read what is left of a finished answer: its connection can then be used again."""
    with suppress(TimeoutError, httpx2.HTTPError):
        async with asyncio.timeout(LAST_BYTES_SECONDS):
            async for _ in arriving:
                pass
