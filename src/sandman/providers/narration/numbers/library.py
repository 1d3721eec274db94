"""The one door to num2words."""


def number_words(number: int, language: str, *, to: str = "cardinal") -> str:
    """`number` in words; `to` is `cardinal`, `ordinal` or `year`."""
    from num2words import num2words  # noqa: PLC0415 - 90 ms, for sixty languages

    return str(num2words(number, lang=language, to=to))
