"""Pictures painted outside are looked at where the model has eyes, and put aside where it says so."""

from dataclasses import replace
from typing import Any

import pytest

from sandman.app.house import House
from sandman.cli.credits import credits_of
from sandman.ports.book import Book, State
from sandman.ports.moderation import Layer, Outcome
from tests.keyed.street import CHILD, Street, evening
from tests.vendors import tales
from tests.vendors.script import Answer, Asked, Script

NO_EYES = "this model does not support image input"
UNFIT = {"seen": "a grinning face", "fit": False, "troubles": ["fear"], "said": "It grins."}
SILENT: dict[str, Any] = {"narrator": "none"}


def seen(book: Book) -> list[list[tuple[str, Outcome]]]:
    """What was thought of each page's picture, and by whom."""
    return [[(v.judge, v.outcome) for v in s.verdicts if v.layer is Layer.PICTURE] for s in book.scenes]


def painters(book: Book) -> list[str]:
    made = [scene.made_by.picture for scene in book.scenes]
    return [each.engine for each in made if each is not None]


async def leaves(house: House, craft: Any, id: str) -> tuple[str, ...]:
    return next(each.leaves for each in (await house.standings()).crafts[craft] if each.id == id)


async def test_an_unfit_picture_is_painted_at_home_and_the_book_says_so(open_street: Street, tmp_path):
    unfit = [UNFIT]

    def answer(asked: Asked) -> Answer:
        return unfit.pop() if asked.must_call == "review_picture" and unfit else tales.answer(asked)

    open_street.mistral.script = Script(answer, then=answer)
    async with evening(tmp_path, open_street, "mistral", "gemini") as house:
        book = await house.book(**SILENT)
        told = await house.events(book, "fell_back")
        assert "pictures" in await leaves(house.house, "safety", "lifeline")

    assert book.state is State.READY, book.trouble
    assert sorted(painters(book)) == ["gemini"] * 5 + ["rehearsal"]
    page = painters(book).index("rehearsal")
    assert seen(book)[page] == [("lifeline", Outcome.SOFTENED)]
    assert seen(book).count([("lifeline", Outcome.FINE)]) == 5
    why = f"the picture of page {page + 1} is not for a child at bedtime: fear (lifeline)"
    assert [event.data["reason"] for event in told] == [why]
    assert any(line.startswith(f"Page {page + 1} painted at home: ") for line in credits_of(book))

    looks = [body for body in open_street.mistral.bodies if "data:image/jpeg;base64," in str(body)]
    assert len(looks) == 6
    assert all(len(str(body)) < 120_000 and body["store"] is False for body in looks)
    assert CHILD not in open_street.sent_to_those_who_get_no_name()


async def test_a_model_without_eyes_leaves_the_pictures_as_they_are(
    open_street: Street, tmp_path, monkeypatch: pytest.MonkeyPatch
):
    blind = replace(open_street.openai.can, pictures=NO_EYES)
    monkeypatch.setattr(open_street.openai, "can", blind)
    async with evening(tmp_path, open_street, "openai", "gemini") as house:
        book = await house.book(**SILENT)
        told = await leaves(house.house, "storyteller", "openai")
        (fault,) = (
            each.fault
            for each in (await house.house.standings()).crafts["storyteller"]
            if each.id == "openai"
        )

    assert painters(book) == ["gemini"] * 6
    assert seen(book) == [[("lifeline", Outcome.UNSEEN)]] * 6
    assert book.text_by and (book.text_by.engine, book.text_by.fallback) == ("openai", "")
    assert told == ("idea_masked", "pages_masked") and fault is None
