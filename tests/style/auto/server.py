"""A service: a small server that is there while its file is."""

import os
import signal
import socket
import sys
from pathlib import Path
from typing import NoReturn


def leave(*_: object) -> NoReturn:
    here.unlink()
    sys.exit()


if __name__ == "__main__":
    here = Path(sys.argv[1])
    signal.signal(signal.SIGTERM, leave)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"\0{here}" if sys.platform == "linux" else str(here.with_suffix(".socket")))
        listening.listen()
        draft = here.with_suffix(".part")
        draft.write_text(str(os.getpid()))
        draft.rename(here)
        while True:
            listening.accept()[0].close()
