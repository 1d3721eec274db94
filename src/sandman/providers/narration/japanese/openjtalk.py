"""OpenJTalk's dictionary: Japanese text to morphemes and how each is said."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sandman.providers.narration.japanese.kana import is_kana, morae

if TYPE_CHECKING:
    from pyopenjtalk.types import NJDFeature

# Its buffers are small, and its analyser is one for the process.
MOST_LETTERS = 300
_lock = threading.Lock()
_LEAN_ON = {"助詞", "助動詞"}
_LEAN_ON_GROUPS = {"接尾", "非自立"}


@dataclass(frozen=True, slots=True)
class Node:
    """A morpheme as the dictionary reads it: what is written, how it is spelt in kana, how it is said."""

    string: str
    read: str
    said: str
    pos: str
    group: str

    @property
    def leans(self) -> bool:
        """Whether it leans on the word before it: particles, endings, suffixes."""
        return self.pos in _LEAN_ON or self.group in _LEAN_ON_GROUPS

    @property
    def voiced(self) -> bool:
        """Whether it is said at all."""
        return is_kana(self.said)


def nodes_of(text: str) -> list[Node]:
    """The morphemes of `text` in order, marks among them; their strings joined are about the text."""
    if not any(c.isalnum() for c in text):
        return [Node(c, "", "", "記号", "") for c in text]
    found = _read(text)
    return [
        Node(
            string=node["string"],
            read=node["read"],
            said=node["pron"].replace("’", "").replace("'", ""),
            pos=node["pos"],
            group=node["pos_group1"],
        )
        for node in found
    ]


def _read(text: str) -> "list[NJDFeature]":
    import pyopenjtalk  # noqa: PLC0415 - a second, only for Japanese

    with _lock:
        try:
            return pyopenjtalk.run_frontend(text, use_sudachi_kanji_yomi=False, predict_nani=False)
        except ModuleNotFoundError:
            # A kanji it cannot read sends it to a second dictionary, which we leave out for its 193 MB.
            return pyopenjtalk.run_frontend(
                text, use_vanilla=True, use_sudachi_kanji_yomi=False, predict_nani=False
            )


def cut(node: Node, size: int) -> tuple[Node, Node]:
    """A morpheme cut after `size` of its letters, its morae shared in proportion."""
    if size >= len(node.string):
        return node, Node("", "", "", node.pos, node.group)

    def part(kana: str) -> tuple[str, str]:
        cut = morae(kana)
        at = round(len(cut) * size / len(node.string))
        return "".join(cut[:at]), "".join(cut[at:])

    (read, read_rest), (said, said_rest) = part(node.read), part(node.said)
    return (
        Node(node.string[:size], read, said, node.pos, node.group),
        Node(node.string[size:], read_rest, said_rest, node.pos, node.group),
    )
