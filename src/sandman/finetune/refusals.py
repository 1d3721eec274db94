"""What the hub's library raises, as a sentence with the way out.

It says one thing in many ways: a line that is cut may be an error of its own, of the client under it, or of
a downloader written in Rust, which knows only RuntimeError; and what a fault means may stand in its cause.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sandman.finetune.faults import disk_is_full
from sandman.styles import BASES, AccessRefused, NoRoom, PersonMustAct, StyleFault, Unusable


@contextmanager
def telling(hub_id: str, *, token: str | None) -> Iterator[None]:
    """Around a call that asks the hub for `hub_id`: its faults become StyleFaults. Mistakes of ours pass."""
    from huggingface_hub import errors  # noqa: PLC0415 - half a second, for who asks the hub

    try:
        yield
    except (errors.HTTPError, OSError, ValueError, RuntimeError) as fault:
        raise _refusal(hub_id, fault, token=token) from fault


def _refusal(hub_id: str, fault: BaseException, *, token: str | None) -> StyleFault:
    from huggingface_hub import errors, get_token  # noqa: PLC0415

    causes = list(_causes(fault))
    if any(map(disk_is_full, causes)):
        return NoRoom(
            f"the disk filled up while `{hub_id}` was fetched",
            hint="free some room and run this again: it goes on where it stopped",
        )
    for cause in causes:
        if isinstance(cause, errors.HfHubHTTPError):
            return _answered(hub_id, cause, keyed=bool(token or get_token()))
        if isinstance(cause, errors.HFValidationError):
            return Unusable(
                f"`{hub_id}` is no name that the hub could know", hint="one of " + ", ".join(BASES)
            )
        if isinstance(cause, errors.OfflineModeIsEnabled):
            return PersonMustAct(
                f"`{hub_id}` is not whole on this disk, and HF_HUB_OFFLINE keeps us from fetching it",
                hint="unset HF_HUB_OFFLINE, or give a base that is here",
            )
    return PersonMustAct(
        f"`{hub_id}` cannot be fetched: {_first_line(causes[-1])}",
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
    """It, what it was raised from, and what was being dealt with when it came up."""
    while fault is not None:
        yield fault
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)


def _first_line(fault: BaseException) -> str:
    lines = str(fault).strip().splitlines()
    return lines[0][:200] if lines else type(fault).__name__
