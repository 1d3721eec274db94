"""How well the mark follows the voice: clock and mark of the page, frame by frame, against the word list."""

from typing import Any

from playwright.async_api import Page

_WATCH = """
(seconds) => new Promise((tell) => {
  const frames = [];
  const until = performance.now() + seconds * 1000;
  // Asked for after the reader's own frame: it has marked this frame's word by the time this one looks.
  requestAnimationFrame(function look() {
    const sound = window.lastSound;
    const marked = document.querySelector("[data-word][data-now], [data-sentence][data-now]");
    const alone = marked?.dataset.word !== undefined;
    const words = alone ? [marked] : marked?.querySelectorAll("[data-word]") ?? [];
    const numbers = Array.from(words, (word) => Number(word.dataset.word));
    if (!sound.paused) {
      const page = Number(/scenes\\/(\\d+)\\//.exec(sound.src)[1]);
      const [from, to] = [numbers[0] ?? null, numbers.at(-1) ?? null];
      frames.push({ page, at: sound.currentTime, from, to, sentence: !alone });
    }
    if (performance.now() < until) requestAnimationFrame(look);
    else tell(frames);
  });
})
"""
LINGER_SECONDS = 0.35
"""How long the Player keeps a word marked in the pause after it."""

Frame = dict[str, Any]
Words = list[dict[str, Any]]


async def watch(page: Page, seconds: float) -> list[Frame]:
    """The page, the sound's clock, and the first and last word marked, of every frame for so long."""
    frames: list[Frame] = await page.evaluate(_WATCH, seconds)
    return frames


def off_by(frame: Frame, words: Words) -> float:
    """Seconds by which the mark is early or late in this frame; 0 where it stands on what is sounding.

    A sentence's mark stays through the pause that follows it, a word's for a moment. Nothing marked is right
    only where nothing sounds.
    """
    at = frame["at"]
    if frame["from"] is None:
        return max((min(at - word["start"], word["end"] - at) for word in words), default=0.0)
    begins = words[frame["from"]]["start"]
    after = frame["to"] + 1
    next_begins = words[after]["start"] if after < len(words) else float("inf")
    ends = next_begins if frame["sentence"] else min(next_begins, words[frame["to"]]["end"] + LINGER_SECONDS)
    return max(begins - at, at - ends, 0.0)
