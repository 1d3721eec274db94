"""What was chosen on the web, kept in small TOML files of the home: read anew each time, written whole."""

import json
import os
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandman.ports.errors import NeedsAttention, ShelfFull

Table = Mapping[str, str | bool]


def read(path: Path) -> dict[str, Any]:
    """The file's content; empty where there is none. Raises NeedsAttention for what is no TOML."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # Their own words would quote the file, and this one may hold keys.
        raise NeedsAttention(
            f"`{path}` is not TOML", hint="move the file away; what it held can be given again"
        ) from None
    except OSError as fault:
        raise NeedsAttention(
            f"`{path}` cannot be read: {(fault.strerror or '').lower()}", hint="let its owner read it"
        ) from fault


def write(path: Path, content: Mapping[str, str | Table]) -> None:
    """Put `content` in the file's place, readable by its owner alone; a crash leaves the old one whole."""
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_toml(content))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        kind = ShelfFull if fault.errno == 28 else NeedsAttention  # ENOSPC
        raise kind(
            f"`{path}` cannot be written: {(fault.strerror or '').lower()}",
            hint="free some room, or let the house write to its home",
        ) from fault


def _toml(content: Mapping[str, str | Table]) -> str:
    """Plain values first, then the tables. A JSON string is a TOML string, and so are its booleans."""
    plain = {name: value for name, value in content.items() if not isinstance(value, Mapping)}
    tables = {name: value for name, value in content.items() if isinstance(value, Mapping)}
    lines = [_line(name, value) for name, value in plain.items()]
    for name, table in tables.items():
        lines += [f"[{name}]", *(_line(*item) for item in table.items())]
    return "".join(f"{line}\n" for line in lines)


def _line(name: str, value: str | bool) -> str:
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"
