"""Voices are fetched once, checked, and put in place whole."""

import importlib.util
import io
import tarfile
from pathlib import Path

import pytest

from sandman.providers.narration.kokoro.voices import VOICES
from tests.narration.house import REPOSITORY

spec = importlib.util.spec_from_file_location("fetch_voices", REPOSITORY / "scripts" / "fetch_voices.py")
assert spec is not None
assert spec.loader is not None
script = importlib.util.module_from_spec(spec)
spec.loader.exec_module(script)


def archive(folder: Path, contents: dict[str, bytes]) -> Path:
    path = folder / "package.tgz"
    with tarfile.open(path, "w:gz") as file:
        for name, data in contents.items():
            member = tarfile.TarInfo(f"package/voices/{name}.bin")
            member.size = len(data)
            file.addfile(member, io.BytesIO(data))
    return path


def test_only_our_voices_are_put_in_place_and_a_second_run_does_nothing(tmp_path, voices_folder, monkeypatch):
    contents = {file.voice.id: (voices_folder / f"{file.voice.id}.bin").read_bytes() for file in VOICES}
    packed = archive(tmp_path, contents | {"zz_stranger": b"not ours"})
    monkeypatch.setattr(script, "pack", lambda folder: packed)
    script.main(tmp_path / "voices")
    assert {path.stem for path in (tmp_path / "voices").iterdir()} == set(contents)
    monkeypatch.setattr(script, "pack", lambda folder: pytest.fail("it went to the registry again"))
    script.main(tmp_path / "voices")


def test_a_voice_with_another_hash_is_not_put_in_place(tmp_path, monkeypatch):
    packed = archive(tmp_path, {file.voice.id: b"altered" for file in VOICES})
    monkeypatch.setattr(script, "pack", lambda folder: packed)
    with pytest.raises(SystemExit, match=VOICES[0].sha256[:12]):
        script.main(tmp_path / "voices")
    assert list((tmp_path / "voices").iterdir()) == []
