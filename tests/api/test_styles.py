"""What is told of picture styles, and their pictures."""

import io

from PIL import Image

from sandman.styles import StyleName
from tests.api.conftest import Door
from tests.api.shelved import shelve


async def test_published_styles_are_told_with_their_pictures(door: Door):
    shelf = door.house.engines.easels.shelf
    assert (await door.get("/api/styles")).json() == {"styles": []}
    shelve(shelf.folder, "moon", 1)
    shelve(shelf.folder, "moon", 2, title="Moonlit", samples=2)
    shelf.use(StyleName("moon"))

    told = (await door.get("/api/styles")).json()["styles"]

    assert [(each["style"], each["title"], each["in_use"]) for each in told] == [
        ("moon@2", "Moonlit", True),
        ("moon@1", "moon", False),
    ]
    assert told[0]["trigger"] == "sndmntls style"
    assert told[0]["base"] == "sd15"
    assert "`/nowhere/sd15` is not there" in told[0]["trouble"]
    assert told[1]["samples"] == []
    sample = await door.get(f"/api/{told[0]['samples'][1]}".replace("/api/../api", "/api"))
    assert sample.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(sample.content)) as picture:
        assert picture.size == (40, 30)
    etag = {"If-None-Match": sample.headers["etag"]}
    assert (await door.get("/api/styles/moon/2/samples/2", headers=etag)).status_code == 304


async def test_what_no_style_has_is_not_found(door: Door):
    shelve(door.house.engines.easels.shelf.folder, "moon", 1, samples=1)
    for path in ("moon/1/samples/2", "moon/3/samples/1", "sun/1/samples/1"):
        assert (await door.get(f"/api/styles/{path}")).status_code == 404
    for path in ("moon/1/samples/0", "Moon/1/samples/1", "moon/..%2f/samples/1"):
        assert (await door.get(f"/api/styles/{path}")).status_code in (404, 422)


async def test_a_wish_for_a_style_that_is_not_there_is_refused_beside_its_field(door: Door):
    answer = await door.post("/api/story", json={"idea": "a fox", "style": "moon"})

    assert answer.status_code == 422
    assert "there is no picture style `moon` here" in answer.json()["detail"]
    assert answer.json()["errors"][0]["field"] == "style"


async def test_a_style_in_use_that_cannot_be_painted_in_keeps_no_book_from_being_told(door: Door):
    shelf = door.house.engines.easels.shelf
    shelve(shelf.folder, "moon", 1)
    shelf.use(StyleName("moon"))

    book = (await door.get(f"/api/stories/{await door.told()}")).json()

    assert book["state"] == "ready"
