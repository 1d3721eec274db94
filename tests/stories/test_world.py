"""One vocabulary for writer and painter."""

import pytest

from sandman.providers.illustration.painter.brush import Canvas
from sandman.providers.illustration.painter.cast import Slot, put
from sandman.providers.illustration.painter.companions import COMPANIONS
from sandman.providers.illustration.painter.palettes import PALETTES
from sandman.providers.illustration.painter.places import LAYOUTS
from sandman.providers.illustration.painter.props import PROPS
from sandman.stories import Figure, Kind, Language, Pose, world
from sandman.stories.lexicon import lexicon

AT_LEAST = {Kind.HERO: 24, Kind.PLACE: 16, Kind.PROP: 30, Kind.COMPANION: 12, Kind.FEELING: 16}


@pytest.mark.parametrize(("kind", "count"), AT_LEAST.items())
def test_the_world_is_wide_enough(kind, count):
    assert len(world().ids(kind)) >= count


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", Kind)
def test_every_id_has_a_word_in_every_language(language, kind):
    words = getattr(lexicon(language), kind.value)

    assert set(words) == set(world().ids(kind))
    assert all(word.noun.strip() for word in words.values())


@pytest.mark.parametrize(
    ("kind", "painted"),
    [
        (Kind.COMPANION, COMPANIONS),
        (Kind.PLACE, LAYOUTS),
        (Kind.PROP, PROPS),
        (Kind.TIME, PALETTES),
    ],
)
def test_the_painter_paints_every_id(kind, painted):
    assert set(world().ids(kind)) <= set(painted)


@pytest.mark.parametrize("id", world().ids(Kind.HERO))
def test_the_painter_knows_every_hero(id):
    canvas = Canvas(1, 256, 192)
    before = canvas.img.copy()

    box = put(canvas, Figure(id=id, pose=Pose.SIT), Slot(512, 640, 90))

    assert (canvas.img != before).any()
    assert box.head[2] >= 60


@pytest.mark.parametrize("place", world().ids(Kind.PLACE))
def test_every_place_has_three_compositions(place):
    assert len(LAYOUTS[place]) >= 3


@pytest.mark.parametrize("language", [Language.FRENCH, Language.HINDI])
def test_nouns_that_sentences_agree_with_have_a_gender(language):
    for kind in (Kind.HERO, Kind.COMPANION, Kind.PLACE, Kind.PROP):
        for id in world().ids(kind):
            assert lexicon(language).word(kind, id).gender in ("m", "f"), id
