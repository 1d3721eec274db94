"""What Gemini answers when it does not paint, and what we make of it.

    400 API_KEY_INVALID, 401, 403                     KeyRefused
    400 FAILED_PRECONDITION                           KeyRefused     this country or project may not
    400 INVALID_ARGUMENT about modalities             ModelMissing   the model paints no pictures
    400 INVALID_ARGUMENT                              BadWork
    404 NOT_FOUND                                     ModelMissing
    429 RESOURCE_EXHAUSTED, a day's or a plan's end   QuotaSpent
    429 RESOURCE_EXHAUSTED, a minute's                ProviderBusy
    503                                               ProviderBusy
    500, 502, 504, timeouts, a connection refused or cut   ProviderUnreachable

A picture that is refused comes with HTTP 200, in `engine.py`. The vendor's own sentences are never passed on:
they may quote the prompt, or the key.
Sources: https://ai.google.dev/gemini-api/docs/troubleshooting and google.rpc.error_details (QuotaFailure,
ErrorInfo), as `google.genai.errors.APIError.details` carries them.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
from google.genai.errors import APIError

from sandman.ports.errors import (
    BadWork,
    KeyRefused,
    ModelMissing,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
)

WIRE_FAULTS = (
    APIError,
    httpx.HTTPError,
    # No JSON, or an answer of another shape than the SDK looks for.
    ValueError,
    AttributeError,
    TypeError,
    KeyError,
)
"""Everything the SDK lets through."""

_MODEL_HINT = "set SANDMAN_GEMINI_MODEL, say to gemini-3-pro-image"


def understood(fault: Exception, *, model: str) -> PortError:
    """The house's own fault for one of `WIRE_FAULTS`; it quotes nothing of what was sent or answered."""
    if isinstance(fault, APIError):
        return _answered(fault, model=model)
    if isinstance(fault, httpx.TimeoutException):
        return _fault(ProviderUnreachable, "Gemini did not answer in time")
    if isinstance(fault, httpx.ConnectError):
        return _fault(ProviderUnreachable, "nothing answers where Gemini should be", "look at the connection")
    if isinstance(fault, httpx.HTTPError):
        return _fault(ProviderUnreachable, "the connection to Gemini was cut")
    return _fault(BadWork, "Gemini answered what is no picture and no fault")


def _answered(fault: APIError, *, model: str) -> PortError:  # noqa: PLR0911 - a table
    words = (fault.message or "").lower()
    reasons = {str(each.get("reason")) for each in _details(fault)}
    if "API_KEY_INVALID" in reasons or "api key not valid" in words or fault.code == 401:
        return _fault(KeyRefused, "Gemini does not know the key", "look at the Gemini key")
    if fault.status == "FAILED_PRECONDITION":
        return _fault(
            KeyRefused,
            "Gemini does not paint for this account as it is",
            "some countries want a paid plan: see billing at aistudio.google.com",
        )
    if fault.code == 403:
        return _fault(
            KeyRefused,
            "the Gemini key may not be used for this",
            "see at aistudio.google.com whether the key is blocked or restricted",
        )
    if fault.code == 404 and fault.status == "NOT_FOUND":
        return _fault(ModelMissing, f"Gemini has no model `{model}` any more", _MODEL_HINT)
    if fault.code == 429:
        return _exhausted(fault, words)
    if fault.code == 400:
        if "modalit" in words or "image_config" in words or "imageconfig" in words:
            return _fault(ModelMissing, f"the Gemini model `{model}` paints no pictures", _MODEL_HINT)
        return _fault(BadWork, "Gemini does not understand what we asked", "this is a mistake of ours")
    if fault.code == 503:
        return _fault(ProviderBusy, "Gemini is busy")
    if fault.code in {300, 301, 302, 303, 307, 308, 404}:
        return _fault(
            ProviderUnreachable,
            f"what answers where Gemini should be is something else (it answered {fault.code})",
            "look at SANDMAN_GEMINI_URL",
        )
    return _fault(ProviderUnreachable, f"Gemini is out of order (it answered {fault.code})")


def _exhausted(fault: APIError, words: str) -> PortError:
    """A quota that a minute fills again, or one that does not."""
    violations = [each for detail in _details(fault) for each in _list(detail.get("violations"))]
    quotas = [str(each.get("quotaId") or each.get("subject") or "") for each in violations]
    none_at_all = any(str(each.get("quotaValue")) == "0" for each in violations)
    if none_at_all or "prepay" in words:
        return _fault(
            QuotaSpent,
            "this Gemini account has no pictures to paint",
            "image models want billing: see aistudio.google.com",
        )
    if any("PerDay" in each for each in quotas) or (not quotas and "exceeded your current quota" in words):
        return _fault(
            QuotaSpent, "today's pictures of the Gemini account are spent", "see its limits, or wait"
        )
    return _fault(ProviderBusy, "Gemini is asked too often")


def _details(fault: APIError) -> Iterator[Mapping[str, Any]]:
    body = fault.details
    error = body.get("error") if isinstance(body, Mapping) else None
    yield from _list(error.get("details") if isinstance(error, Mapping) else None)


def _list(found: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, Mapping))


def _fault(kind: type[PortError], message: str, hint: str = "") -> PortError:
    return kind(message, port="illustration", provider="gemini", hint=hint)
