"""Long answers over a real connection: followed, left, taken up again, and cut off by a server that stops."""

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx
import pytest

from sandman.app.samples import MARKER
from sandman.library import Library, State

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

READY_SECONDS = 240.0
Answer = TypeVar("Answer")
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/app/")


@contextmanager
def at_work(*words: str, home: Path) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """A server process on a port of its own choice, and a caller once it answers."""
    environment = {**os.environ, "SANDMAN_HOME": str(home)}
    file = home / f"log-{time.monotonic()}"
    with file.open("wb") as log:
        process = subprocess.Popen([sys.executable, *words], env=environment, stdout=log, stderr=log)
    try:
        with httpx.Client(base_url=_opened(file, process), timeout=READY_SECONDS) as caller:
            yield process, caller
    finally:
        process.kill()
        process.wait()


def _opened(log: Path, process: subprocess.Popen[bytes]) -> str:
    """Where the server answers, by its own word; its door is bound by then."""
    until = time.monotonic() + READY_SECONDS
    while not (found := ADDRESS.search(log.read_text())):
        assert time.monotonic() < until and process.poll() is None, log.read_text()
        time.sleep(0.05)
    return found[1]


def rehearsed(home: Path, seconds: float, *gate: Path) -> tuple[str, ...]:
    """The words that serve a rehearsed house."""
    return ("-m", "tests.api.rehearsed", str(home), str(seconds), *map(str, gate))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that has its sample books behind it: the shelf is empty."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / MARKER).touch()
    return tmp_path / "home"


def begin(caller: httpx.Client, **asked: object) -> str:
    return str(caller.post("/api/story", json={"idea": "a fox", **asked}).raise_for_status().json()["id"])


def follow(caller: httpx.Client, id: str, *, last: int = 0, most: int = 10_000) -> list[tuple[int, str]]:
    """The events after `last` until the end, or the first `most` of them: (id, kind)."""
    told: list[tuple[int, str]] = []
    headers = {"Last-Event-ID": str(last)} if last else {}
    with caller.stream("GET", f"/api/stories/{id}/events", headers=headers) as stream:
        number = 0
        for line in stream.iter_lines():
            if line.startswith("id: "):
                number = int(line[4:])
            elif line.startswith("event: "):
                told.append((number, line[7:]))
                number = 0
                if len(told) == most or line == "event: end":
                    break
    return told


def test_a_reader_who_left_goes_on_where_he_was(home: Path):
    with at_work(*rehearsed(home, 0.05), home=home) as (_, caller):
        id = begin(caller)
        seen = follow(caller, id, most=4)
        rest = follow(caller, id, last=seen[-1][0])
        whole = follow(caller, id)

        assert [kind for _, kind in seen][:3] == ["begun", "writing", "written"]
        assert len(seen) == 4
        assert [*seen, *rest] == whole
        assert [kind for _, kind in whole][-2:] == ["ready", "end"]
        nothing_new = caller.get(f"/api/stories/{id}/events", params={"after": whole[-2][0]})
        assert nothing_new.status_code == 204


def test_two_readers_see_the_same(home: Path):
    with at_work(*rehearsed(home, 0.02), home=home) as (_, caller):
        id = begin(caller)
        assert follow(caller, id) == follow(caller, id)


def test_a_text_sounds_before_it_is_read_whole(home: Path):
    text, gate = " ".join(f"Page {n} was quiet." for n in range(8)), home / "gate"
    with (
        at_work(*rehearsed(home, 0, gate), home=home) as (_, caller),
        caller.stream("POST", "/api/narrate", json={"text": text}) as sound,
    ):
        assert sound.headers["content-type"] == "audio/mpeg"
        pieces = sound.iter_raw()
        first = next(pieces)
        gate.touch()  # and not before is a second sentence spoken
        rest = b"".join(pieces)

    assert first[0] == 0xFF
    assert first[1] & 0xE0 == 0xE0  # an MP3 frame begins so
    assert len(rest) > 3 * len(first)


def test_nobody_is_read_to_who_has_left(home: Path):
    text, gate = " ".join(f"Page {n} was quiet." for n in range(60)), home / "gate"
    with at_work(*rehearsed(home, 0, gate), home=home) as (_, caller):
        with caller.stream("POST", "/api/narrate", json={"text": text}) as sound:
            next(sound.iter_raw())
        told = wait_for(lambda: number(caller, 'sandman_requests_total{method="POST",route="/api/narrate"'))
        streamed = number(caller, "sandman_narration_streamed_seconds_total")
        gate.touch()
        spoken = wait_for(lambda: (home / "gate.spoken").exists() and (home / "gate.spoken").read_text())

        assert told == 1
        assert spoken == "2", "the sentence that was begun is spoken to its end, and no other"
        assert number(caller, "sandman_narration_streamed_seconds_total") == streamed


