"""Nothing unfit reaches a child: ideas, pages, prompts, pictures and whole stories are looked at."""

import asyncio
from collections import deque
from pathlib import Path

import pytest

from sandman.ports.book import Book, State
from sandman.ports.errors import NotForBedtime, ProviderUnreachable
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.production.judging import Judges
from sandman.production.resting import Resting
from sandman.providers.illustration.rehearsal import RehearsalIllustrator
from sandman.providers.moderation.rules import RulesModerator
from sandman.providers.storytelling.rehearsal import RehearsalStoryteller
from sandman.stories import Language, Scene, Story, StoryRequest
from tests.production.rehearsal import REQUEST, PagewiseStoryteller, Rehearsal

UNFIT_PAGE = "The man took his gun and killed them all, and there was blood everywhere."


class Judge:
    """A judge outside the house: finds unfit what holds one of its words, and remembers what it was shown."""

    name = "mistral"
    model = "judge-1"
    sees = True

    def __init__(self, *words: str, unfit_pictures: int = 0) -> None:
        self.words = words
        self.unfit_pictures = unfit_pictures
        self.shown: list[tuple[Layer, str]] = []
        self.faults: deque[Exception] = deque()

    async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
        self.shown.append((layer, text))
        if self.faults:
            raise self.faults.popleft()
        return self._verdict(layer, unfit=any(word in text for word in self.words))

    async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
        self.unfit_pictures -= 1
        return self._verdict(Layer.PICTURE, unfit=self.unfit_pictures >= 0)

    def _verdict(self, layer: Layer, *, unfit: bool) -> Verdict:
        outcome = Outcome.UNFIT if unfit else Outcome.FINE
        return Verdict(layer=layer, judge=self.name, outcome=outcome, reasons=("violence",) if unfit else ())


class Editor:
    """Reviews stories as it is told to."""

    name = "lifeline"

    def __init__(self, outcome: Outcome = Outcome.FINE, fault: Exception | None = None) -> None:
        self.outcome = outcome
        self.fault = fault
        self.read: list[Story] = []

    async def review(self, story: Story) -> Verdict:
        self.read.append(story)
        if self.fault is not None:
            raise self.fault
        return Verdict(layer=Layer.TEXT, judge=self.name, outcome=self.outcome, reasons=("fear",))


@pytest.fixture
def rehearsal(tmp_path: Path) -> Rehearsal:
    return Rehearsal(
        tmp_path / "home",
        storyteller=PagewiseStoryteller(),
        behind_storyteller=RehearsalStoryteller(),
        moderators=(RulesModerator(),),
    )


QUIET = REQUEST.model_copy(update={"narrator": "none"})
BARE = QUIET.model_copy(update={"illustrator": "none"})


async def told(rehearsal: Rehearsal, request: StoryRequest = BARE) -> Book:
    async with rehearsal.open() as house:
        begun = await house.production.begin(request)
        return await house.production.finished(begun.id)


def outcomes(book: Book, layer: Layer, judge: str) -> list[Outcome]:
    found = [verdict for scene in book.scenes for verdict in scene.verdicts]
    return [verdict.outcome for verdict in found if (verdict.layer, verdict.judge) == (layer, judge)]


async def test_an_idea_that_is_not_for_bedtime_is_refused_before_there_is_a_book(rehearsal):
    async with rehearsal.open() as house:
        with pytest.raises(NotForBedtime) as refused:
            await house.production.begin(StoryRequest(idea="a man who rapes and murders children"))
        shelf = await house.library.page()

    assert len(refused.value.message) > 20
    assert shelf.books == ()
    assert rehearsal.storyteller.calls == []


async def test_a_scary_idea_is_told_gently_and_the_book_keeps_what_was_typed(rehearsal):
    idea = "a scary monster, call us at +1 415 555 0132"
    book = await told(rehearsal, BARE.model_copy(update={"idea": idea}))

    asked = rehearsal.storyteller.calls[0].idea
    assert "scary" not in asked
    assert "555" not in asked
    assert book.idea == book.request.idea == idea
    (verdict,) = [verdict for verdict in book.verdicts if verdict.layer is Layer.INPUT]
    assert verdict.outcome is Outcome.SOFTENED
    assert "contact" in verdict.reasons
    assert book.said_plainly[0] == verdict.said
    assert book.text_by.notes[0] == verdict.said


