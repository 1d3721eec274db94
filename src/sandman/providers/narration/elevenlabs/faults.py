"""What ElevenLabs answers when it does not read, and what we make of it.

    401 invalid_api_key, missing_permissions           KeyRefused
    401 quota_exceeded, detected_unusual_activity      QuotaSpent
    400/404 voice_not_found, invalid_uid               VoiceGone      another voice is asked, once
    402 paid_plan_required, 403 only_for_creator+      VoiceNotInPlan another voice is asked, once
    403 output_format_not_allowed                      FormatNotInPlan  MP3 is asked for
    400 max_character_limit_exceeded                   TooLong        the sentence is halved
    400 model_not_found, unsupported_model             ModelMissing
    422                                                BadWork, and a line in the log: it is our mistake
    429 too_many_concurrent_requests, system_busy      ProviderBusy
    5xx, timeouts, a connection refused or cut         ProviderUnreachable

Newer bodies are `{"detail": {"type", "code", "message", "status"}}`, older ones have `status` alone, and a
401 is not always the key: so both words are read before the number. The vendor's own sentences are never
passed on: they may quote the text that was sent, or the key.
Sources: https://elevenlabs.io/docs/resources/error-messages; dograh #290 and home-assistant/core #160414.
"""

import re
from collections.abc import Mapping
from typing import Any

import httpx
import structlog
from elevenlabs.core.api_error import ApiError
from elevenlabs.core.parse_error import ParsingError

from sandman.ports.errors import (
    BadWork,
    KeyRefused,
    ModelMissing,
    PortError,
    ProviderBusy,
    ProviderUnreachable,
    QuotaSpent,
    VoiceUnknown,
)

log = structlog.get_logger("elevenlabs")

WIRE_FAULTS = (
    ApiError,
    ParsingError,
    httpx.HTTPError,
    # No JSON, or an answer of another shape than the SDK looks for.
    ValueError,
    AttributeError,
    TypeError,
    KeyError,
)
"""Everything the SDK lets through."""
LONGEST_WAIT_SECONDS = 20.0
"""A vendor that wants more than this is busy for good."""


class VoiceGone(VoiceUnknown):
    """The account has no such voice any more."""


class VoiceNotInPlan(KeyRefused):
    """The voice is there, but not for this subscription."""


class FormatNotInPlan(KeyRefused):
    """The sound's format is not for this subscription."""


class TooLong(BadWork):
    """The text is longer than one request may be."""


class TooManyAtOnce(ProviderBusy):
    """Others of this account are being read to: a place in the queue comes free soon."""


_QUOTA = frozenset({"quota_exceeded", "insufficient_credits", "detected_unusual_activity"})
_GONE = frozenset({"voice_not_found", "invalid_uid", "voice_does_not_exist", "invalid_voice_id"})
_PLAN = frozenset({"payment_required", "paid_plan_required", "subscription_required", "voice_access_denied"})
_LONG = frozenset({"max_character_limit_exceeded", "text_too_long"})
_MODEL = frozenset({"model_not_found", "unsupported_model", "invalid_model_id", "model_access_denied"})
_CONCURRENT = frozenset({"too_many_concurrent_requests", "concurrent_limit_exceeded"})
_KEY = frozenset({"invalid_api_key", "needs_authorization", "unauthorized", "authentication_error"})
_PERMISSION = re.compile(r"permission[s]? `?([a-z_]{3,40})`?")


def understood(fault: Exception, *, model: str) -> PortError:
    """The house's own fault for one of `WIRE_FAULTS`; it quotes nothing of what was sent or answered."""
    if isinstance(fault, ApiError):
        return _answered(fault.status_code or 0, fault.body, model=model)
    if isinstance(fault, httpx.TimeoutException):
        return _fault(ProviderUnreachable, "ElevenLabs did not answer in time")
    if isinstance(fault, httpx.ConnectError):
        return _fault(
            ProviderUnreachable,
            "nothing answers where ElevenLabs should be",
            "look at the network connection",
        )
    if isinstance(fault, httpx.HTTPError):
        return _fault(ProviderUnreachable, "the connection to ElevenLabs was cut")
    return _fault(BadWork, "ElevenLabs answered what is no sound and no fault")


def wait_wanted(fault: Exception) -> float | None:
    """The seconds a refusal asks us to wait; None where it names none, or more than we ever would."""
    headers = (fault.headers or {}) if isinstance(fault, ApiError) else {}
    wanted = {name.lower(): value for name, value in headers.items()}.get("retry-after", "")
    seconds = float(wanted) if re.fullmatch(r"\d{1,4}(\.\d+)?", wanted.strip()) else None
    return seconds if seconds is not None and seconds <= LONGEST_WAIT_SECONDS else None


