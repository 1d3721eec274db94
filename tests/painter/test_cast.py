"""The cast: everyone can play every pose, whole and on the page, and stays the same child all book long."""

import itertools

import numpy as np
import pytest

from sandman.providers.illustration.painter.brush import Canvas, Field, points
from sandman.providers.illustration.painter.cast import Box, Slot, put
from sandman.providers.illustration.painter.cast.child.looks import looks
from sandman.providers.illustration.painter.cast.marks import BEHIND, ELSEWHERE, FRONT, SKIN
from sandman.providers.illustration.painter.cast.species import known, species
from sandman.stories.staging import Figure, Pose
from sandman.stories.world import Kind, world

HEROES = world().ids(Kind.HERO)
MIDDLE = Slot(512, 640, 84, 0.5)


def a_stage(width: int = 256, seed: int = 5) -> Canvas:
    canvas = Canvas(seed, width, width * 3 // 4)
    canvas.light = (760, 40)
    return canvas


def painted(figure: Figure, slot: Slot = MIDDLE) -> tuple[Field, Box]:
    canvas = a_stage()
    box = put(canvas, figure, slot)
    return canvas.img.copy(), box


@pytest.mark.parametrize("hero", HEROES)
def test_every_hero_plays_every_pose_whole_and_with_a_face_large_enough(hero):
    canvas = a_stage()
    for pose, facing in zip(Pose, itertools.cycle((0.5, -0.5)), strict=False):
        before = canvas.img.copy()
        box = put(canvas, Figure(id=hero, pose=pose), Slot(512, 640, 84, facing))
        (x, y, radius), (left, top, right, bottom) = box.head, box.bounds

        assert radius >= 60, pose
        assert left < x < right, pose
        assert top < y < bottom, pose
        assert left > 24, pose
        assert top > 24, pose
        assert right < 1000, pose
        assert bottom == pytest.approx(640, abs=48), pose
        assert np.abs(canvas.img - before).max() > 0.2, pose


def test_a_tiny_hero_keeps_a_readable_face_in_a_small_slot():
    _, box = painted(Figure(id="mouse"), Slot(512, 640, 64))

    assert box.head[2] >= 60


def test_beside_a_bear_a_mouse_is_small():
    _, bear = painted(Figure(id="bear"), Slot(512, 640, 100))
    _, mouse = painted(Figure(id="mouse"), Slot(512, 640, 100))

    assert mouse.head[2] < 0.8 * bear.head[2]


@pytest.mark.parametrize("who", ["fox", "owl", "robot", "whale", "turtle", "girl"])
def test_a_figure_looks_the_other_way_when_the_slot_does(who):
    right, faced_right = painted(Figure(id=who, pose=Pose.WALK), Slot(512, 640, 84, 0.6, (0.3, 0)))
    left, faced_left = painted(Figure(id=who, pose=Pose.WALK), Slot(512, 640, 84, -0.6, (-0.3, 0)))

    assert faced_left.head[0] <= faced_right.head[0]
    assert np.abs(right - left).max() > 0.2


@pytest.mark.parametrize("who", HEROES)
def test_only_hands_that_hold_are_given_the_prop_and_it_lies_before_the_figure(who):
    handed = []

    def prop(canvas, x, y, size):
        handed.append((x, y, size))

    for pose in (Pose.SIT, Pose.HOLD, Pose.READ):
        box = put(a_stage(), Figure(id=who, pose=pose), MIDDLE, prop_in_hands=prop)
        if pose is Pose.HOLD:
            held = box

    [(x, y, size)] = handed
    left, top, right, bottom = held.bounds
    assert left < x < right
    assert top < y < bottom
    assert size > 40


def test_the_prop_is_held_under_the_paws():
    def blue_square(canvas, x, y, size):
        square = points(-1, -1, 1, -1, 1, 1, -1, 1) * size / 2 + (x, y - size / 2)
        canvas.body(square, "#0000ff", tex=0, edge=0, grain=0, rough=0)
        seen.append(_blue(canvas))

    seen: list[int] = []
    canvas = a_stage()
    put(canvas, Figure(id="bear", pose=Pose.HOLD), MIDDLE, prop_in_hands=blue_square)

    assert 0.5 * seen[0] < _blue(canvas) < seen[0]


def _blue(canvas: Canvas) -> int:
    return int((canvas.img[..., 2] - canvas.img[..., 0] > 0.5).sum())


def test_a_floating_figure_throws_no_shadow_on_the_air():
    beside_the_feet = np.s_[160:163, 105:113]
    air, _ = painted(Figure(id="owl"), Slot(512, 640, 84, 0.5, floats=True))
    ground, _ = painted(Figure(id="owl"), Slot(512, 640, 84, 0.5))

    assert ground[beside_the_feet].mean() < air[beside_the_feet].mean() - 0.03


def test_a_variant_is_the_same_child_every_time_and_another_is_another():
    page_one, _ = painted(Figure(id="girl", variant=3))
    page_two, _ = painted(Figure(id="girl", variant=3))
    another, _ = painted(Figure(id="girl", variant=4))

    assert np.array_equal(page_one, page_two)
    assert np.abs(page_one - another).mean() > 0.005
    assert looks("girl", 3) == looks("girl", 3)


def test_children_come_in_many_skins_and_heads_of_hair():
    everyone = [looks(who, variant) for who in ("girl", "boy") for variant in range(48)]

    assert len({one.skin for one in everyone}) >= 6
    assert len({one.style for one in everyone}) >= 12
    assert len({one.outfit for one in everyone}) >= 4
    assert len({(one.skin, one.hair, one.style, one.cloth) for one in everyone}) >= 60


def test_every_coat_of_a_species_is_met_and_meets_more_than_one_scarf():
    for name in known():
        row = [species(name, variant) for variant in range(24)]
        coats = {one.fur for one in row}
        assert len(coats) >= 2, name
        for coat in coats:
            assert len({one.accent for one in row if one.fur == coat}) >= 2, name


def test_every_mark_named_in_the_table_is_painted_somewhere():
    named = {mark for name in known() for mark in species(name).marks}

    assert named == {*BEHIND, *SKIN, *FRONT, *ELSEWHERE}


def test_who_is_not_in_the_cast_cannot_be_put_on_the_page():
    with pytest.raises(KeyError, match="walrus"):
        put(a_stage(), Figure(id="walrus"), MIDDLE)
