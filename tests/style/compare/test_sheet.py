import pytest
from PIL import Image

from sandman.finetune.compare import lettering
from sandman.finetune.compare.lettering import Lettering, legible
from sandman.finetune.compare.measures import Measures, Painted
from sandman.finetune.compare.sheet import CELL, EDGE, GAP, NIGHT, WORDS, Heading, draw_sheet
from tests.style.compare.drawn import drawn

FOX = {"ja": ("雪の丘の狐", "夜の森の熊"), "hi": ("पहाड़ पर लोमड़ी", "जंगल में हिरन")}
"""Two captions of about the same length."""


@pytest.fixture
def bare(monkeypatch):
    """A machine with no typeface but Pillow's own."""
    monkeypatch.setattr(lettering, "TYPEFACES", (lettering.OWN,))
    lettering._typeface_of.cache_clear()
    yield
    lettering._typeface_of.cache_clear()


def a_sheet(*prompts: str, title: str = "Moonlight") -> Image.Image:
    one = drawn(1, "wash")
    painted = [Painted(prompt, True, one, one, one, one) for prompt in prompts]
    return draw_sheet(Heading(title, "a base · a step", title), [one] * 4, painted, Measures(0.5, 0, 0, 0, 0))


@pytest.mark.parametrize("language", FOX)
def test_words_in_letters_of_a_system_are_drawn_with_them(language):
    one, other = FOX[language]
    if legible(one) is None:
        pytest.skip("no typeface of this machine has these letters")
    assert a_sheet(one).tobytes() != a_sheet(other).tobytes()


@pytest.mark.parametrize("language", FOX)
def test_where_no_typeface_has_them_a_number_stands_and_never_boxes(bare, language):
    one, other = FOX[language]
    assert legible(one) is None
    assert a_sheet(one, title=one).tobytes() == a_sheet(other, title=other).tobytes()


def test_accents_are_left_away_where_no_typeface_has_them(bare):
    assert legible("Un été à l’ombre, près du cœur") == "Un ete a l’ombre, pres du coeur"


def test_a_long_caption_ends_before_the_next_row():
    word = a_sheet("a fox " * 100, "an owl")
    row = word.height - EDGE - 92 - 2 * (CELL + GAP)
    between = word.crop((0, row + CELL, EDGE + WORDS, row + CELL + GAP))
    assert between.getcolors() == [(between.width * between.height, NIGHT)]


def test_lines_are_broken_at_words_and_between_japanese_letters():
    letters = Lettering(["a fox"])
    assert letters.folded("a fox and an owl", size=18, width=80, most=3) == ["a fox and", "an owl"]
    assert letters.folded("a fox and an owl asleep", size=18, width=80, most=1) == ["a fox…"]
    broken = letters.folded("狐が、雪の丘の、上で、眠る。", size=18, width=60, most=9)
    assert len(broken) > 2
    assert not any(line.startswith("、") for line in broken)
