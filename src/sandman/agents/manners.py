"""Manners in free talk: what of a parent's words goes on to a model, and what of its words is shown.

The parent is talking, so how to speak with a child about death, divorce or a blow on the playground are
proper questions. A wish that no bedtime wants is kindly declined; a child in distress gets a word for the
parent, from the house and at once, and no model is asked. Nobody's number or address goes out or comes back.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sandman.agents.names import Names
from sandman.stories import Language
from sandman.stories.gentleness import Outcome, Reading, Theme, kind_words, read_idea
from sandman.stories.gentleness.folding import fold
from sandman.stories.gentleness.tongues import tongues

GROWN_UP = 10
"""The age talk is read for: nobody under it is listening."""
LEFT_OUT = "…"
SENTENCE = re.compile(r"[.!?…]+[\"'”’»)*]*\s+|[。！？।]+[」』）]*|\n+")
ABOUT_A_CHILD = re.compile(
    r"\b(my|our) (\w+ )?(son|daughter|child|children|kids?|boys?|girls?|\w+ year old)\b"
    r"|\b(mon|ma|mes|notre|nos) (\w+ )?(fils|fille|filles|enfants?|garçons?|petite?)\b"
    r"|(うち|私|わたし)の(子|息子|娘)|むすこ|むすめ|息子|娘"
    r"|(मेरे|मेरी|मेरा|हमारे|हमारी) (\S+ )?(बेटे|बेटी|बेटा|बच्चे|बच्ची|बच्चा|बच्चों)",
    re.IGNORECASE,
)
HOW_TO = re.compile(
    r"\b(how|what|when|should|explain|answer|talk|tell|help)\b"
    r"|\b(comment|que|quoi|quand|expliquer|répondre|parler|dire|aider)\b"
    r"|どう|なに|何|説明|話|答え|伝え|教え|कैसे|क्या|कब|समझाऊ|समझा|बता|बात|जवाब|मदद",
    re.IGNORECASE,
)
REFUSED = {
    Language.ENGLISH: "I would rather leave that there.",
    Language.JAPANESE: "このお話は、ここまでにしておきますね。",
    Language.FRENCH: "Je préfère en rester là.",
    Language.HINDI: "मैं यह बात यहीं छोड़ना चाहूँगा।",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A parent's message as it may go on."""

    text: str
    language: Language
    """The language it is written in, as far as that can be told."""
    declined: str = ""
    """What is answered at once, and nothing asked; empty where the message goes on."""
    about_a_child: bool = False
    """Whether a parent asks how to speak with a child: then no subject is out of place."""


def hear(message: str) -> Heard:
    """Read a message before anything of it leaves the house; milliseconds."""
    language = spoken_in(message)
    reading = read_idea(message, language=language, age=GROWN_UP)
    asks_how = bool(ABOUT_A_CHILD.search(message) and HOW_TO.search(message))
    declined = ""
    if reading.outcome is Outcome.DISTRESS or (reading.outcome is Outcome.UNFIT and not asks_how):
        declined = kind_words(reading, language)
    return Heard(_without_contact(message, reading), language, declined, asks_how)


def spoken_in(message: str) -> Language:
    """The language of a message; English where nothing tells."""
    found = tongues(fold(message).text, Language.ENGLISH)
    for language in (Language.JAPANESE, Language.HINDI, Language.FRENCH):
        if any(sure and tongue.value.split("-")[0] == language.value for tongue, sure in found.items()):
            return language
    return Language.ENGLISH


class Speech:
    """A model's words on their way to the parent: sentence by sentence, each read before it is shown."""

    def __init__(self, heard: Heard, names: Names) -> None:
        self._heard = heard
        self._names = names
        self._waiting = ""
        self.said = ""
        """Everything that was shown."""
        self.stopped = False
        """Whether something unfit was met; nothing after it is shown."""

    def feed(self, words: str) -> Iterator[str]:
        """Take in some words; gives back the sentences that are whole by now."""
        self._waiting += words
        while not self.stopped and (end := SENTENCE.search(self._waiting)):
            sentence, self._waiting = self._waiting[: end.end()], self._waiting[end.end() :]
            yield self._shown(sentence)

    def end(self) -> Iterator[str]:
        """The last words, which no full stop ended."""
        rest, self._waiting = self._waiting, ""
        if rest.strip() and not self.stopped:
            yield self._shown(rest)

    def show(self, work: str) -> Iterator[str]:
        """A finished piece of work, read already."""
        piece = f"{self.gap}{plain(work).strip()}\n\n"
        self.said += piece
        yield piece

    @property
    def gap(self) -> str:
        """What parts a new paragraph from what was said before."""
        return "" if not self.said or self.said.endswith("\n\n") else "\n\n"

    def _shown(self, sentence: str) -> str:
        proper = read_aloud(self._names.told(plain(sentence)), self._heard)
        if proper is None:
            self.stopped = True
            proper = self.gap + REFUSED[self._heard.language]
        self.said += proper
        return proper


def plain(words: str) -> str:
    """A model's words as text: no marks of emphasis, and nothing that a terminal would obey."""
    kept = (c for c in words if c in "\n\t" or unicodedata.category(c) != "Cc")
    return "".join(kept).replace("**", "")


def read_aloud(words: str, heard: Heard) -> str | None:
    """A model's words as they may be shown, contact details left out; None where they may not."""
    reading = read_idea(words, language=heard.language, age=GROWN_UP)
    # Words about a child in distress are often a helping answer, and pass.
    if reading.outcome is Outcome.UNFIT and not heard.about_a_child:
        return None
    return _without_contact(words, reading)


def _without_contact(words: str, reading: Reading) -> str:
    for finding in reading.findings:
        if finding.theme is Theme.CONTACT:
            words = words.replace(finding.words, LEFT_OUT)
    return words
