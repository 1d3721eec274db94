"""Where the house's log goes: to stderr, so that stdout holds results alone."""

import logging
import sys

import structlog


def log_to_stderr(level: int = logging.WARNING) -> None:
    """Send structured log lines of `level` and above to stderr."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def log_as_json(level: int = logging.INFO) -> None:
    """Send log lines of `level` and above to stderr, one JSON object each, for who watches over a server."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
