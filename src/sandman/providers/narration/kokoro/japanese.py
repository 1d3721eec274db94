"""Japanese: from a sentence to phonemes, bunsetsu by bunsetsu, through OpenJTalk's dictionary.

The whole sentence is read at once, in its kanji where they are told, so that particles sound as
particles (は as wa) and counters change as they should (三匹, sambiki). The page may show something else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sandman.providers.narration.align import shares
from sandman.providers.narration.japanese.bunsetsu import Piece, pieces_of, written
from sandman.providers.narration.japanese.kana import is_kana, lengthened, sounds
from sandman.providers.narration.japanese.openjtalk import MOST_LETTERS, Node, cut, nodes_of
from sandman.providers.narration.kokoro.spoken import Spoken
from sandman.stories import Token

_MARKS = {"。": ".", "．": ".", "、": ",", "，": ",", "！": "!", "？": "?", "…": "…", "：": ":", "；": ";",
          "「": "“", "」": "”", "『": "“", "』": "”", "（": "(", "）": ")", "—": "—", "―": "—", "〜": "—",
          "～": "—", "・": "", "”": "”", "“": "“"}  # fmt: skip
_PARTICLES = {"ハ": "ワ", "ヘ": "エ", "ヲ": "オ"}
_REAL_HA = frozenset({"はは", "ははは", "ハハ", "ハハハ", "あはは", "わはは"})


def speak(
    sentence: str, tokens: Sequence[Token] = (), readings: Sequence[tuple[str, str]] = ()
) -> list[Spoken]:
    """The shown words of `sentence` with their phonemes: its `tokens`, or else its own words or bunsetsu."""
    pieces = pieces_of(sentence, tokens, readings)
    spoken: list[Spoken] = []
    batch: list[Piece] = []
    for piece in pieces:
        if batch and sum(len(p.said) for p in batch) + len(piece.said) > MOST_LETTERS:
            spoken += _speak(batch)
            batch = []
        batch.append(piece)
    return spoken + _speak(batch)


def sounds_of(word: str) -> str:
    """Phonemes of a Japanese word met in another language."""
    return "".join(sounds(node.said) for node in nodes_of(written(word)) if node.voiced)


def _speak(pieces: Sequence[Piece]) -> list[Spoken]:
    # Spaces tell the dictionary where hiragana words end: without them it hears おうち as おーち.
    nodes = nodes_of(" ".join(piece.said for piece in pieces))
    nodes = [node for node in nodes if node.string.strip()]
    owned = _owned(nodes, [_wide(piece.said) for piece in pieces])
    return [Spoken(piece.shown, _sound(piece, own)) for piece, own in zip(pieces, owned, strict=True)]


def _wide(text: str) -> str:
    """ASCII as wide as the dictionary gives it back."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _owned(nodes: Sequence[Node], saids: list[str]) -> list[list[Node]]:
    """Each piece's morphemes; one that lies across a border is cut in proportion."""
    owned: list[list[Node]] = [[] for _ in saids]
    sizes = [len(share) for share in shares("".join(node.string for node in nodes), saids)]
    piece, room = 0, sizes[0] if sizes else 0
    for node in nodes:
        rest = node
        while rest.string:
            while room == 0 and piece < len(sizes) - 1:
                piece += 1
                room = sizes[piece]
            size = min(len(rest.string), room) if piece < len(sizes) - 1 else len(rest.string)
            head, rest = cut(rest, size)
            owned[piece].append(head)
            room -= size
    return owned


def _sound(piece: Piece, nodes: list[Node]) -> str:
    """A bunsetsu's phonemes with its marks where they stand."""
    voiced = [node for node in nodes if node.voiced]
    told = is_kana("".join(c for c in piece.reading if c.isalnum() or c == "ー"))
    if not told or _agrees(piece.reading, voiced):
        return _in_words(_with_particle(piece.said, nodes))
    first, last = (nodes.index(voiced[0]), nodes.index(voiced[-1])) if voiced else (0, -1)
    body = " ".join(sound for sound in map(sounds, _as_told(piece, voiced)) if sound)
    return _marks(nodes[:first]) + body + _marks(nodes[last + 1 :])


def _marks(nodes: Iterable[Node]) -> str:
    return "".join(_MARKS.get(c, "") for node in nodes for c in node.string if not node.voiced)[:4]


def _in_words(nodes: Sequence[Node]) -> str:
    """Morphemes drawn together as Kokoro was taught words: endings join their verb, particles stand apart."""
    heard: list[str] = []
    word, opening = "", ""
    before: Node | None = None
    for node in nodes:
        if before is not None and node.voiced and _joins(before, node):
            word += node.said
            before = node
            continue
        if word:
            # The whole word at once: ッ and ン sound after what follows them.
            heard.append(opening + sounds(word))
            word, opening = "", ""
        if node.voiced:
            word, before = node.said, node
            continue
        mark, before = _marks([node]), None
        if mark in {"“", "("} or not heard:
            opening += mark
        else:
            heard[-1] += mark
    return " ".join([*heard, *([opening + sounds(word)] if word or opening else [])])


def _joins(before: Node, node: Node) -> bool:
    ending = node.pos == "助動詞" or node.group == "接尾"
    return before.pos != "助詞" and (ending or (node.pos == "助詞" and node.string in {"て", "で"}))


def _with_particle(said: str, nodes: list[Node]) -> list[Node]:
    """A は or へ that ends a bunsetsu is the particle, although the dictionary took it for a word's end."""
    at = next((i for i in range(len(nodes) - 1, -1, -1) if nodes[i].voiced), None)
    if at is None:
        return nodes
    last = nodes[at]
    if not last.said.endswith(("ハ", "ヘ")) or not _ends_in_particle(said):
        return nodes
    particle = replace(last, said=last.said[:-1] + _PARTICLES[last.said[-1]])
    return [*nodes[:at], particle, *nodes[at + 1 :]]


def _ends_in_particle(said: str) -> bool:
    word = said.rstrip("。、！？…!?.,」』")
    return word.endswith(("は", "へ", "を")) and word not in _REAL_HA


_SAME = str.maketrans("ヅヂヲハヘ", "ズジオワエ")


def _agrees(reading: str, nodes: Sequence[Node]) -> bool:
    """Whether the dictionary reads what was told, spelling aside."""

    def plain(kana: str) -> str:
        return lengthened("".join(c for c in kana if is_kana(c)).translate(_SAME))

    return plain(reading) in {plain("".join(n.read for n in nodes)), plain("".join(n.said for n in nodes))}


def _as_told(piece: Piece, nodes: Sequence[Node]) -> list[str]:
    """The words of a told reading: endings the dictionary agrees on keep their sound, the rest is kana."""
    rest = "".join(c for c in piece.reading if is_kana(c))
    kept: list[str] = []
    for node in reversed(nodes):
        if not node.leans or not node.read or not rest.endswith(node.read) or rest == node.read:
            break
        rest = rest[: -len(node.read)]
        kept.insert(0, node.said)
    if not kept and len(rest) > 1 and rest[-1] in _PARTICLES and _ends_in_particle(piece.said):
        rest, kept = rest[:-1], [_PARTICLES[rest[-1]]]
    return [lengthened(rest), *kept]
