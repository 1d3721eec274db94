"""What the samples of a training show: half of it the style has seen, half it has not."""

from collections.abc import Sequence

UNSEEN = (
    "a small fox asleep under a fern",
    "a lighthouse on a cliff at night",
    "an old woman knitting beside a window",
    "a teapot and two cups on a table",
    "a hedgehog with a lantern on a garden path",
    "a sailing boat on a calm lake at dawn",
    "a boy and a dog looking at the stars from a hill",
    "a row of acorns on a mossy log",
)
"""An animal, a landscape, a person in a scene, things close up; and again."""


def sample_prompts(captions: Sequence[str], count: int) -> tuple[str, ...]:
    """`count` prompts without the trigger: captions spread evenly over the set, then what is not in it."""
    known = [caption for caption in captions if caption]
    seen = min(count // 2, len(known))
    spread = [known[place * len(known) // seen] for place in range(seen)]
    return (*spread, *UNSEEN[: count - seen])
