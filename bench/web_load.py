"""A crowd of readers, in a process of its own: `python -m bench.web_load HOST PORT RATE SECONDS PATH…`.

Requests leave at their appointed times whether or not earlier ones were answered, and each is timed from its
appointment, so a server that stalls cannot hide it. It speaks bare HTTP over kept connections: the crowd
shares the machine with the server it measures, and should weigh little.
"""

import asyncio
import json
import sys
import time

CONNECTIONS = 16


class Line:
    """One kept connection."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> int:
        """The status of the answer, its body read to the end."""
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        assert self._reader is not None
        self._writer.write(f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n\r\n".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = next(line for line in head.split("\r\n") if line.startswith("content-length:"))
        await self._reader.readexactly(int(length.partition(":")[2]))
        return int(head.split()[1])


async def crowd(host: str, port: int, *, rate: float, seconds: float, paths: list[str]) -> list[float]:
    """Milliseconds from each appointment to the end of its answer."""
    lines: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        lines.put_nowait(Line(host, port))
    took: list[float] = []

    async def ask(appointed: float, path: str) -> None:
        line = await lines.get()
        status = await line.get(path)
        took.append((time.perf_counter() - appointed) * 1000)
        assert status == 200, f"{path}: {status}"
        lines.put_nowait(line)

    begun = time.perf_counter()
    async with asyncio.TaskGroup() as asked:
        for number in range(int(rate * seconds)):
            appointed = begun + number / rate
            await asyncio.sleep(max(0.0, appointed - time.perf_counter()))
            asked.create_task(ask(appointed, paths[number % len(paths)]))
    return took


if __name__ == "__main__":
    host, port, rate, seconds, *paths = sys.argv[1:]
    print(
        json.dumps(asyncio.run(crowd(host, int(port), rate=float(rate), seconds=float(seconds), paths=paths)))
    )
