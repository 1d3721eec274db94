"""What Gemini is told: the scene, the house's style, and what no page of ours shows."""

import re

STYLE = (
    "Hand-painted watercolour picture-book illustration on textured paper: soft washes, rounded friendly "
    "shapes, warm muted colours, gentle light, calm and cosy, ready for sleep."
)
NEVER = (
    "One single scene that fills the whole page. No text in the picture: no letters, words, numbers, "
    "signatures, watermarks or speech bubbles. No frame, no border, no panels. Nothing frightening, nobody "
    "hurt. Every person is fully dressed."
)
AS_BEFORE = (
    "The attached picture is another page of the same book. Keep its characters exactly as they are there, "
    "their faces, clothes and colours, and its way of painting. Everything else is as the scene says."
)

_GENTLER = (
    # What a filter may take amiss, as it may be said at bedtime.
    (r"\b(?:little |young |small |toddler |baby )*(?:girl|boy|child|kid|toddler|baby|infant)s?\b",
     "small storybook character in a cosy woollen outfit"),
    (r"\b(?:naked|bare|undressed|shirtless|barefoot|in (?:the |a )?bath(?:tub)?|bathing)\b",
     "warmly dressed"),
    (r"\b(?:in (?:her|his|their|a) (?:night(?:gown|dress|shirt)|underwear|swimsuit|pyjamas|pajamas))\b",
     "in a warm cardigan"),
    (r"\b(?:blood(?:y)?|wound(?:ed)?|hurt|injured|dead|dying|kill(?:ed|ing)?|fight(?:ing)?|attack(?:ing)?)\b",
     "resting"),
    (r"\b(?:gun|sword|knife|weapon|bow and arrow|axe|spear)s?\b", "lantern"),
    (r"\b(?:scared|afraid|terrified|frightened|crying|screaming|sobbing|angry|lost|alone)\b", "peaceful"),
    (r"\b(?:monster|ghost|witch|skeleton|zombie|demon|devil)s?\b", "friendly fluffy creature"),
    (r"\b(?:fire|flames?|burning|explosion|storm(?:y)?|lightning)\b", "warm glow"),
    (r"\bthe dark\b(?! \w)", "the moonlight"),
    (r"\b(?:dark|creepy|scary|spooky|eerie)\b", "moonlit"),
    # A style or a figure that belongs to somebody.
    (r"\b(?:in the style of|by the artist|like (?:a )?(?:disney|pixar|ghibli)\w*)[^,.;]*", "softly painted"),
    (r"\b(?:disney|pixar|ghibli|marvel|pok[eé]mon|peppa pig|mickey mouse|elsa|spider-?man|batman)\b",
     "storybook"),
)  # fmt: skip
_GENTLER_COMPILED = tuple((re.compile(pattern, re.I), word) for pattern, word in _GENTLER)


def page_prompt(scene: str, *, softened: bool, as_before: bool) -> str:
    """The whole prompt of a page; `softened` says the scene in the mildest words there are."""
    parts = [f"Paint a page of a bedtime picture book for small children.\nScene: {scene.strip()}"]
    if softened:
        parts[0] = (
            "Paint a wholesome, peaceful page of a bedtime picture book, fit for the youngest children. "
            f"Answer with a picture only.\nScene: {gentler(scene)}"
        )
    parts += [f"Style: {STYLE}", NEVER]
    if as_before:
        parts.append(AS_BEFORE)
    return "\n".join(parts)


def gentler(scene: str) -> str:
    """The scene with every word that a filter may take amiss said more mildly."""
    for pattern, word in _GENTLER_COMPILED:
        scene = pattern.sub(word, scene)
    return " ".join(scene.split())
