"""What breaks a training, as a sentence with the way out.

Libraries say one thing in many ways: out of memory is a class on CUDA, a sentence on MPS and on the CPU; a
full disk is an OSError in Python, and a string in the writers that are written in Rust and C++.
"""

import errno
import traceback

from sandman.finetune.memory import gigabytes
from sandman.styles import CannotFit, NoRoom, ProgramBroke, StyleFault

FULL = ("No space left on device", "Disk quota exceeded", "os error 28", "StorageFull")
TOO_LONG = ("File too large", "os error 27")
NO_MEMORY = ("out of memory", "can't allocate memory", "not enough memory", "Cannot allocate memory")
SMALLER = (
    "give a smaller --memory, so that the plan takes less; or a smaller --resolution; `sandman style plan` "
    "shows what each would take"
)


def disk_is_full(broke: BaseException) -> bool:
    """Whether it says that nothing more can be written."""
    if isinstance(broke, OSError) and broke.errno in {errno.ENOSPC, errno.EDQUOT}:
        return True
    return any(sign in str(broke) for sign in FULL)


def out_of_room(broke: BaseException) -> str:
    """What keeps more from being written, where that is what it says; else empty."""
    if disk_is_full(broke):
        return "the disk is full"
    limited = isinstance(broke, OSError) and broke.errno == errno.EFBIG
    if limited or any(sign in str(broke) for sign in TOO_LONG):
        return "a file may not grow so large here (`ulimit -f` and the disk's own limit tell how large)"
    return ""


def as_fault(broke: BaseException, *, peak: int, device: str) -> StyleFault:
    """The fault that `broke` is. `peak` is the most memory, in bytes, that any step has had on `device`."""
    match broke:
        case StyleFault():
            return broke
        case MemoryError():
            return no_memory(broke, peak=peak, device=device)
    if why := out_of_room(broke):
        return _no_room(why)
    said = str(broke)
    if any(sign in said for sign in NO_MEMORY):
        return no_memory(broke, peak=peak, device=device)
    frames = (frame for frame, _ in traceback.walk_tb(broke.__traceback__))
    ours = [frame for frame in frames if frame.f_globals["__name__"].startswith("sandman.")]
    where = f" in {ours[-1].f_code.co_name}" if ours else ""
    return ProgramBroke(f"something of ours broke{where}: {type(broke).__name__}: {_first(said)}")


def _no_room(why: str) -> NoRoom:
    """A checkpoint is renamed to its name when it is whole, so those there are safe."""
    return NoRoom(
        f"{why}; the checkpoints that were saved are whole", hint="free some room, or allow larger files"
    )


def no_memory(broke: BaseException, *, peak: int, device: str) -> CannotFit:
    """The device had no memory left."""
    so_far = f"; the steps before it peaked at {gigabytes(peak)}" if peak else ""
    return CannotFit(f"{device} ran out of memory{so_far}: {_first(str(broke))}", hint=SMALLER)


def _first(said: str) -> str:
    """The first sentence of a library's speech."""
    line = said.strip().splitlines()[0] if said.strip() else "it says nothing more"
    return line.partition(". ")[0][:200]
