"""The voices we speak with: which, how good, and the exact files they are.

The files are Kokoro-82M's style vectors as the npm package `kokoro-js` 1.2.1 carries them (Apache-2.0):
float32, shape [510, 256], one row for each length of a sentence in phonemes.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sandman.ports.errors import ModelMissing, VoiceUnknown
from sandman.ports.narration import Voice
from sandman.stories import Language

PACKAGE = "kokoro-js@1.2.1"
ROWS, WIDTH = 510, 256

Style = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """A voice, the SHA-256 of its file, and how loud the model speaks with it.

    `loudness_lufs` was measured by `python -m bench.narration loudness`: a fixed gain for each voice keeps
    a book level although its sentences are spoken one by one.
    """

    voice: Voice
    sha256: str
    loudness_lufs: float


def _voice(id: str, name: str, loudness_lufs: float, sha256: str) -> VoiceFile:
    language = {
        "a": Language.ENGLISH,
        "b": Language.ENGLISH,
        "f": Language.FRENCH,
        "h": Language.HINDI,
        "j": Language.JAPANESE,
    }[id[0]]
    return VoiceFile(Voice(id=id, language=language, name=name, gender=id[1]), sha256, loudness_lufs)


# Best first in each language. English follows the maker's own grades, softness first; French has one
# voice; Hindi and Japanese follow how well a listener model understood them (bench: `listen`).
VOICES: tuple[VoiceFile, ...] = (
    _voice("af_heart", "Heart", -22.5, "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b"),
    _voice("bf_emma", "Emma", -19.9, "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73"),
    _voice("af_bella", "Bella", -22.2, "f69d836209b78eb8c66e75e3cda491e26ea838a3674257e9d4e5703cbaf55c8b"),
    _voice(
        "am_michael", "Michael", -23.7, "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1"
    ),
    _voice("bm_george", "George", -21.6, "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc"),
    _voice("af_nicole", "Nicole", -21.7, "cd2191ab31b914ed7b318416b0e4440fdf392ddad9106a060819aa600a64f59a"),
    _voice("ff_siwis", "Siwis", -19.1, "a35f5675ad08948e326ae75fd0ea16ba5d0042e4f76b5f3d1df77d0a48c54861"),
    _voice("hm_psi", "Psi", -18.1, "644daf88ba8aeb7bd08950bbdcd4453bb280864e49dc4df93fabc6be32e03f37"),
    _voice("hm_omega", "Omega", -16.5, "b02d9222d9ed00ce26b302173a862c2c93f96cc40b5c422b8d14910b9ff34137"),
    _voice("hf_beta", "Beta", -17.5, "cd83ae0bb9b2e4e4fb92b4973bd8d1822ca0036d3c498bf4fc89aa8e33917cc7"),
    _voice("hf_alpha", "Alpha", -16.0, "040be6a4425411cc01fda5fd06693c76bfa78572632852bc8cda9c99232ffb56"),
    _voice(
        "jf_gongitsune",
        "Gongitsune",
        -20.1,
        "0f1181f3772d27b7c12aaf4bcd71e31b186c4146e330d074a3dc64ee392af396",
    ),
    _voice("jm_kumo", "Kumo", -20.0, "09e959d239724c734d65661f06f14cdabcddfd476bfaaad905a937099ae9e64f"),
    _voice("jf_alpha", "Alpha", -19.9, "56b479360aad9f367aeb8cef908f9201cf48b4555e488c5f4590c9dfcd978bb6"),
    _voice(
        "jf_tebukuro", "Tebukuro", -20.5, "29c6c0561b4288d59639677bebe7533c919743d5ea68d0d2ae992644beea6696"
    ),
)

_BY_ID = {file.voice.id: file for file in VOICES}


def voice_file(id: str, language: Language) -> VoiceFile:
    """The voice `id`, which must speak `language`. Raises VoiceUnknown with the voices that do."""
    found = _BY_ID.get(id)
    if found is None or found.voice.language != language:
        known = ", ".join(file.voice.id for file in VOICES if file.voice.language == language)
        wrong = "there is no voice" if found is None else f"{found.voice.language.own_name} is what speaks"
        raise VoiceUnknown(
            f"{wrong} `{id}`, but {language.own_name} is to be read",
            port="narration",
            provider="kokoro",
            hint=f"choose one of {known}",
        )
    return found


def load_style(folder: Path, file: VoiceFile) -> Style:
    """A voice's style vectors, shape [510, 256]. Raises ModelMissing where they are not the known ones."""
    path = folder / f"{file.voice.id}.bin"
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise ModelMissing(
            f"the voice file `{path.name}` was looked for in `{folder}` and cannot be read",
            port="narration",
            provider="kokoro",
            hint="make setup",
        ) from fault
    found = hashlib.sha256(data).hexdigest()
    if found != file.sha256:
        raise ModelMissing(
            f"the voice file `{path}` has hash {found[:12]}…, but {file.sha256[:12]}… is wanted",
            port="narration",
            provider="kokoro",
            hint="delete it, then make setup",
        )
    return np.frombuffer(data, "<f4").reshape(ROWS, WIDTH)
