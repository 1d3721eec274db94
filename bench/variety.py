"""How different two hundred stories from one idea are: plots, and 5-gram overlap of their texts."""

import asyncio
from itertools import combinations
from statistics import mean
from typing import Any

from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.stories import Language, Story, StoryRequest

STORIES = 200
IDEAS = {
    Language.ENGLISH: "a fox who keeps the moon company",
    Language.FRENCH: "un ours",
    Language.JAPANESE: "ねこ",
    Language.HINDI: "एक खरगोश",
}
Grams = frozenset[tuple[str, ...]]


def measure() -> dict[str, Any]:
    """Per language: different plots out of 200, and the mean pairwise 5-gram overlap (Jaccard)."""
    return {language.value: _language(language, idea) for language, idea in IDEAS.items()}


def _language(language: Language, idea: str) -> dict[str, Any]:
    stories = asyncio.run(_tell(language, idea))
    plots = len({(s.plot.arc, s.plot.hero, s.plot.place, s.plot.prop) for s in stories})
    grams = [_grams(story) for story in stories]
    overlap = mean(_overlap(a, b) for a, b in combinations(grams, 2))
    longest = max(_overlap(a, b) for a, b in combinations(grams, 2))
    print(f"{language.value}: {plots}/{STORIES} plots, mean 5-gram overlap {overlap:.3f}, most {longest:.3f}")
    return {"plots": plots, "mean_overlap": round(overlap, 4), "most_overlap": round(longest, 4)}


async def _tell(language: Language, idea: str) -> list[Story]:
    teller = BuiltinStoryteller()
    request = StoryRequest(idea=idea, child="Mia", language=language, age=6)
    return [await teller.tell(request, seed=seed) for seed in range(STORIES)]


def _grams(story: Story) -> Grams:
    """The story's 5-grams: of words, or of phrases (bunsetsu) in Japanese."""
    words: list[str] = []
    for scene in story.scenes:
        words += [token.said for token in scene.tokens] or scene.text.split()
    return frozenset(tuple(words[i : i + 5]) for i in range(len(words) - 4))


def _overlap(a: Grams, b: Grams) -> float:
    return len(a & b) / len(a | b)
