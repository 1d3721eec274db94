"""The household's names in free talk: they stand as `{{HERO}}` and `{{FRIEND1}}` outside the house.

The child who is spoken of first is the hero of the talk, and stays so; who is not spoken of has no sign.
"""

import re
from collections.abc import Mapping, Sequence

from sandman.agents.company import HERO
from sandman.agents.telling.filling import FRIEND
from sandman.agents.telling.masking import Hidden, Mask
from sandman.stories import Language

SIGNS = (HERO, *(FRIEND.format(number) for number in range(1, 10)))
"""What stands for names, in the order children are spoken of; no talk is about more."""
NOBODY = {
    Language.ENGLISH: "the child",
    Language.JAPANESE: "その子",
    Language.FRENCH: "l’enfant",
    Language.HINDI: "बच्चा",
}
"""Who `{{HERO}}` is where no child was named."""
BEGINS = re.compile(r"(^|[.!?…]\s+|\n\s*)(the child|l’enfant)")


class Names:
    """The children whom the household's books were told to, as one talk speaks of them."""

    def __init__(
        self, children: Sequence[str], *, language: Language, met: Mapping[str, str] | None = None
    ) -> None:
        self._children = tuple(dict.fromkeys(name for name in children if name))
        self._language = language
        self.met = dict(met or {})
        """Who was spoken of so far, by sign."""

    def hidden(self, text: str) -> str:
        """Words as they may leave the house."""
        self._meet(text)
        return self._mask(self.met).hide(text)

    def told(self, text: str) -> str:
        """Words as the household reads them."""
        filled = self._mask(self.met).fill(text)
        return BEGINS.sub(lambda m: m[1] + m[2][0].upper() + m[2][1:], filled)

    def _meet(self, text: str) -> None:
        """Give a sign to every child who is spoken of for the first time, in the order of the words."""
        strangers = [name for name in self._children if name not in self.met.values()]
        first_spoken = {
            name: place
            for name in strangers
            if (place := self._mask({HERO: name}).hide(text).find(HERO)) >= 0
        }
        free = [sign for sign in SIGNS if sign not in self.met]
        for sign, name in zip(free, sorted(first_spoken, key=first_spoken.__getitem__), strict=False):
            self.met[sign] = name

    def _mask(self, met: Mapping[str, str]) -> Mask:
        hidden = [Hidden(name, sign) for sign, name in met.items()]
        return Mask(hidden, name=met.get(HERO, NOBODY[self._language]), language=self._language)
