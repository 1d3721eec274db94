"""Numbers, dates, times, money and ordinals as they are said; what the page shows stays as it is."""

from sandman.providers.narration.numbers.reader import said_words

__all__ = ["said_words"]
