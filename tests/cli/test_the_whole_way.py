"""One sentence becomes a book, with the real engines: the way a family goes."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Sandman

SURE_TO_END_SECONDS = 600


@pytest.mark.slow
def test_a_killed_tell_is_resumed_into_a_whole_book(sandman: Sandman, home: Path):
    """The real program, killed while it paints and reads, and gone on with."""
    command = [sys.executable, "-m", "sandman", "tell", "un lapin qui a peur du noir", "--language", "fr"]
    process = subprocess.Popen(
        [*command, "--child", "Zoé", "--age", "3", "--seed", "4"],
        stderr=subprocess.PIPE,
        env={**os.environ, "SANDMAN_HOME": str(home)},
        text=True,
    )
    give_up = time.monotonic() + SURE_TO_END_SECONDS
    for line in process.stderr:
        if "read page 1" in line or time.monotonic() > give_up:
            break
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stderr.close()

    (book,) = sandman("resume", "--json").json

    assert book["state"] == "ready"
    assert "Zoé" in " ".join(scene["text"] for scene in book["scenes"])
    pictures = {hashlib.sha256(Path(s["picture"]["path"]).read_bytes()).hexdigest() for s in book["scenes"]}
    assert len(pictures) == 6
    for scene in book["scenes"]:
        words = scene["narration"]["words"]
        starts = [word["start"] for word in words]
        assert starts == sorted(starts)
        assert words[-1]["end"] <= scene["narration"]["seconds"]
        shown = "".join(word["text"] for word in words)
        assert "".join(shown.split()) == "".join(scene["text"].split())
        assert scene["made_by"]["narration"]["engine"] == "kokoro"