async def test_every_page_says_what_was_thought_of_it(rehearsal):
    judge = Judge()
    rehearsal.moderators += (judge,)
    book = await told(rehearsal)

    for layer in (Layer.TEXT, Layer.PROMPT):
        for name in ("rules", "mistral"):
            assert outcomes(book, layer, name) == [Outcome.FINE] * 6


async def test_a_page_that_is_refused_may_be_mended_and_says_so(rehearsal):
    async def slip(scene: Scene) -> Scene:
        return scene.model_copy(update={"text": UNFIT_PAGE}) if scene.number == 2 else scene

    rehearsal.storyteller.before = slip
    book = await told(rehearsal)

    (refused,) = rehearsal.storyteller.refused
    assert "page 2 is not for a child at bedtime" in refused.message
    assert book.text_by.engine == "scribe"
    assert not any("gun" in scene.text for scene in book.scenes)
    assert outcomes(book, Layer.TEXT, "rules").count(Outcome.SOFTENED) == 1


async def test_a_story_of_unfit_pages_is_told_at_home(rehearsal):
    rehearsal.storyteller.version = "(model)"
    rehearsal.moderators += (Judge("page 4"),)
    book = await told(rehearsal)

    assert book.state is State.READY
    assert book.text_by.fallback == "page 4 is not for a child at bedtime: violence (mistral)"
    # What is told at home is judged at home, and nobody's opinion of the other story is kept.
    assert outcomes(book, Layer.TEXT, "rules") == [Outcome.FINE] * 6
    assert outcomes(book, Layer.TEXT, "mistral") == []


async def test_an_idea_that_judges_outside_refuse_is_told_at_home(rehearsal):
    rehearsal.moderators += (Judge("fox"),)
    book = await told(rehearsal)

    assert book.text_by.fallback == "the idea is not for a child at bedtime: violence (mistral)"


async def test_a_judge_who_does_not_answer_stops_nothing_and_is_asked_once(rehearsal):
    judge = Judge()
    judge.faults.extend([ProviderUnreachable("nobody answered")])
    rehearsal.moderators += (judge,)
    book = await told(rehearsal)

    assert (book.state, book.text_by.engine) == (State.READY, "scribe")
    assert outcomes(book, Layer.TEXT, "mistral") == [Outcome.UNSEEN] * 6
    assert len(judge.shown) == 1
    assert "nobody answered" in book.scenes[0].verdicts[1].said


async def test_nobody_outside_is_told_the_childs_name(rehearsal):
    judge, editor = Judge(), Editor()
    rehearsal.moderators += (judge,)
    rehearsal.reviewer = editor
    book = await told(rehearsal, BARE.model_copy(update={"child": "Mia", "idea": "Mia and a fox"}))

    assert all("Mia" in scene.text for scene in book.scenes)
    assert {layer for layer, _ in judge.shown} == {Layer.INPUT, Layer.TEXT, Layer.PROMPT}
    assert not any("Mia" in text for _, text in judge.shown)
    assert "{{HERO}}" in judge.shown[-2][1]
    assert "Mia" not in editor.read[0].model_dump_json()


async def test_a_story_the_reviewer_refuses_is_told_at_home(rehearsal):
    rehearsal.reviewer = Editor(Outcome.UNFIT)
    book = await told(rehearsal)

    assert book.text_by.fallback == "the story is not for a child at bedtime: fear (lifeline)"
    assert not any(verdict.judge == "lifeline" for verdict in book.verdicts)


async def test_a_review_that_cannot_be_had_is_an_unseen_verdict(rehearsal):
    rehearsal.reviewer = Editor(fault=ProviderUnreachable("nobody answered"))
    book = await told(rehearsal)

    (review,) = [verdict for verdict in book.verdicts if verdict.judge == "lifeline"]
    assert (book.text_by.fallback, review.outcome) == ("", Outcome.UNSEEN)


