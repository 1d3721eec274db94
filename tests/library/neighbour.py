"""Another process on the same library: writes COUNT events and pictures; arguments URL MEDIA ID COUNT."""

import asyncio
import sys

from sandman.library import BookPicture, Library
from sandman.ports.provenance import Provenance


async def main(url: str, media: str, id: str, count: int) -> None:
    async with await Library.open(url, media) as library:
        for number in range(count):
            await library.log_event(id, "neighbour", {"number": number})
            key = await library.media.put(f"picture {number}".encode(), "webp")
            picture = BookPicture(key=key, width=4, height=3)
            await library.put_picture(id, number % 6 + 1, picture, Provenance(engine="neighbour"))


if __name__ == "__main__":
    url, media, id, count = sys.argv[1:]
    asyncio.run(main(url, media, id, int(count)))
