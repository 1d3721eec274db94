"""The guardian: a small process that waits for its parent's end, and starts what that one left stopped.

Run as `python -m sandman.finetune.auto.guardian FOLDER RUN`. The parent's end of the pipe closes when it
dies, however it dies; where it ends as it should, it says a word first.
"""

import signal
import sys
from pathlib import Path

from sandman.finetune.auto.pausing import start_what_was_left, wait_until_gone


def main(folder: Path, run: str) -> None:
    """Wait, then start what is left."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # what stops the parent must not stop who cleans up after it
    if not sys.stdin.buffer.read():
        wait_until_gone(folder, run)
        start_what_was_left(folder, lambda _sentence: None)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
