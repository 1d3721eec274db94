"""A story taken apart while it is still being written: each scene the moment its object is complete.

What comes is the raw JSON of a function call in pieces of any size, and from some models also a word before
it, a markdown fence around it, a list or another object about it. Nothing is parsed twice.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from json_repair import repair_json

from sandman.ports.chat import CallDelta, Reply, TextDelta

SCENES, TITLE = "scenes", "title"


@dataclass(slots=True)
class _Frame:
    """An object or list that is open."""

    kind: Literal["{", "["]
    begin: int
    name: str
    """The key it stands under, its list's own for a thing in a list."""
    within: bool
    """Whether it is one of the scenes or in one."""
    key: str = ""
    wants_key: bool = True
    empty: bool = True


class SceneSplitter:
    """Feed it pieces; it gives the scenes, in their order. `title` is known as soon as it is written."""

    def __init__(self) -> None:
        self.title: str | None = None
        self.count = 0
        """How many scenes have been given."""
        self._text = ""
        self._at = 0
        self._frames: list[_Frame] = []
        self._string: int | None = None
        self._escaped = False

    def feed(self, piece: str) -> Iterator[Mapping[str, Any]]:
        """Take in a piece; yields each scene that it completes."""
        self._text += piece
        while self._at < len(self._text):
            c = self._text[self._at]
            if self._string is not None:
                self._in_string(c)
            elif self._frames:
                yield from self._in_frame(c)
            elif c in "{[":
                self._open(c)
            self._at += 1

    def _in_string(self, c: str) -> None:
        if self._escaped:
            self._escaped = False
        elif c == "\\":
            self._escaped = True
        elif c == '"':
            assert self._string is not None
            said = _loaded(self._text[self._string : self._at + 1])
            self._string = None
            self._said(said if isinstance(said, str) else "")

    def _said(self, said: str) -> None:
        frame = self._frames[-1]
        if frame.kind == "{" and frame.wants_key:
            frame.key, frame.wants_key = said, False
        elif frame.kind == "{" and frame.key == TITLE and not frame.within and self.title is None:
            self.title = said

    def _in_frame(self, c: str) -> Iterator[Mapping[str, Any]]:
        frame = self._frames[-1]
        if c.isspace():
            return
        if frame.empty and len(self._frames) == 1 and not _begins(frame.kind, c):
            # A brace in somebody's prose: what was looked for may begin right here.
            self._frames.clear()
            if c in "{[":
                self._open(c)
            return
        frame.empty = False
        if c == '"':
            self._string = self._at
        elif c in "{[":
            self._open(c)
        elif c in "}]":
            yield from self._close()
        elif c == ",":
            frame.wants_key = True

    def _open(self, c: str) -> None:
        above = self._frames[-1] if self._frames else None
        name = "" if above is None else above.key if above.kind == "{" else above.name
        within = above is not None and (above.within or above.name == SCENES)
        self._frames.append(_Frame("{" if c == "{" else "[", self._at, name, within))

    def _close(self) -> Iterator[Mapping[str, Any]]:
        frame = self._frames.pop()
        above = self._frames[-1] if self._frames else None
        if frame.kind == "{" and above and above.kind == "[" and above.name == SCENES and not above.within:
            self.count += 1
            scene = _loaded(self._text[frame.begin : self._at + 1])
            yield scene if isinstance(scene, dict) else {}


def _begins(kind: str, c: str) -> bool:
    """Whether JSON of ours goes on like this: objects with a key, lists of objects."""
    return c in '"}' if kind == "{" else c in "{["


def _loaded(text: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return repair_json(text, return_objects=True)


class Hearing:
    """The one story in an answer: in a call's arguments, in words instead of it, or all at the end."""

    def __init__(self) -> None:
        self._sources: dict[str, SceneSplitter] = {}
        self._chosen: SceneSplitter | None = None
        self._title: str | None = None

    @property
    def title(self) -> str | None:
        """The story's title, as soon as it is written."""
        if self._title is None:
            self._title = next((each.title for each in self._sources.values() if each.title), None)
        return self._title

    def hear(self, piece: CallDelta | TextDelta) -> Iterator[Mapping[str, Any]]:
        """The scenes that a piece of the answer completes."""
        source, text = (piece.id, piece.arguments) if isinstance(piece, CallDelta) else ("", piece.text)
        splitter = self._sources.setdefault(source, SceneSplitter())
        for scene in splitter.feed(text):
            # A model that tells twice in one answer is taken at its first word.
            self._chosen = self._chosen or splitter
            if self._chosen is splitter:
                yield scene

    def rest(self, reply: Reply, tool: str) -> Iterator[Mapping[str, Any]]:
        """The scenes that only the whole reply has: from engines that do not stream, or mend at the end."""
        arguments = next((call.arguments for call in reply.calls if call.name == tool), {})
        if self.title is None and isinstance(title := arguments.get(TITLE), str):
            self._title = title
        scenes = arguments.get(SCENES)
        heard = self._chosen.count if self._chosen else 0
        for scene in scenes[heard:] if isinstance(scenes, list) else ():
            yield scene if isinstance(scene, dict) else {}
