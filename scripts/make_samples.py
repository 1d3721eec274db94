"""Make the sample books that ship with the house: one a language, with the built-in engines, at fixed seeds.

python scripts/make_samples.py            all of them, about a minute each on two cores
python scripts/make_samples.py en fr      some of them
"""

import argparse
import asyncio
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sandman.app.house import open_house
from sandman.app.settings import load_settings
from sandman.library import State, export_book
from sandman.stories import StoryRequest

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "sandman" / "app" / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """What is asked for, and the evening it is dated: before any book of a household's own."""

    request: StoryRequest
    evening: datetime

    @property
    def id(self) -> str:
        """The same in every household, so that importing twice is importing once."""
        return f"sample-{self.request.language.value}"


WANTED = (
    Sample(
        StoryRequest(
            idea="an otter with a lantern on a misty river", child="Nora", age=6, language="en", seed=14
        ),
        datetime(2026, 11, 1, 18, 3, tzinfo=UTC),
    ),
    Sample(
        StoryRequest(
            idea="le petit ours qui a perdu son bonnet dans la neige",
            companion="kitten",
            child="Zoé",
            age=4,
            language="fr",
            seed=12,
        ),
        datetime(2026, 11, 1, 18, 2, tzinfo=UTC),
    ),
    Sample(
        StoryRequest(
            idea="ねことほたるの夜のさんぽ、野原で",
            child="みお",
            look=16,
            age=4,
            language="ja",
            seed=19,
        ),
        datetime(2026, 11, 1, 18, 1, tzinfo=UTC),
    ),
    Sample(
        StoryRequest(
            idea="बारिश में छाते वाला नन्हा हाथी",
            companion="frog",
            child="आरव",
            age=4,
            language="hi",
            seed=9,
        ),
        datetime(2026, 11, 1, 18, 0, tzinfo=UTC),
    ),
)


async def make(sample: Sample, home: Path) -> Path:
    """Tell, paint and read one sample in a home of its own, and pack it."""
    settings = load_settings().model_copy(update={"home": home})
    async with open_house(settings) as house:
        begun = await house.production.begin(sample.request)
        made = await house.production.finished(begun.id)
        if made.state is not State.READY:
            raise SystemExit(f"{sample.id}: {made.trouble}")
        kept = made.model_copy(update={"id": sample.id, "created_at": sample.evening})
        await house.library.shelve(kept)
        return await export_book(house.library, sample.id, SAMPLES / f"{sample.id}.sandman")


def main() -> None:
    """Make the samples asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("languages", nargs="*", help="en, fr, ja, hi; all without")
    languages = parser.parse_args().languages
    for sample in WANTED:
        if not languages or sample.request.language.value in languages:
            with tempfile.TemporaryDirectory() as home:
                path = asyncio.run(make(sample, Path(home)))
            print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
