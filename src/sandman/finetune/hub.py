"""Find a base: by its name, on this disk, or on the hub.

A name or a hub id that a person typed is the asking for a download; nothing else in the house fetches a
model. What is on this disk is used as it is, without asking the hub. Only what the trainer and the painter
read is fetched, safetensors only; a download that was cut off goes on where it stopped.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from sandman.finetune.base import LocatedBase, find_folder
from sandman.finetune.refusals import telling
from sandman.styles import BASES, Base, Family, NoRoom, PersonMustAct, Unusable
from sandman.styles.defaults import OWN
from sandman.styles.files import BASE, HUB_ID, Page, of_an_adapter
from sandman.weights.cached import cached, reading

DISTILLED = (Family.FLUX, Family.FLUX2_KLEIN, Family.Z_IMAGE)
"""Families that have distilled members, and trainers that teach under a training adapter."""
UNGUIDED = 1.0
"""Up to here a prompt is not weighed against its absence; distilled bases were taught without."""


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
    located = find_folder(_snapshot(hub_id, BASE, token=token, said=said))
    known = next((base for base in BASES.values() if base.hub_id == hub_id), None)
    if known is not None:
        return replace(located, source=hub_id, defaults=known)
    return _described(located, hub_id, hub_id, said=said)


def fetch_adapter(
    named: str, *, token: str | None = None, said: Callable[[str], None] = lambda _: None
) -> Path:
    """An adapter of the hub, as distilled bases are trained under: its folder, or the file that is named.

    `named` is a hub id, or a hub id and one of its files (`owner/name/file.safetensors`). Raises as `locate`
    does.
    """
    hub_id, file = _page_and_file(named)
    if not HUB_ID.fullmatch(hub_id):
        raise Unusable(
            f"there is no training adapter `{named}`",
            hint="name a folder or a file of this disk, a hub id, or a hub id and one of its files",
        )
    return _snapshot(hub_id, of_an_adapter(file), token=token, said=said) / file


def adapter_here(named: str) -> Path | None:
    """What `fetch_adapter` would give, where it lies on this disk and is whole. Fetches nothing."""
    hub_id, file = _page_and_file(named)
    here = cached(hub_id, of_an_adapter(file))
    return None if here.folder is None or here.lacks else here.folder / file


def _page_and_file(named: str) -> tuple[str, str]:
    parts = named.split("/")
    return "/".join(parts[:2]), "/".join(parts[2:])


def _snapshot(hub_id: str, page: Page, *, token: str | None, said: Callable[[str], None]) -> Path:
    """The folder of a page of the hub: from this disk where it is whole, fetched otherwise."""
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")  # read when the hub's library is imported
    here = cached(hub_id, page)
    if here.folder and not here.lacks:
        return here.folder
    return _fetch(hub_id, page, token=token, said=said)


def _fetch(hub_id: str, page: Page, *, token: str | None, said: Callable[[str], None]) -> Path:
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - half a second, for who asks the hub

    fetch = partial(snapshot_download, hub_id, token=token)
    # 1. What the page lists, and of that, what is used.
    with telling(hub_id, token=token):
        listed = {file.filename: file for file in fetch(allow_patterns=[*page.needed], dry_run=True)}
    used = page.used(listed)
    # 2. Its small files say what there must be: what cannot be used is refused before the large ones come.
    with telling(hub_id, token=token):
        small = Path(fetch(allow_patterns=[name for name in used if name.endswith(".json")]))
        lacks = page.lacks(used, reading(small))
    if lacks:
        weights = lacks.endswith(".safetensors")
        why = "and only safetensors are read" if weights else "which a base in diffusers layout has"
        raise Unusable(
            f"`{hub_id}` has no `{lacks}`, {why}",
            hint="choose one that is published as safetensors, a base in diffusers layout",
        )
    # 3. The large ones, where there is room for them.
    absent = [listed[name] for name in used if listed[name].will_download]
    if absent:
        size = sum(file.file_size or 0 for file in absent)
        _check_room(hub_id, size, Path(absent[0].local_path))
        said(f"Fetching {hub_id}: {_gigabytes(size)} in {len(absent)} files.")
    with telling(hub_id, token=token):
        fetch(allow_patterns=used)
    # 4. Where the line is lost between two of its questions, the library hands out what it has.
    here = cached(hub_id, page)
    if here.folder is None or here.lacks:
        raise PersonMustAct(
            f"`{hub_id}` did not come whole: `{here.lacks}` is not there yet",
            hint="see to the network and run this again: a download goes on where it stopped",
        )
    return here.folder


def _check_room(hub_id: str, size: int, where: Path) -> None:
    place = next(folder for folder in (where, *where.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if size > free:
        raise NoRoom(
            f"`{hub_id}` needs {_gigabytes(size)} on the disk, and {_gigabytes(free)} are free",
            hint="free some room, or set HF_HOME to a folder on a larger disk",
        )


def _described(located: LocatedBase, source: str, name: str, *, said: Callable[[str], None]) -> LocatedBase:
    """With the licence of its card, where it says none itself; what is not known of it is said."""
    licence = located.defaults.licence or _licence(located.folder / "README.md")
    defaults: Base = replace(located.defaults, name=name, licence=licence)
    distilled = defaults.family in DISTILLED and defaults.guidance <= UNGUIDED
    if distilled and not defaults.training_adapter:
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
