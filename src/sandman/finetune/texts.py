"""Reading what a person wrote, by whatever program: its text, or why there is none."""

from pathlib import Path

from sandman.styles import Unusable

UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(file: Path, *, hint: str) -> str:
    """The text of a UTF-8 file; the mark that some editors begin it with is none of it. Raises Unusable."""
    try:
        data = file.read_bytes()
    except FileNotFoundError as fault:
        raise Unusable(f"there is no file `{file}`", hint=hint) from fault
    except IsADirectoryError as fault:
        raise Unusable(f"`{file}` is a folder, and a file is wanted", hint=hint) from fault
    except OSError as fault:
        raise Unusable(f"`{file}` cannot be read: {(fault.strerror or '').lower()}", hint=hint) from fault
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        found = "is UTF-16" if data.startswith(UTF_16) else f"is not UTF-8 from its byte {fault.start} on"
        raise Unusable(f"`{file}` {found}, and UTF-8 is wanted", hint="save it as UTF-8") from fault
