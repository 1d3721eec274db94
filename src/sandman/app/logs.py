"""Where the house's log goes: to stderr, so that stdout holds results alone."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog


def log_to_stderr(level: int = logging.ERROR) -> None:
    """Send log lines of `level` and above to stderr, for a person at a terminal.

    What is worth a warning is told there in plain words already, between the lanes and at the end.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            # Before the renderer, which would print every local variable: keys and names stand in those.
            _where_it_went_wrong,
            structlog.dev.ConsoleRenderer(colors=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_stderr,
    )


def log_as_json(level: int = logging.INFO) -> None:
    """Send log lines of `level` and above to stderr, one JSON object each, for who watches over a server."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            _where_it_went_wrong,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_stderr,
    )


def _stderr(*_names: object) -> structlog.PrintLogger:
    """Stderr as it is when a line is written: whoever replaces it meanwhile closes the old one."""
    return structlog.PrintLogger(sys.stderr)


def _where_it_went_wrong(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A fault as its kind and its places. Never its words or values: they may quote a child's name."""
    if line.pop("exc_info", None) and (fault := sys.exc_info()[1]) is not None:
        frames = traceback.extract_tb(fault.__traceback__)
        line["fault"] = type(fault).__name__
        line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]
    return line