def _answered(status: int, body: Any, *, model: str) -> PortError:  # noqa: ANN401, PLR0911 - a table
    words, message = _detail(body)
    if found := _by_word(words, message, model=model):
        return found
    if status == 422:
        log.error("request_not_understood", places=_places(body))
        return _fault(BadWork, "ElevenLabs does not understand what we asked", "this is a mistake of ours")
    if status in {401, 403}:
        return _fault(KeyRefused, "ElevenLabs does not take the key", "look at the ElevenLabs key")
    if status == 402:
        return _fault(VoiceNotInPlan, "this ElevenLabs plan may not use the voice", _PLAN_HINT)
    if status in {408, 409, 429}:
        return _fault(ProviderBusy, "ElevenLabs is busy")
    if status >= 500:
        return _fault(ProviderUnreachable, f"ElevenLabs is out of order (it answered {status})")
    if status == 404 or 300 <= status < 400:
        return _fault(
            ProviderUnreachable,
            f"what answers where ElevenLabs should be is something else (it answered {status})",
            "look at SANDMAN_ELEVENLABS_URL",
        )
    return _fault(BadWork, f"ElevenLabs answered {status} and no sound")


def _places(body: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever came over the wire
    """What of a request was wrong and why; never its `input`, which would be the page's text."""
    found = body.get("detail") if isinstance(body, Mapping) else None
    faults = [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []
    return [(str(each.get("loc")), str(each.get("type"))) for each in faults]


_PLAN_HINT = "choose another voice, or a plan at elevenlabs.io that has it"


def _by_word(words: frozenset[str], message: str, *, model: str) -> PortError | None:  # noqa: PLR0911 - a table
    if words & {"missing_permissions", "missing_permission"}:
        named = _PERMISSION.search(message)
        lacks = f"`{named[1]}`" if named else "a permission it needs"
        return _fault(
            KeyRefused,
            f"the ElevenLabs key lacks {lacks}",
            "allow it at elevenlabs.io/app/settings/api-keys, or take a key that may do everything",
        )
    if words & _KEY:
        return _fault(KeyRefused, "ElevenLabs does not know the key", "look at the ElevenLabs key")
    if "detected_unusual_activity" in words:
        return _fault(
            QuotaSpent,
            "ElevenLabs has closed free reading for this connection, for unusual activity",
            "a paid plan opens it again; a proxy or VPN may be why",
        )
    if words & _QUOTA:
        return _fault(QuotaSpent, "the ElevenLabs account has no characters left")
    if words & _GONE:
        return _fault(VoiceGone, "ElevenLabs has no such voice any more", "choose another voice")
    if any(word.startswith("output_format") for word in words) or "output format" in message.lower():
        return _fault(FormatNotInPlan, "this ElevenLabs plan may not ask for that kind of sound")
    if words & _PLAN or any(word.startswith("only_for_") for word in words):
        return _fault(VoiceNotInPlan, "this ElevenLabs plan may not use the voice", _PLAN_HINT)
    if words & _LONG:
        return _fault(TooLong, "the sentence is longer than ElevenLabs reads at once")
    if words & _MODEL:
        return _fault(
            ModelMissing,
            f"ElevenLabs cannot read with the model `{model}`",
            "set SANDMAN_ELEVENLABS_MODEL, say to eleven_multilingual_v2",
        )
    if words & _CONCURRENT:
        return _fault(TooManyAtOnce, "ElevenLabs reads to others of this account")
    if words & {"system_busy", "rate_limit_exceeded"}:
        return _fault(ProviderBusy, "ElevenLabs is busy")
    return None


def _detail(body: Any) -> tuple[frozenset[str], str]:  # noqa: ANN401 - whatever came over the wire
    """The words that name the fault (`status`, `code`, `type`), and the vendor's sentence."""
    detail = body.get("detail") if isinstance(body, Mapping) else None
    if isinstance(detail, str):
        return frozenset({detail}), detail
    if not isinstance(detail, Mapping):
        return frozenset(), ""
    named = (detail.get(each) for each in ("status", "code", "type"))
    return frozenset(each for each in named if isinstance(each, str)), str(detail.get("message") or "")


def _fault(kind: type[PortError], message: str, hint: str = "") -> PortError:
    return kind(message, port="narration", provider="elevenlabs", hint=hint)
