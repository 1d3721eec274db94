"""Finding Ollama, the model server many households run already."""

from typing import Any

import httpx2

_NOT_FOR_TALK = ("embed", "bge-", "minilm", "rerank", "whisper", "ocr", "moderation", "guard")
_UNTAUGHT = ("-text", "-base", "code", "sql", "math")
"""Continuations of text, code and sums; what has no such word in its tag is instructed, or called so."""


async def find_ollama(url: str, *, timeout_seconds: float = 0.5) -> list[str]:
    """The models that Ollama at `url` has, the likeliest storyteller first; none where nobody answers.

    Models that run at home come before those that Ollama passes on to its cloud, instructed ones before
    plain ones, larger before smaller; what cannot talk (embeddings, guards) is left out.
    Source: docs.ollama.com/api/tags.
    """
    try:
        async with httpx2.AsyncClient(timeout=timeout_seconds) as client:
            answer = await client.get(f"{url.rstrip('/').removesuffix('/v1')}/api/tags")
            models = answer.json()["models"] if answer.is_success else []
            known = sorted((model for model in models if _talks(model)), key=_rank)
            return [str(model["name"]) for model in known]
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError, TypeError, AttributeError):
        # Nobody there, or somebody else on that port: either way, no Ollama.
        return []


async def has_eyes(url: str, model: str, *, timeout_seconds: float = 2.0) -> bool:
    """Whether Ollama at `url` says that `model` can look at pictures; so it is, too, where it does not say.

    Some of its versions drop pictures for a model without eyes, and have it answer all the same.
    Source: docs.ollama.com/api-reference/show-model-details.
    """
    try:
        async with httpx2.AsyncClient(timeout=timeout_seconds) as client:
            root = url.rstrip("/").removesuffix("/v1")
            answer = await client.post(f"{root}/api/show", json={"model": model})
            can = answer.json().get("capabilities") if answer.is_success else None
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, AttributeError):
        return True
    return not isinstance(can, list) or not can or "vision" in can


def _talks(model: dict[str, Any]) -> bool:
    can = model.get("capabilities")
    if isinstance(can, list) and can and "completion" not in can:
        return False
    return not any(word in str(model["name"]).lower() for word in _NOT_FOR_TALK)


def _rank(model: dict[str, Any]) -> tuple[bool, bool, int, str]:
    name = str(model["name"]).lower()
    away = bool(model.get("remote_model") or model.get("remote_host")) or name.endswith("cloud")
    return (
        away,
        any(word in name for word in _UNTAUGHT),
        -int(model.get("size") or 0),
        name,
    )
