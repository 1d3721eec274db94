"""A cold `sandman tell` for a child of five: when page one sounds, when the book is done, at what cost."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from typing import Any

RUNS = 3
IDEA = "a garden that only glows when you whisper to it"


def measure() -> dict[str, Any]:
    """Seconds from the start of the process to page one's first sound, page one, the book; peak memory."""
    runs = sorted((_tell(seed) for seed in range(1, RUNS + 1)), key=lambda run: run["book_seconds"])
    middle = runs[RUNS // 2]
    wanted = 0.4 * middle["audio_seconds"] + 10
    print(f"first word on the terminal {middle['first_line_seconds']:.1f} s")
    print(
        f"page one: first sound {middle['first_sound_seconds']:.1f} s (6 wanted), whole "
        f"{middle['first_page_seconds']:.1f} s (14 wanted)"
    )
    print(
        f"book: {middle['book_seconds']:.1f} s for {middle['audio_seconds']:.0f} s of audio "
        f"({wanted:.0f} wanted), {middle['cpu_seconds']:.0f} s of CPU, peak {middle['peak_mb']} MB"
    )
    return middle


def _tell(seed: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        # The home is there from the day of set-up; making its database is not part of telling.
        run = [sys.executable, "-m", "sandman", "library", "list"]
        subprocess.run(run, env={**os.environ, "SANDMAN_HOME": home}, capture_output=True, check=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.time()
        command = [
            sys.executable,
            "-m",
            "sandman",
            "tell",
            IDEA,
            "--child",
            "Mia",
            "--seed",
            str(seed),
            "--json",
        ]
        process = subprocess.Popen(
            command,
            env={**os.environ, "SANDMAN_HOME": home},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stderr
        process.stderr.readline()
        first_line = time.time() - started
        out, err = process.communicate()
        done = time.time() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if process.returncode:
            raise SystemExit(err)
        book = json.loads(out)
        events = _events(home, book["id"])
    return {
        "first_line_seconds": round(first_line, 2),
        "first_sound_seconds": round(max(events["sounding"], events["painted"]) - started, 2),
        "first_page_seconds": round(events["page_ready"] - started, 2),
        "book_seconds": round(done, 2),
        "audio_seconds": round(sum(s["narration"]["seconds"] for s in book["scenes"]), 1),
        "cpu_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "peak_mb": after.ru_maxrss // 1024,
    }


def _events(home: str, id: str) -> dict[str, float]:
    """When page one's parts happened, by the book's own progress log (seconds since the epoch)."""
    import asyncio  # noqa: PLC0415

    from sandman.library import Library  # noqa: PLC0415

    async def read() -> dict[str, float]:
        async with await Library.open(f"sqlite:///{home}/library.db", f"{home}/media") as library:
            return {
                e.kind: e.at.timestamp() for e in await library.events_after(id) if e.data.get("scene") == 1
            }

    return asyncio.run(read())
