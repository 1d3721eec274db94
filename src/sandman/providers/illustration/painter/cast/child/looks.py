"""Who the child is: skin, hair and night clothes, by the story's variant."""

from dataclasses import dataclass

from sandman.providers.illustration.painter.brush import Colour, mix


@dataclass(frozen=True, slots=True)
class Looks:
    """One child."""

    skin: str
    hair: str
    style: str
    outfit: str  # nightgown, pyjamas, jumper or dungarees
    cloth: str
    trim: str
    pattern: str  # dots, stars, stripes or plain
    lashes: bool

    @property
    def line(self) -> Colour:
        """The pencil for skin: a deeper tone of it, never grey."""
        return mix(self.skin, "#5f2a28" if _lightness(self.skin) > 0.45 else "#2a1214", 0.6)

    @property
    def mouth(self) -> Colour:
        """Lips that show on any skin: darker than a light one, rosier and lighter than a dark one."""
        return (
            mix(self.skin, "#e0857c", 0.62)
            if _lightness(self.skin) < 0.45
            else mix(self.skin, "#7f2f30", 0.75)
        )

    @property
    def blush(self) -> Colour:
        """Warm cheeks on any skin."""
        return mix("#ea7d74", self.skin, 0.25)


# Skin, with the hair colours that go with it.
_PEOPLE = (
    ("#f3c9a5", ("#6d4630", "#3a2a28", "#96643a")),
    ("#9c694b", ("#2d2223", "#3b2a26")),
    ("#fbdcc6", ("#d9a65c", "#b5623a", "#7a4d33")),
    ("#c68d62", ("#2f2426", "#4a3028")),
    ("#e8b78e", ("#2b2427", "#4d342b", "#7d5235")),
    ("#835843", ("#241d20", "#33262a")),
    ("#f6d0b2", ("#2a2529", "#8a5a3c", "#c98f4e")),
    ("#ad7650", ("#2a2022", "#402b26")),
)
_GIRLS_HAIR = ("plaits", "afro_puffs", "bob", "long", "bun", "curls", "ponytail", "afro")
_BOYS_HAIR = ("crop", "afro", "tousled", "parted", "bowl", "curls", "short_curls")
_WRAPS = {"girl": "headscarf", "boy": "patka"}
WRAPPED_FROM = 1000
"""From this variant on the head is covered: what a family asks for and no chance decides."""
_WOOLLY = ("afro_puffs", "afro", "short_curls")  # grows on the darker half of the skins
_OUTFITS = {
    "girl": ("nightgown", "pyjamas", "jumper", "nightgown", "dungarees"),
    "boy": ("pyjamas", "jumper", "dungarees", "pyjamas", "nightshirt"),
}
_CLOTHS = (
    ("#f4e3c6", "#c9675c"),
    ("#a9c6d8", "#f6ead0"),
    ("#e9b3a6", "#fff1dc"),
    ("#e6c374", "#fbf1dc"),
    ("#b4cba6", "#fbf3df"),
    ("#c3b2da", "#fbeee6"),
    ("#d98a72", "#fbe9cf"),
)
_PATTERNS = ("dots", "stars", "stripes", "plain")


def looks(who: str, variant: int) -> Looks:
    """The girl or boy of this variant; numbers that share no factor, so that everything mixes."""
    skin, hairs = _PEOPLE[variant % len(_PEOPLE)]
    styles = _GIRLS_HAIR if who == "girl" else _BOYS_HAIR
    step = variant % len(_PEOPLE) + variant // len(_PEOPLE)
    style = styles[step % len(styles)]
    if style in _WOOLLY and _lightness(skin) > 0.72:
        style = styles[(step + 1) % len(styles)]
    if variant >= WRAPPED_FROM:
        style = _WRAPS[who]
    apart = 0 if who == "girl" else 2  # a girl and a boy of one number are not dressed alike
    cloth, trim = _CLOTHS[(variant * 3 + apart) % len(_CLOTHS)]
    outfits = _OUTFITS[who]
    return Looks(
        skin=skin,
        hair=hairs[(variant // len(_PEOPLE) + variant // 3) % len(hairs)],
        style=style,
        outfit=outfits[(variant * 2) % len(outfits)],
        cloth=cloth,
        trim=trim,
        pattern=_PATTERNS[(variant + variant // 4 + apart) % len(_PATTERNS)],
        lashes=who == "girl",
    )


def _lightness(colour: str) -> float:
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.3 * r + 0.59 * g + 0.11 * b
