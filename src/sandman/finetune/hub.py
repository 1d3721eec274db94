"""Find a base: by its name, on this disk, or on the hub.

A name or a hub id that a person typed is the asking for a download; nothing else in the house fetches a
model. What is on this disk is used as it is, without asking the hub. Only what the trainer and the painter
read is fetched, safetensors only; a download that was cut off goes on where it stopped.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sandman.finetune.base import LocatedBase, find_folder
from sandman.styles import BASES, AccessRefused, Base, Family, NoRoom, PersonMustAct, StyleFault, Unusable
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
    try:
        listed = snapshot_download(**wanted, dry_run=True)
        fetched = [file for file in listed if file.will_download]
        size = sum(file.file_size or 0 for file in fetched)
        _check_room(hub_id, size, Path(fetched[0].local_path) if fetched else Path.home())
        if fetched:
            said(f"Fetching {hub_id}: {_gigabytes(size)} in {len(fetched)} files.")
        return Path(snapshot_download(**wanted))
    except (OSError, ValueError) as fault:
        raise _refusal(hub_id, fault, token=token) from fault


def _check_room(hub_id: str, size: int, where: Path) -> None:
    place = next(folder for folder in (where, *where.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if size > free:
        raise NoRoom(
            f"`{hub_id}` needs {_gigabytes(size)} on the disk, and {_gigabytes(free)} are free",
            hint="free some room, or set HF_HOME to a folder on a larger disk",
        )


def _refusal(hub_id: str, fault: BaseException, *, token: str | None) -> StyleFault:
    """What the hub's library raised, as a sentence; what it means may be the cause of what it says."""
    from huggingface_hub import errors, get_token  # noqa: PLC0415

    causes = list(_causes(fault))
    for cause in causes:
        if isinstance(cause, errors.HfHubHTTPError):
            return _answered(hub_id, cause, keyed=bool(token or get_token()))
        if isinstance(cause, errors.HFValidationError):
            return Unusable(
                f"`{hub_id}` is no name that the hub could know", hint="one of " + ", ".join(BASES)
            )
        if isinstance(cause, errors.OfflineModeIsEnabled):
            return PersonMustAct(
                f"`{hub_id}` is not on this disk, and HF_HUB_OFFLINE keeps us from fetching it",
                hint="unset HF_HUB_OFFLINE, or give a base that is here",
            )
        if isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT}:
            return NoRoom(
                f"the disk filled up while `{hub_id}` was fetched",
                hint="free some room and run this again: it goes on where it stopped",
            )
    return PersonMustAct(
        f"the hub cannot be reached for `{hub_id}`: {str(causes[-1]) or type(causes[-1]).__name__}",
        hint="see to the network and run this again: a download goes on where it stopped",
    )


def _answered(hub_id: str, refusal: Any, *, keyed: bool) -> StyleFault:  # noqa: ANN401 - an HfHubHTTPError
    """The hub's own refusal as a sentence; `keyed` where a token was sent."""
    from huggingface_hub import constants, errors  # noqa: PLC0415

    page = f"{constants.ENDPOINT}/{hub_id}"
    code = refusal.response.status_code
    if isinstance(refusal, errors.GatedRepoError):
        whose = "the account of your HF_TOKEN has not" if keyed else "HF_TOKEN is not set"
        then = "run this again" if keyed else "set HF_TOKEN to a token of that account (read access)"
        return AccessRefused(
            f"`{hub_id}` is given only to those who accepted its terms, and {whose}",
            hint=f"accept them at {page}, then {then}",
        )
    if code in {401, 403} and keyed:
        return AccessRefused(
            f"the hub does not take your HF_TOKEN for `{hub_id}`",
            hint=f"look at {page} with the account you use, and make a new token (read access) at "
            f"{constants.ENDPOINT}/settings/tokens",
        )
    if code in {401, 403}:  # the hub does not say whether there is one
        return AccessRefused(
            f"there is no `{hub_id}` on the hub, or only some may see it, and HF_TOKEN is not set",
            hint=f"look at {page}; where it is there, set HF_TOKEN to a token (read access)",
        )
    if isinstance(refusal, errors.RepositoryNotFoundError):
        return Unusable(f"there is no `{hub_id}` on the hub", hint="one of " + ", ".join(BASES))
    return PersonMustAct(
        f"the hub answered {code} for `{hub_id}`", hint="try again later; what is fetched is kept"
    )


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__


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
