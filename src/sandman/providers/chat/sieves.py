"""Sieves for a stream of text: what goes in by pieces comes out by pieces, less what does not belong."""

OPEN, CLOSE = "<think>", "</think>"
_WRITTEN_CALL = ("{", "```", "<tool_call>")


class Unthought:
    """Takes out `<think>…</think>`, where a server leaves a model's thoughts among its words."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self.thought = False
        """Whether there was any."""

    def feed(self, piece: str) -> str:
        """What of `piece`, and of what was held back before, is words."""
        self._held += piece
        words = ""
        while True:
            tag = CLOSE if self._thinking else OPEN
            before, found, after = self._held.partition(tag)
            if found:
                words += "" if self._thinking else before
                self._thinking = not self._thinking
                self.thought = True
                self._held = after
                continue
            keep = _beginning_of(tag, self._held)
            words += "" if self._thinking else self._held[: len(self._held) - keep]
            self._held = self._held[len(self._held) - keep :]
            return words

    def end(self) -> str:
        """What was held back in case it became a tag."""
        words, self._held = ("" if self._thinking else self._held), ""
        return words


class OnlyObject:
    """Lets through the first JSON object, from its brace to the brace that closes it."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._over = False

    def feed(self, piece: str) -> str:
        """What of `piece` is in the object."""
        out: list[str] = []
        for letter in piece:
            if self._over or (self._depth == 0 and letter != "{"):
                continue
            out.append(letter)
            if self._in_string:
                self._string(letter)
            elif letter == '"':
                self._in_string = True
            elif letter in "{[":
                self._depth += 1
            elif letter in "}]":
                self._depth -= 1
                self._over = self._depth == 0
        return "".join(out)

    def _string(self, letter: str) -> None:
        if self._escaped:
            self._escaped = False
        elif letter == "\\":
            self._escaped = True
        elif letter == '"':
            self._in_string = False


class NotACall:
    """Holds an answer back that begins like a call written down, so that nobody reads JSON aloud."""

    def __init__(self) -> None:
        self._held = ""
        self._words = False

    def feed(self, piece: str) -> str:
        """`piece`, as soon as it is clear that these are words."""
        if self._words:
            return piece
        self._held += piece
        start = self._held.lstrip()
        if any(start.startswith(mark[: len(start)]) for mark in _WRITTEN_CALL):
            return ""
        self._words = True
        return self._held

    @property
    def held(self) -> str:
        """What was never let through."""
        return "" if self._words else self._held


def _beginning_of(tag: str, text: str) -> int:
    """How many letters at the end of `text` may be the beginning of `tag`."""
    return next((n for n in range(min(len(tag) - 1, len(text)), 0, -1) if text.endswith(tag[:n])), 0)
