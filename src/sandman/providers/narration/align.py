"""Whose sounds are whose: cutting a run of phonemes into the words it was made from."""

MOST_CELLS = 400_000


def shares(heard: str, alone: list[str]) -> list[str]:
    """Cut `heard` into one piece a word, as close as can be to how each word sounds alone.

    A phonemiser runs words together (`of the` comes back as one group) and changes them in company
    (French liaison). The cuts follow a cheapest edit path between `heard` and the joined `alone`:
    Wagner and Fischer 1974, "The string-to-string correction problem". The pieces joined are `heard`.
    """
    joined = "".join(alone)
    if len(heard) * len(joined) > MOST_CELLS:
        return _proportional(heard, alone)
    cuts = _cuts(heard, joined) if heard != joined else list(range(len(joined) + 1))
    pieces: list[str] = []
    at = done = 0
    for index, piece in enumerate(alone):
        at += len(piece)
        end = len(heard) if index == len(alone) - 1 else cuts[at]
        pieces.append(heard[done:end])
        done = end
    return pieces


def _cuts(heard: str, joined: str) -> list[int]:
    """For each length of a beginning of `joined`, how much of `heard` belongs to it."""
    rows = [list(range(len(heard) + 1))]
    for i, wanted in enumerate(joined, 1):
        above, row = rows[-1], [i]
        for j, found in enumerate(heard, 1):
            row.append(min(above[j - 1] + (wanted != found), above[j] + 1, row[j - 1] + 1))
        rows.append(row)
    cuts = [0] * (len(joined) + 1)
    i, j = len(joined), len(heard)
    cuts[i] = j
    while i and j:
        here = rows[i][j]
        if here == rows[i - 1][j - 1] + (joined[i - 1] != heard[j - 1]):
            i, j = i - 1, j - 1
        elif here == rows[i - 1][j] + 1:
            i -= 1
        else:
            j -= 1
            continue
        cuts[i] = j
    return cuts


def _proportional(heard: str, alone: list[str]) -> list[str]:
    total = sum(map(len, alone)) or 1
    pieces: list[str] = []
    at = done = 0
    for index, piece in enumerate(alone):
        at += len(piece)
        end = len(heard) if index == len(alone) - 1 else round(len(heard) * at / total)
        pieces.append(heard[done:end])
        done = end
    return pieces
