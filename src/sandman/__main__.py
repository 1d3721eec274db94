"""`sandman` and `python -m sandman`: the first line that runs, and so the first to hear Ctrl-C."""

import sys

INTERRUPTED = 130
"""What shells expect of a program stopped by Ctrl-C."""


def main() -> None:
    """Load the command line, and be it."""
    try:
        from sandman.cli import main as be_it  # noqa: PLC0415 - a second, in which somebody may think better of it
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    be_it()


if __name__ == "__main__":
    main()
