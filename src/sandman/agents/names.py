"""The household's names in free talk: they stand as `{{HERO}}` and `{{FRIEND1}}` outside the house."""

import re
from collections.abc import Sequence

from sandman.agents.company import HERO
from sandman.agents.telling.filling import FRIEND
from sandman.agents.telling.masking import Hidden, Mask
from sandman.stories import Language

MOST = 10
"""Names that can be told apart outside; a household has fewer children."""
NOBODY = {
    Language.ENGLISH: "the child",
    Language.JAPANESE: "その子",
    Language.FRENCH: "l’enfant",
    Language.HINDI: "बच्चा",
}
"""Who `{{HERO}}` is where the house knows of no child."""
BEGINS = re.compile(r"(^|[.!?…]\s+|\n\s*)(the child|l’enfant)")


class Names:
    """The children whom the household's books were told to, the one of the latest book first."""

    def __init__(self, children: Sequence[str], *, language: Language) -> None:
        known = [name for name in dict.fromkeys(children) if name][:MOST]
        signs = [HERO, *(FRIEND.format(number) for number in range(1, MOST))]
        hidden = [Hidden(name, sign) for name, sign in zip(known, signs, strict=False)]
        self._mask = Mask(hidden, name=known[0] if known else NOBODY[language], language=language)

    def hidden(self, text: str) -> str:
        """Words as they may leave the house."""
        return self._mask.hide(text)

    def told(self, text: str) -> str:
        """Words as the household reads them."""
        filled = self._mask.fill(text)
        return BEGINS.sub(lambda m: m[1] + m[2][0].upper() + m[2][1:], filled)
