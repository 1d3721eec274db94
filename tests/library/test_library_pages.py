"""Pages laid one by one, what was thought of them, and parts that no longer fit."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from sandman.library import Library, Seconds, State, export_book, import_book
from sandman.ports.moderation import Layer, Outcome, Verdict
from tests.library.samples import (
    BUILTIN,
    KOKORO,
    PAINTER,
    TEXTS,
    a_finished_book,
    a_narration,
    a_picture,
    a_request,
    a_scene,
    a_story,
)

FINE = Verdict(layer=Layer.TEXT, judge="rules", outcome=Outcome.FINE)
SOFT = FINE.model_copy(update={"outcome": Outcome.SOFTENED, "reasons": ("fear",), "said": "A wolf left."})
SEEN = Verdict(layer=Layer.PICTURE, judge="lifeline", outcome=Outcome.FINE)
PROMPT = Verdict(layer=Layer.PROMPT, judge="rules", outcome=Outcome.FINE)


async def lay(library: Library, number: int, text: str, title: str = "The Fox") -> bool:
    return await library.lay("fox-1", a_scene(number, text), title=title, made_by=BUILTIN, verdicts=[FINE])


async def test_pages_are_there_as_soon_as_they_are_laid(library: Library):
    await library.begin("fox-1", a_request())
    laid = [await lay(library, number, TEXTS[number - 1]) for number in (1, 2)]
    book = await library.get("fox-1")

    assert laid == [True, True]
    assert (book.state, book.title, book.text_by) == (State.WRITING, "The Fox", None)
    assert [scene.text for scene in book.scenes] == list(TEXTS[:2])
    assert book.scenes[0].verdicts == (FINE,)
    assert book.scenes[0].made_by.text == BUILTIN


async def test_a_story_that_ends_as_it_was_laid_keeps_what_was_made_meanwhile(library: Library):
    await library.begin("fox-1", a_request())
    await lay(library, 1, TEXTS[0])
    await library.put_picture("fox-1", 1, await a_picture(library), PAINTER)
    await library.write_story("fox-1", a_story(), BUILTIN, verdicts={2: [SOFT]})
    book = await library.get("fox-1")

    assert book.state is State.MAKING
    assert book.scenes[0].picture
    assert [scene.verdicts for scene in book.scenes[:3]] == [(FINE,), (SOFT,), ()]


async def test_another_telling_takes_the_old_ones_pages_away(library: Library):
    await library.begin("fox-1", a_request())
    for number in (1, 2, 3):
        await lay(library, number, TEXTS[number - 1])
    await lay(library, 1, TEXTS[0])  # the same words once more: nothing is lost
    same = await library.get("fox-1")
    await lay(library, 1, "A fox awoke.")
    other = await library.get("fox-1")

    assert len(same.scenes) == 3
    assert [scene.text for scene in other.scenes] == ["A fox awoke."]


async def test_nothing_is_laid_into_a_book_that_was_cancelled(library: Library):
    await library.begin("fox-1", a_request())
    await library.set_state("fox-1", State.CANCELLED, "stopped by the parent")

    assert not await lay(library, 1, TEXTS[0])
    assert (await library.get("fox-1")).scenes == ()


async def test_what_was_made_from_other_words_comes_onto_no_page(library: Library):
    await library.begin("fox-1", a_request())
    await lay(library, 1, TEXTS[0])
    before = (await library.get("fox-1")).scenes[0]
    await library.lay("fox-1", a_scene(1, "Anew.", prompt="an owl"), title="The Owl", made_by=BUILTIN)
    picture, sound = await a_picture(library), await a_narration(library)

    assert not await library.put_picture("fox-1", 1, picture, PAINTER, painted_from=before)
    assert not await library.put_narration("fox-1", 1, sound, KOKORO, read_from=before)
    now = (await library.get("fox-1")).scenes[0]
    assert (now.picture, now.narration) == (None, None)
    assert await library.put_picture("fox-1", 1, picture, PAINTER, painted_from=now)
    assert await library.put_narration("fox-1", 1, sound, KOKORO, read_from=now)


async def test_a_judges_last_word_stands_and_goes_with_what_it_was_about(library: Library):
    await a_finished_book(library)
    await library.judge("fox-1", [FINE, PROMPT], number=2)
    await library.judge("fox-1", [SOFT], number=2)
    await library.put_picture("fox-1", 2, await a_picture(library), PAINTER, verdicts=[SEEN])
    judged = (await library.get("fox-1")).scenes[1].verdicts
    await library.write_scene("fox-1", a_scene(2, "Other words."), BUILTIN)
    rewritten = (await library.get("fox-1")).scenes[1].verdicts
    await library.put_picture("fox-1", 2, await a_picture(library, b"another"), PAINTER)
    repainted = (await library.get("fox-1")).scenes[1].verdicts

    assert judged == (SOFT, PROMPT, SEEN)
    assert rewritten == (PROMPT, SEEN)
    assert repainted == (PROMPT,)


async def test_a_book_is_judged_as_one_too(library: Library):
    await library.begin("fox-1", a_request())
    wish = Verdict(layer=Layer.INPUT, judge="rules", outcome=Outcome.SOFTENED, said="No wolves.")
    await library.judge("fox-1", [wish])

    assert (await library.get("fox-1")).verdicts == (wish,)
    assert library.document(await library.get("fox-1"))["verdicts"][0]["said"] == "No wolves."


async def test_a_voice_is_cast_once(library: Library):
    await library.begin("fox-1", a_request())

    assert await library.cast_voice("fox-1", "af_heart") == "af_heart"
    assert await library.cast_voice("fox-1", "bm_lewis") == "af_heart"
    assert (await library.get("fox-1")).voice == "af_heart"


async def test_when_page_one_was_there_is_remembered_to_the_end(library: Library):
    await library.begin("fox-1", a_request())
    await library.first_page("fox-1", 4.5)
    await library.finish("fox-1", Seconds(total=30.0))

    assert (await library.get("fox-1")).seconds == Seconds(first_page=4.5, total=30.0)


@pytest.fixture
async def exported(sqlite_library: Library, tmp_path: Path) -> Path:
    await a_finished_book(sqlite_library)
    await sqlite_library.judge("fox-1", [SOFT], number=1)
    await sqlite_library.cast_voice("fox-1", "af_heart")
    return await export_book(sqlite_library, "fox-1", tmp_path / "fox.sandman")


async def test_an_archive_keeps_verdicts(exported: Path, empty_sqlite: Path, tmp_path: Path):
    shutil.copy(empty_sqlite, tmp_path / "other.db")
    async with await Library.open(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "other") as other:
        imported = await import_book(other, exported)
        book = await other.get(imported.id)

    assert book.scenes[0].verdicts == (SOFT,)
    assert book.voice == "af_heart"


async def test_an_archive_from_before_there_were_verdicts_is_imported(
    exported: Path, empty_sqlite: Path, tmp_path: Path
):
    old = tmp_path / "old.sandman"
    with zipfile.ZipFile(exported) as new, zipfile.ZipFile(old, "w") as archive:
        files = {name: new.read(name) for name in new.namelist()}
        book = json.loads(files["book.json"])
        for judged in (book, *book["scenes"]):
            del judged["verdicts"]
        del book["voice"]
        files["book.json"] = json.dumps(book).encode()
        manifest = json.loads(files["manifest.json"])
        digest = hashlib.sha256(files["book.json"]).hexdigest()
        manifest["files"]["book.json"] = {"sha256": digest, "size": len(files["book.json"])}
        files["manifest.json"] = json.dumps(manifest).encode()
        for name, data in files.items():
            archive.writestr(name, data)
    shutil.copy(empty_sqlite, tmp_path / "other.db")
    async with await Library.open(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "other") as other:
        imported = await import_book(other, old)
        again = await import_book(other, old)
        there = await other.get(imported.id)

    assert (again.id, again.new) == (imported.id, False)
    assert (there.verdicts, there.voice, there.scenes[0].verdicts) == ((), "", ())
