"""Times of words within a sentence."""

Times = dict[int, tuple[float, float]]
"""Start and end, in seconds, by a word's place in its sentence; a word that makes no sound has none."""


def in_order(times: Times, words: int, length: float) -> list[tuple[float, float]]:
    """A time for each of `words`: inside `length`, never backward; one that makes no sound has no length.

    A silent word stands where the word before it ended, or where the first one starts.
    """
    first = min((start for start, _ in times.values()), default=0.0)
    at = min(max(first, 0.0), length)
    ordered: list[tuple[float, float]] = []
    for word in range(words):
        start, end = times.get(word, (at, at))
        start = min(max(start, at), length)
        end = min(max(end, start), length)
        ordered.append((start, end))
        at = end
    return ordered