async def test_an_unfit_picture_is_painted_at_home_and_was_paid_for_all_the_same(rehearsal):
    rehearsal.moderators += (Judge(unfit_pictures=1),)
    rehearsal.behind_illustrator = RehearsalIllustrator()
    async with rehearsal.open() as house:
        begun = await house.production.begin(QUIET)
        book = await house.production.finished(begun.id)
        used = await house.library.ledger.today()

    fallbacks = [scene.made_by.picture.fallback for scene in book.scenes]
    assert sum("is not for a child at bedtime" in reason for reason in fallbacks) == 1
    # The page keeps why, as something that was made gentler on the way.
    seen = outcomes(book, Layer.PICTURE, "mistral")
    assert (seen.count(Outcome.FINE), seen.count(Outcome.SOFTENED), len(seen)) == (5, 1, 6)
    assert used["rehearsal"].pictures == 6


async def test_a_picture_that_nobody_could_look_at_stays_and_says_so(rehearsal):
    class NoPainting(Judge):
        sees = False

    rehearsal.moderators += (NoPainting(),)
    rehearsal.behind_illustrator = RehearsalIllustrator()
    book = await told(rehearsal, QUIET)

    assert outcomes(book, Layer.PICTURE, "mistral") == [Outcome.UNSEEN] * 6
    assert {scene.made_by.picture.fallback for scene in book.scenes} == {""}


async def test_what_is_painted_at_home_is_shown_to_nobody(rehearsal):
    class Curious(Judge):
        async def look(self, picture: bytes, *, prompt: str, age: int) -> Verdict:
            raise AssertionError("it was shown a picture of ours")

    rehearsal.moderators += (Curious(),)
    book = await told(rehearsal, QUIET)
    assert outcomes(book, Layer.PICTURE, "mistral") == []


async def test_what_a_painter_outside_is_asked_for_goes_out_gentle(rehearsal):
    async def slip(scene: Scene) -> Scene:
        prompts = {2: "a man with a bloody knife", 3: 'a fox under a sign that says "HOME"'}
        return scene.model_copy(update={"illustration_prompt": prompts.get(scene.number, "a fox")})

    rehearsal.storyteller, rehearsal.behind_storyteller = PagewiseStoryteller(slip), None
    rehearsal.behind_illustrator = at_home = RehearsalIllustrator()
    book = await told(rehearsal, QUIET)

    assert book.state is State.READY
    assert "the prompt of page 2" in book.scenes[1].made_by.picture.fallback
    assert [brief.page for brief in at_home.calls] == [2]
    assert not any("knife" in brief.prompt for brief in rehearsal.illustrator.calls)


async def test_a_parents_own_words_stay_and_are_only_noted(rehearsal):
    async with rehearsal.open() as house:
        begun = await house.production.begin(BARE)
        await house.production.finished(begun.id)
        page = await house.production.redo(begun.id, 2, "text", text=f"{UNFIT_PAGE} Call 415 555 0132.")

    assert page.scenes[1].text.startswith("The man took his gun")
    (noted,) = [verdict for verdict in page.scenes[1].verdicts if verdict.layer is Layer.TEXT]
    assert noted.outcome is Outcome.UNFIT
    assert "contact" in noted.reasons


async def test_a_judge_who_thinks_too_long_has_not_seen_it(rehearsal):
    class Slow(Judge):
        async def judge(self, text: str, *, layer: Layer, language: Language, age: int) -> Verdict:
            await asyncio.Event().wait()
            raise AssertionError("nobody woke it")

    rehearsal.moderators += (Slow(),)
    judges = Judges(rehearsal.cast(REQUEST), REQUEST, Resting(), patience_seconds=0.01)
    fine, unseen = await judges.words("A fox slept.", Layer.TEXT, by=judges.everybody)

    assert (fine.outcome, unseen.outcome) == (Outcome.FINE, Outcome.UNSEEN)
    assert "no answer within 0.01 s" in unseen.said