def wait_for(ask: Callable[[], Answer]) -> Answer:
    """Ask until there is an answer."""
    until = time.monotonic() + READY_SECONDS
    while not (answer := ask()):
        assert time.monotonic() < until, "it never came to be"
        time.sleep(0.05)
    return answer


def number(caller: httpx.Client, name: str) -> float:
    """One of the server's metrics, by how it begins; 0 where it was never counted."""
    lines = caller.get("/metrics").text.splitlines()
    return next((float(x.rpartition(" ")[2]) for x in lines if x.startswith(name)), 0.0)


def test_a_server_that_is_told_to_stop_does_so_at_once_and_another_goes_on(home: Path):
    serve = ("-m", "sandman", "serve", "--port", "0")
    with at_work(*serve, home=home) as (process, caller):
        id = begin(caller, narrator="none")
        seen = follow(caller, id, most=4)
        with caller.stream("GET", f"/api/stories/{id}/events") as stream:
            lines = stream.iter_lines()
            next(lines)
            process.send_signal(signal.SIGTERM)
            for _ in lines:
                pass  # it closes cleanly: no error
        assert process.wait(READY_SECONDS) == 0

    assert asyncio.run(state(home, id)).unfinished, "it stopped when the book was made"
    with at_work(*serve, home=home) as (_, caller):
        follow(caller, id, last=seen[-1][0])
        book = caller.get(f"/api/stories/{id}").json()
        assert book["state"] == "ready"
        assert all(scene["picture"] for scene in book["scenes"])


async def state(home: Path, id: str) -> State:
    """How far a book is, by the shelf alone."""
    async with await Library.open(f"sqlite:///{home / 'library.db'}", home / "media") as library:
        return (await library.get(id)).state


def test_a_server_that_is_killed_leaves_work_that_the_next_one_finishes(home: Path):
    words = rehearsed(home, 0.2)
    with at_work(*words, home=home) as (process, caller):
        id = begin(caller)
        seen = follow(caller, id, most=6)
        process.kill()

    with at_work(*words, home=home) as (_, caller):
        rest = follow(caller, id, last=seen[-1][0])
        assert [number for number, _ in rest if number] == sorted({number for number, _ in rest if number})
        assert rest[0][0] > seen[-1][0]
        assert rest[-2][1] == "ready"


def test_a_book_another_process_makes_can_be_followed(home: Path):
    tell = [sys.executable, "-m", "sandman", "tell", "a fox", "--narrator", "none", "--seed", "7"]
    with at_work(*rehearsed(home, 0), home=home) as (_, caller):
        with subprocess.Popen(tell, env={**os.environ, "SANDMAN_HOME": str(home)}, stderr=subprocess.DEVNULL):
            until = time.monotonic() + READY_SECONDS
            while not (cards := caller.get("/api/stories").json()["stories"]) and time.monotonic() < until:
                time.sleep(0.1)
            kinds = [kind for _, kind in follow(caller, cards[0]["id"])]

        assert kinds[0] == "begun"
        assert kinds[-2:] == ["ready", "end"]


def test_a_new_household_finds_four_books_once(home: Path):
    words = rehearsed(home, 0)
    (home / MARKER).unlink()
    with at_work(*words, home=home) as (_, caller):
        found = caller.get("/api/stories").json()["stories"]
        assert sorted(card["language"] for card in found) == ["en", "fr", "hi", "ja"]
        assert all(card["state"] == "ready" and card["approved_at"] and card["cover"] for card in found)
        caller.delete(f"/api/stories/{found[0]['id']}", params={"forever": True}).raise_for_status()

    with at_work(*words, home=home) as (_, caller):
        assert len(caller.get("/api/stories").json()["stories"]) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--host", "0.0.0.0"), "can be reached from outside"),
        (("--port", "{taken}"), "is taken"),
    ],
)
def test_where_nobody_should_serve_nobody_does(home: Path, words: tuple[str, ...], said: str):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        asked = [sys.executable, "-m", "sandman", "serve", *(word.format(taken=port) for word in words)]
        ended = subprocess.run(
            asked,
            env={**os.environ, "SANDMAN_HOME": str(home)},
            capture_output=True,
            timeout=READY_SECONDS,
            check=False,
        )

    assert ended.returncode == 3
    assert said in ended.stderr.decode()
    assert "hint:" in ended.stderr.decode()
    assert not (home / "jobs.db").exists()


def test_every_event_says_who_and_when(home: Path):
    with at_work(*rehearsed(home, 0), home=home) as (_, caller):
        id = begin(caller)
        text = caller.get(f"/api/stories/{id}/events").text

    facts = [json.loads(line[6:]) for line in text.splitlines() if line.startswith('data: {"')]
    assert all(fact["agent"] and fact["at"].endswith("+00:00") for fact in facts)
    assert set(facts[0]["expects"]) == {"text", "picture", "narration"}
