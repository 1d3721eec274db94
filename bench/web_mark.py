"""How well the mark follows the voice in the Player."""

from typing import Any

from playwright.async_api import Browser
from tests.evenings.browser import new_context
from tests.evenings.following import off_by, watch
from tests.evenings.screens import Player
from tests.evenings.server import Server

WATCHED_SECONDS = 15


async def measure(browser: Browser, house: Server) -> dict[str, Any]:
    """Milliseconds by which the mark is off the audio clock at worst: word by word, and by sentences."""
    worst: dict[str, float] = {}
    for marks, age in (("word", 7), ("sentence", 4)):
        book = await house.tell("a fox on the moon", age=age, length="short")
        page = await (await new_context(browser)).new_page()
        player = Player(page, house)
        await player.open(book["id"])
        await player.begin()
        await player.hears()
        frames = await watch(page, WATCHED_SECONDS)
        words = {scene["number"]: scene["narration"]["words"] for scene in book["scenes"]}
        worst[marks] = round(max(off_by(frame, words[frame["page"]]) for frame in frames) * 1000, 1)
        await page.context.close()
    told = ", ".join(f"{marks}s {off} ms" for marks, off in worst.items())
    print(f"the mark is off the voice at most by: {told} (80 wanted)")
    return {"mark_off_ms": worst}
