"""The four languages a story can be told in."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the house, by its ISO 639-1 code."""

    ENGLISH = "en"
    JAPANESE = "ja"
    FRENCH = "fr"
    HINDI = "hi"

    @property
    def own_name(self) -> str:
        """What its speakers call it."""
        return {"en": "English", "ja": "日本語", "fr": "Français", "hi": "हिन्दी"}[self.value]
