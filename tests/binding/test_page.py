"""A book as one file that opens anywhere."""

import json
import re

import pytest

from sandman.binding.page import bind
from sandman.ports.book import State
from sandman.ports.errors import NeedsAttention
from tests.production.rehearsal import REQUEST, Rehearsal


async def test_a_bound_book_holds_everything_and_fetches_nothing(tmp_path):
    rehearsal = Rehearsal(tmp_path / "home")
    async with rehearsal.open() as house:
        begun = await house.production.begin(REQUEST.model_copy(update={"child": "</script><b>x"}))
        book = await house.production.finished(begun.id)
        path = bind(book, house.library.media.path, tmp_path / "out")

    page = path.read_text("utf-8")
    story = json.loads(re.search(r'<script type="application/json" id="story">(.*?)</script>', page, re.S)[1])
    assert book.state is State.READY
    assert path.name == f"{book.id}.html"
    assert [scene["text"] for scene in story["scenes"]] == [scene.text for scene in book.scenes]
    assert all(scene["sound"].startswith("data:audio/mpeg;base64,") for scene in story["scenes"])
    assert all(scene["words"] for scene in story["scenes"])
    assert not re.search(r"https?://|<b>x", page)


async def test_a_book_without_pages_is_not_bound(tmp_path):
    rehearsal = Rehearsal(tmp_path / "home")
    async with rehearsal.open() as house:
        bare = await house.library.begin("bare", REQUEST)
        with pytest.raises(NeedsAttention, match="no pages yet"):
            bind(bare, house.library.media.path, tmp_path)
