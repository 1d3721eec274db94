"""Read what the built-in storyteller would tell, and what is wrong with its prose files.

python scripts/preview_prose.py fr                        faults of all files of a language
python scripts/preview_prose.py fr homeward               one arc for three ages, with chance casts
python scripts/preview_prose.py fr homeward --seed 7 --hero bear --place snow --feeling dark
"""

import argparse
import sys

from sandman.providers.storytelling.builtin.arcs import arcs
from sandman.providers.storytelling.builtin.faults import faults
from sandman.providers.storytelling.builtin.plan import plan
from sandman.providers.storytelling.builtin.teller import tell
from sandman.stories import Language, StoryRequest, Understanding

NAMES = {"en": "Mia", "fr": "Zoé", "ja": "そら", "hi": "अनया"}


def main() -> None:
    """Print faults, or one arc's stories."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("language", choices=[language.value for language in Language])
    parser.add_argument("arc", nargs="?")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--age", type=int, action="append")
    for kind in ("hero", "place", "prop", "companion", "feeling", "lesson", "wonder", "weather"):
        parser.add_argument(f"--{kind}")
    options = parser.parse_args()
    language = Language(options.language)
    if options.arc is None:
        found = faults(language)
        print("\n".join(found) or "no faults")
        sys.exit(bool(found))
    read = Understanding(
        **{k: getattr(options, k) for k in ("hero", "place", "prop", "companion", "feeling", "lesson")},
        wonder=options.wonder,
        weather=options.weather,
    )
    for age in options.age or [4, 6, 9]:
        seed = options.seed + age
        request = StoryRequest(child=NAMES[language.value], age=age, language=language)
        for step in range(len(arcs()) * 4):
            chosen = plan(request, read, gender="f", seed=seed + step)
            if chosen.arc.id == options.arc:
                break
        told = tell(chosen, request, name=NAMES[language.value], gender="f", seed=seed)
        print(
            f"\n── age {age}: {told.title}  [{chosen.hero} {chosen.place} {chosen.prop} {chosen.companion}]"
        )
        for scene in told.scenes:
            print(f"{scene.number}. {scene.title}\n   {scene.text}\n   ({scene.alt})")


if __name__ == "__main__":
    main()
