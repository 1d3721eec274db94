"""Find a base: by its name, on this disk, or on the hub.

A name or a hub id that a person typed is the asking for a download; nothing else in the house fetches a
model. What is on this disk is used as it is, without asking the hub. Only what the trainer and the painter
read is fetched, safetensors only; a download that was cut off goes on where it stopped.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sandman.finetune.base import LocatedBase, find_folder
from sandman.finetune.refusals import telling
from sandman.styles import BASES, Base, Family, NoRoom, Unusable
from sandman.styles.defaults import OWN
from sandman.styles.files import HUB_ID, NEEDED, TWICE

ADAPTER = ["*.safetensors", "*.json"]


def locate(
    asked: str, *, token: str | None = None, said: Callable[[str], None] = lambda _: None
) -> LocatedBase:
    """The base that `asked` names: one of BASES, a folder, or a hub id; fetched where it is not here.

    Raises Unusable (nothing of that name), AccessRefused (which page, which token), NoRoom, and PersonMustAct
    where the hub is out of reach.
    """
    folder = Path(asked).expanduser()
    if asked not in BASES and (folder.is_dir() or asked.startswith(("/", ".", "~"))):
        located = find_folder(folder)
        return _described(located, located.source, located.defaults.name, said=said)
    hub_id = BASES[asked].hub_id if asked in BASES else asked
    if not HUB_ID.fullmatch(hub_id):
        raise Unusable(
            f"there is no base `{asked}`",
            hint="give a folder in diffusers layout, a hub id, or one of " + ", ".join(BASES),
        )
    located = find_folder(_snapshot(hub_id, NEEDED, token=token, said=said))
    if missing := list(_missing(located)):
        raise Unusable(
            f"`{hub_id}` has no `{missing[0]}`, and only safetensors are read",
            hint="choose a base that is published in diffusers layout, as safetensors",
        )
    known = next((base for base in BASES.values() if base.hub_id == hub_id), None)
    if known is not None:
        return replace(located, source=hub_id, defaults=known)
    return _described(located, hub_id, hub_id, said=said)


def fetch_adapter(
    hub_id: str, *, token: str | None = None, said: Callable[[str], None] = lambda _: None
) -> Path:
    """The folder of an adapter on the hub, as distilled bases are trained under. Raises as `locate` does."""
    return _snapshot(hub_id, ADAPTER, token=token, said=said)


def _snapshot(hub_id: str, files: list[str], *, token: str | None, said: Callable[[str], None]) -> Path:
    """The folder of one model of the hub: from this disk where it is whole, fetched otherwise."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read at the import below
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - half a second, for who asks the hub
    from huggingface_hub.errors import LocalEntryNotFoundError  # noqa: PLC0415

    wanted = {"repo_id": hub_id, "allow_patterns": files, "ignore_patterns": TWICE, "token": token}
    try:
        return Path(snapshot_download(**wanted, local_files_only=True))
    except LocalEntryNotFoundError:
        pass
    with telling(hub_id, token=token):
        listed = snapshot_download(**wanted, dry_run=True)
    fetched = [file for file in listed if file.will_download]
    size = sum(file.file_size or 0 for file in fetched)
    _check_room(hub_id, size, Path(fetched[0].local_path) if fetched else Path.home())
    if fetched:
        said(f"Fetching {hub_id}: {_gigabytes(size)} in {len(fetched)} files.")
    with telling(hub_id, token=token):
        return Path(snapshot_download(**wanted))


def _check_room(hub_id: str, size: int, where: Path) -> None:
    place = next(folder for folder in (where, *where.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if size > free:
        raise NoRoom(
            f"`{hub_id}` needs {_gigabytes(size)} on the disk, and {_gigabytes(free)} are free",
            hint="free some room, or set HF_HOME to a folder on a larger disk",
        )


def _missing(located: LocatedBase) -> Iterator[str]:
    """Weight files that must be there and are not."""
    if not any(located.denoiser.glob("*.safetensors")):
        yield f"{located.denoiser.name}/*.safetensors"
    for index in located.folder.glob("*/*.safetensors.index.json"):
        shards = set(json.loads(index.read_text())["weight_map"].values())
        yield from (
            f"{index.parent.name}/{name}" for name in sorted(shards) if not (index.parent / name).exists()
        )


def _described(located: LocatedBase, source: str, name: str, *, said: Callable[[str], None]) -> LocatedBase:
    """With the licence of its card, where it says none itself; what is not known of it is said."""
    licence = located.defaults.licence or _licence(located.folder / "README.md")
    defaults: Base = replace(located.defaults, name=name, licence=licence)
    if defaults.family is Family.FLUX and not defaults.guidance and not defaults.training_adapter:
        said(
            f"`{name}` paints without guidance, as distilled bases do, and no training adapter is known that "
            "fits it: training may undo the distilling. Name one that does, as `training_adapter` in "
            f"`{located.folder / OWN}`."
        )
    return replace(located, source=source, defaults=defaults)


def _licence(card: Path) -> str:
    """`license:` of a model card's front matter; empty where it says none."""
    try:
        lines = card.read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return ""
    if not lines or lines[0].strip() != "---":
        return ""
    for line in lines[1:]:
        if line.strip() == "---":
            break
        if line.startswith(("license:", "license_name:")) and line.partition(":")[2].strip() != "other":
            return line.partition(":")[2].strip().strip("\"'")
    return ""


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
