"""A story taken apart while it is written: the same scenes, whichever way its text is cut."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandman.agents.telling.scenes import Hearing, SceneSplitter
from sandman.ports.chat import Call, CallDelta, Reply, TextDelta
from sandman.stories import Language
from tests.agents.telling.tales import tale

UNHURRIED = settings(deadline=None, max_examples=50)
TALE = tale(Language.JAPANESE)
SCENES = TALE["scenes"]
BARE = json.dumps(TALE, ensure_ascii=False)
BACKWARDS = json.dumps({"scenes": SCENES, "title": TALE["title"]}, ensure_ascii=False, indent=2)
ODD = json.dumps(
    {
        "title": 'A "{" in a title [',
        "scenes": [{"text": 'He said: "]}," \\ and {{HERO}}', "more": {"scenes": [{}]}}],
    }
)
WRAPPINGS = {
    "bare": BARE,
    "escaped": json.dumps(TALE),
    "in a list": f"[{BARE}]",
    "in an object": json.dumps({"story": TALE}, ensure_ascii=False),
    "fenced": f"```json\n{BARE}\n```",
    "after words": f"Here is the story of {{{{HERO}}}} [six pages]:\n{BARE}\nSleep well!",
    "backwards": BACKWARDS,
}  # fmt: skip


def heard(text: str, cuts: list[int]) -> tuple[list[object], str | None]:
    splitter = SceneSplitter()
    ends = [*sorted(cut % (len(text) + 1) for cut in cuts), len(text)]
    scenes: list[object] = []
    begin = 0
    for end in ends:
        scenes += splitter.feed(text[begin:end])
        begin = end
    return scenes, splitter.title


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@UNHURRIED
@given(cuts=st.lists(st.integers(0, 10_000), max_size=40))
def test_the_cuts_make_no_difference(wrapping, cuts):
    assert heard(WRAPPINGS[wrapping], cuts) == (SCENES, TALE["title"])


@UNHURRIED
@given(cuts=st.lists(st.integers(0, 500), max_size=40))
def test_braces_in_words_are_words(cuts):
    scenes, title = heard(ODD, cuts)
    assert (scenes, title) == (json.loads(ODD)["scenes"], 'A "{" in a title [')


def test_a_scene_comes_with_its_last_letter():
    splitter = SceneSplitter()
    told = [len(list(splitter.feed(letter))) for letter in BARE]
    ends = [at for at, count in enumerate(told) if count]
    assert [BARE[at] for at in ends] == ["}"] * 6
    for number, at in enumerate(ends, 1):
        assert BARE[: at + 1].endswith(json.dumps(SCENES[number - 1], ensure_ascii=False))


def test_the_title_is_known_before_the_first_scene_is_whole():
    splitter = SceneSplitter()
    assert list(splitter.feed(BARE[: BARE.index("scenes")])) == []
    assert splitter.title == TALE["title"]


def test_a_slip_of_the_pen_costs_no_scene():
    text = '{"title": "Moon", "scenes": [{"title": "One", "text": "a\nb", "mood": "tender",}, {"text": 7}]'
    assert heard(text, []) == (
        [{"title": "One", "text": "a\nb", "mood": "tender"}, {"text": 7}],
        "Moon",
    )


def test_nothing_is_heard_in_prose():
    assert heard('Once upon a time {there was} a [fox] who {"said": nothing', []) == ([], None)


def test_a_story_is_heard_in_words_and_in_a_call_but_once():
    hearing = Hearing()
    call = [CallDelta("c1", "create_bedtime_story", piece) for piece in pieces(BARE)]
    words = [TextDelta(piece) for piece in pieces(f"I shall write: {BARE}")]
    told: list[CallDelta | TextDelta] = [*call, *words]
    scenes = [scene for piece in told for scene in hearing.hear(piece)]
    whole = Reply("", (Call("c1", "create_bedtime_story", TALE),))
    assert [*scenes, *hearing.rest(whole, "create_bedtime_story")] == SCENES


def test_what_only_the_reply_has_is_heard_at_last():
    hearing = Hearing()
    cut = BARE[: len(BARE) // 2]
    scenes = [scene for piece in pieces(cut) for scene in hearing.hear(CallDelta("c1", "t", piece))]
    assert 0 < len(scenes) < 6
    assert [*scenes, *hearing.rest(Reply("", (Call("c1", "t", TALE),)), "t")] == SCENES


def pieces(text: str) -> list[str]:
    rng, cut, at = random.Random(7), [], 0
    while at < len(text):
        size = rng.randint(1, 9)
        cut.append(text[at : at + size])
        at += size
    return cut
