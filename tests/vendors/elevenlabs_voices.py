"""An account's voices as ElevenLabs' wire tells them."""

from typing import Any


def voice(
    id: str, name: str, *, gender: str | None = "female", category: str = "premade", **more: Any
) -> dict[str, Any]:
    """A voice as `GET /v2/voices` tells it; `labels` are added to its gender's."""
    labels = {**({"gender": gender} if gender else {}), **more.pop("labels", {})}
    return {
        "voice_id": id,
        "name": name,
        "category": category,
        "labels": labels,
        "description": "",
        "preview_url": None,
        "available_for_tiers": [],
        "settings": None,
        "sharing": None,
        "high_quality_base_model_ids": [],
        "verified_languages": [],
        "is_owner": category in {"cloned", "generated"},
        "is_legacy": False,
        "is_mixed": False,
        "created_at_unix": None,
        **more,
    }


def verified(*languages: str, model: str = "eleven_multilingual_v2") -> list[dict[str, Any]]:
    """The languages a voice was checked in."""
    return [{"language": each, "model_id": model, "accent": None, "locale": None} for each in languages]


VOICES = (
    voice("SportsAnnouncer00001", "Rex - Hyped Announcer", gender="male",
          labels={"language": "en", "use_case": "social_media", "descriptive": "hyped"}),
    voice("GentleStories0000002", "Hazel - Warm Storyteller", description="A soft, calm voice for bedtime.",
          labels={"language": "en", "accent": "british", "use_case": "narrative_story"},
          verified_languages=verified("en", "fr")),
    voice("CalmNarrator00000003", "Bram", gender="male", labels={"language": "en", "descriptive": "calm"}),
    voice("LibraryParis00000004", "Solène", category="professional",
          labels={"language": "fr", "use_case": "audiobook", "descriptive": "soothing"},
          verified_languages=verified("fr")),
    voice("LibraryKyoto00000005", "Haru", gender="neutral", category="professional",
          labels={"language": "ja", "use_case": "narration"}, verified_languages=verified("ja")),
    voice("MothersOwn0000000006", "Maman", gender=None, category="cloned"),
)  # fmt: skip
