"""Small stories to put on shelves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sandman.library import BookNarration, BookPicture, Library, Seconds, SpokenWord
from sandman.ports.provenance import Provenance
from sandman.stories import Figure, Language, Mood, Plot, Scene, Staging, Story, StoryRequest, Understanding

BUILTIN = Provenance(engine="builtin", model="grammar 1", seed=7, seconds=0.2)
PAINTER = Provenance(engine="painter", model="watercolour 1", seed=7, prompt="a fox", seconds=1.5)
KOKORO = Provenance(engine="kokoro", model="kokoro 82m", voice="af_heart", seconds=2.0)

MOODS = (Mood.PLAYFUL, Mood.CURIOUS, Mood.BRAVE, Mood.TENDER, Mood.HUSHED, Mood.SLEEPY)

TEXTS = ("The fox looked up.", "It was late.", "A bell rang.", "Snow fell.", "Hush.", "Sleep.")


def a_request(**asked: Any) -> StoryRequest:
    return StoryRequest(**{"idea": "a fox who cannot sleep", "child": "Mia", "age": 5, **asked})


def a_story(
    title: str = "The Fox and the Moon",
    texts: Sequence[str] = (
        "The fox looked up.",
        "It was late.",
        "A bell rang.",
        "Snow fell.",
        "Hush.",
        "Sleep.",
    ),
    *,
    language: Language = Language.ENGLISH,
    hero: str = "fox",
    seed: int = 7,
) -> Story:
    return Story(
        title=title,
        language=language,
        band=a_request().band,
        scenes=tuple(a_scene(n, text, hero=hero) for n, text in enumerate(texts, 1)),
        understood=Understanding(hero=hero, unused=("very",)),
        plot=Plot(arc="lost_and_found", hero=hero, place="forest", prop="lantern"),
        seed=seed,
        said_plainly=("We chose a forest.",),
    )


def a_scene(number: int, text: str, *, hero: str = "fox", prompt: str = "") -> Scene:
    return Scene(
        number=number,
        title=f"Page {number}",
        text=text,
        mood=MOODS[(number - 1) % 6],
        illustration_prompt=prompt or f"{hero}, scene {number}",
        alt=f"The {hero} on page {number}",
        staging=Staging(place="forest", time="night", hero=Figure(id=hero)),
    )


async def a_picture(library: Library, data: bytes = b"a picture") -> BookPicture:
    return BookPicture(key=await library.media.put(data, "webp"), width=1024, height=768)


async def a_narration(library: Library, text: str = "The fox", data: bytes = b"a sound") -> BookNarration:
    words = [SpokenWord(text=w, start=i * 0.5, end=i * 0.5 + 0.4) for i, w in enumerate(text.split())]
    return BookNarration(
        key=await library.media.put(data, "mp3"),
        seconds=len(words) * 0.5,
        voice="af_heart",
        sample_rate_hz=24_000,
        words=tuple(words),
    )


async def a_finished_book(
    library: Library, id: str = "fox-1", story: Story | None = None, at: datetime | None = None, **asked: Any
) -> None:
    """A whole book by way of every step production takes; its media are its own."""
    story = story or a_story()
    await library.begin(id, a_request(**asked), at=at)
    await library.write_story(id, story, BUILTIN)
    for scene in story.scenes:
        own = f"{id} {scene.number}".encode()
        await library.put_picture(id, scene.number, await a_picture(library, b"picture " + own), PAINTER)
        sound = await a_narration(library, scene.text, b"sound " + own)
        await library.put_narration(id, scene.number, sound, KOKORO)
    await library.finish(id, Seconds(first_page=4.0, total=30.0))
