"""Reading to somebody who listens now: encoded sentence by sentence, the first sound as soon as can be."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace

from sandman.ports.narration import Narrator, Passage
from sandman.providers.narration.sentences import sentence_spans
from sandman.providers.narration.sound.stream import Mp3Stream

_CLAUSE_END = re.compile(r"[,;:、，；：—–][\s”\"»」』]*")
_SHORT_ENOUGH = {"ja": 14}
_SHORT_ENOUGH_ELSEWHERE = 36
"""Letters of a first sentence that are spoken in a second or so."""
_CLAUSE_PAUSE_SECONDS = 0.08


@dataclass(frozen=True, slots=True)
class Aloud:
    """Some more of the sound: bytes of MP3, and how many seconds they add."""

    data: bytes
    seconds: float


def read_aloud(narrator: Narrator, passage: Passage, *, voice: str, pace: float) -> Generator[Aloud]:
    """Read `passage` as MP3, each sentence as soon as it is spoken; a long first one begins with a clause.

    Sentences are as loud as the narrator levels them. Raises what the narrator raises, and closing the
    iterator stops him.
    """
    stream: Mp3Stream | None = None
    for part in _quickly_begun(passage):
        for sentence in narrator.sentences(part, voice=voice, pace=pace):
            stream = stream or Mp3Stream(sentence.sample_rate_hz)
            yield Aloud(stream.feed(sentence.samples), sentence.seconds)
    if stream is not None:
        yield Aloud(stream.end(), 0.0)


def _quickly_begun(passage: Passage) -> Iterator[Passage]:
    """The passage, or its first clause and the rest where the first sentence is long."""
    spans = sentence_spans(passage.text, passage.language)
    end = spans[0][1] if spans else 0
    enough = _SHORT_ENOUGH.get(passage.language, _SHORT_ENOUGH_ELSEWHERE)
    if end > enough:
        cuts = [match.end() for match in _CLAUSE_END.finditer(passage.text, enough // 4, end)]
        cut = max((at for at in cuts if at <= enough), default=cuts[0] if cuts else end)
        if cut < end:
            yield replace(passage, text=passage.text[:cut], tokens=(), pause_seconds=_CLAUSE_PAUSE_SECONDS)
            yield replace(passage, text=passage.text[cut:], tokens=())
            return
    yield passage
