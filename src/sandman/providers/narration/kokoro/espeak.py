"""espeak-ng as a phonemiser, through ctypes; it lives in one process-wide, unguarded state."""

import ctypes
import re
import threading
from functools import cache

from sandman.ports.errors import ModelMissing

_RETRIEVAL = 2  # AUDIO_OUTPUT_RETRIEVAL: no sound device is opened
_DONT_EXIT = 0x8000
_UTF8 = 1
_IPA_WITH_TIES = ord("^") << 8 | 0x82

_lock = threading.Lock()
_LANGUAGE_SWITCH = re.compile(r"\([a-z-]+\)")
# Control characters end the text early or mean something to espeak; lone surrogates cannot be encoded.
_UNSAYABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


def phonemes(text: str, voice: str) -> str:
    """IPA of `text` with `^` as tie; words apart by spaces, as espeak groups them. Thread-safe."""
    with _lock:
        library = _open()
        if library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice `{voice}`")
        buffer = ctypes.create_string_buffer(_UNSAYABLE.sub(" ", text).encode())
        rest = ctypes.c_void_p(ctypes.addressof(buffer))
        clauses: list[str] = []
        while rest.value:
            clause = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA_WITH_TIES)
            clauses.append((clause or b"").decode("utf-8", "ignore"))
    return " ".join(_LANGUAGE_SWITCH.sub("", " ".join(clauses)).split())


@cache
def _open() -> ctypes.CDLL:
    import espeakng_loader  # noqa: PLC0415 - 21 MB, not for Japanese

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    if library.espeak_Initialize(_RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), _DONT_EXIT) < 0:
        raise ModelMissing(
            f"espeak-ng found no data in `{espeakng_loader.get_data_path()}`",
            port="narration",
            provider="kokoro",
            hint="make setup",
        )
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    return library
