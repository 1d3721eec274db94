"""Long answers over a real connection: followed, left, taken up again, and cut off by a server that stops."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from sandman.app.samples import MARKER

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

READY_SECONDS = 60.0


@contextmanager
def at_work(*words: str, home: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """A server process, and a caller once it answers."""
    environment = {**os.environ, "SANDMAN_HOME": str(home)}
    with (home / f"log-{time.monotonic()}").open("wb") as log:
        process = subprocess.Popen([sys.executable, *words], env=environment, stdout=log, stderr=log)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as caller:
        try:
            _wait_for(caller, process)
            yield process, caller
        finally:
            process.kill()
            process.wait()


def _wait_for(caller: httpx.Client, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            caller.get("/api/languages")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"no server after {READY_SECONDS} s; it ended with {process.poll()}")


def rehearsed(home: Path, port: int, seconds: float) -> tuple[str, ...]:
    """The words that serve a rehearsed house."""
    return ("-m", "tests.api.rehearsed", str(home), str(port), str(seconds))


@pytest.fixture
def port() -> int:
    """A port nobody has."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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


def test_a_reader_who_left_goes_on_where_he_was(home: Path, port: int):
    with at_work(*rehearsed(home, port, 0.05), home=home, port=port) as (_, caller):
        id = begin(caller)
        seen = follow(caller, id, most=4)
        rest = follow(caller, id, last=seen[-1][0])
        whole = follow(caller, id)

        assert [kind for _, kind in seen] == ["begun", "writing", "written", "painting"]
        assert [*seen, *rest] == whole
        assert [kind for _, kind in whole][-2:] == ["ready", "end"]
        nothing_new = caller.get(f"/api/stories/{id}/events", params={"after": whole[-2][0]})
        assert nothing_new.status_code == 204


def test_two_readers_see_the_same(home: Path, port: int):
    with at_work(*rehearsed(home, port, 0.02), home=home, port=port) as (_, caller):
        id = begin(caller)
        assert follow(caller, id) == follow(caller, id)


def test_a_text_sounds_before_it_is_read_whole(home: Path, port: int):
    text = " ".join(f"Page {n} was quiet." for n in range(8))
    with at_work(*rehearsed(home, port, 0.25), home=home, port=port) as (_, caller):
        begun = time.monotonic()
        with caller.stream("POST", "/api/narrate", json={"text": text}) as sound:
            assert sound.headers["content-type"] == "audio/mpeg"
            pieces = sound.iter_raw()
            first = next(pieces)
            first_at = time.monotonic() - begun
            whole = first + b"".join(pieces)
        assert first_at < (time.monotonic() - begun) / 2
        assert whole[0] == 0xFF
        assert whole[1] & 0xE0 == 0xE0  # an MP3 frame begins so


def test_nobody_is_read_to_who_has_left(home: Path, port: int):
    text = " ".join(f"Page {n} was quiet." for n in range(60))
    with at_work(*rehearsed(home, port, 0.1), home=home, port=port) as (_, caller):
        with caller.stream("POST", "/api/narrate", json={"text": text}) as sound:
            next(sound.iter_raw())
        time.sleep(1.0)
        spoken = streamed_seconds(caller)
        time.sleep(1.0)

        assert streamed_seconds(caller) == spoken


def streamed_seconds(caller: httpx.Client) -> float:
    lines = caller.get("/metrics").text.splitlines()
    return next(
        float(x.split()[1]) for x in lines if x.startswith("sandman_narration_streamed_seconds_total")
    )


def test_a_server_that_is_told_to_stop_does_so_at_once_and_another_goes_on(home: Path, port: int):
    serve = ("-m", "sandman", "serve", "--port", str(port))
    with at_work(*serve, home=home, port=port) as (process, caller):
        id = begin(caller, narrator="none")
        seen = follow(caller, id, most=4)
        with caller.stream("GET", f"/api/stories/{id}/events") as stream:
            lines = stream.iter_lines()
            next(lines)
            asked = time.monotonic()
            process.send_signal(signal.SIGTERM)
            for _ in lines:
                pass  # it closes cleanly: no error
        assert process.wait(10) == 0
        assert time.monotonic() - asked < 5

    with at_work(*serve, home=home, port=port) as (_, caller):
        follow(caller, id, last=seen[-1][0])
        book = caller.get(f"/api/stories/{id}").json()
        assert book["state"] == "ready"
        assert all(scene["picture"] for scene in book["scenes"])


def test_a_server_that_is_killed_leaves_work_that_the_next_one_finishes(home: Path, port: int):
    words = rehearsed(home, port, 0.2)
    with at_work(*words, home=home, port=port) as (process, caller):
        id = begin(caller)
        seen = follow(caller, id, most=6)
        process.kill()

    with at_work(*words, home=home, port=port) as (_, caller):
        rest = follow(caller, id, last=seen[-1][0])
        assert [number for number, _ in rest if number] == sorted({number for number, _ in rest if number})
        assert rest[0][0] > seen[-1][0]
        assert rest[-2][1] == "ready"


def test_a_book_another_process_makes_can_be_followed(home: Path, port: int):
    tell = [sys.executable, "-m", "sandman", "tell", "a fox", "--narrator", "none", "--seed", "7"]
    with at_work(*rehearsed(home, port, 0), home=home, port=port) as (_, caller):
        with subprocess.Popen(tell, env={**os.environ, "SANDMAN_HOME": str(home)}, stderr=subprocess.DEVNULL):
            until = time.monotonic() + READY_SECONDS
            while not (cards := caller.get("/api/stories").json()["stories"]) and time.monotonic() < until:
                time.sleep(0.1)
            kinds = [kind for _, kind in follow(caller, cards[0]["id"])]

        assert kinds[0] == "begun"
        assert kinds[-2:] == ["ready", "end"]


def test_a_new_household_finds_four_books_once(home: Path, port: int):
    words = rehearsed(home, port, 0)
    (home / MARKER).unlink()
    with at_work(*words, home=home, port=port) as (_, caller):
        found = caller.get("/api/stories").json()["stories"]
        assert sorted(card["language"] for card in found) == ["en", "fr", "hi", "ja"]
        assert all(card["state"] == "ready" and card["approved_at"] and card["cover"] for card in found)
        caller.delete(f"/api/stories/{found[0]['id']}", params={"forever": True}).raise_for_status()

    with at_work(*words, home=home, port=port) as (_, caller):
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
            asked, env={**os.environ, "SANDMAN_HOME": str(home)}, capture_output=True, timeout=60, check=False
        )

    assert ended.returncode == 3
    assert said in ended.stderr.decode()
    assert "hint:" in ended.stderr.decode()
    assert not (home / "jobs.db").exists()


def test_every_event_says_who_and_when(home: Path, port: int):
    with at_work(*rehearsed(home, port, 0), home=home, port=port) as (_, caller):
        id = begin(caller)
        text = caller.get(f"/api/stories/{id}/events").text

    facts = [json.loads(line[6:]) for line in text.splitlines() if line.startswith('data: {"')]
    assert all(fact["agent"] and fact["at"].endswith("+00:00") for fact in facts)
    assert set(facts[0]["expects"]) == {"text", "picture", "narration"}
