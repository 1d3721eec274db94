"""What there is, and what a story would make of an idea."""

import io

import pytest
from PIL import Image

from sandman.stories import Kind, world
from tests.api.conftest import Door


async def test_the_world_is_named_in_each_language(door: Door):
    for language, fox in (("en", "Fox"), ("fr", "Renard"), ("ja", "きつね"), ("hi", "लोमड़ी")):
        things = (await door.get("/api/world", params={"language": language})).json()
        assert things["hero"][0] == {"id": "fox", "name": fox}
        assert [thing["id"] for thing in things["weather"]] == list(world().ids(Kind.WEATHER))


async def test_a_hero_is_painted_once(door: Door, monkeypatch: pytest.MonkeyPatch):
    heroes = (await door.get("/api/heroes")).json()["heroes"]

    first = await door.get(f"/api/{heroes[0]['picture'].removeprefix('../api/')}")
    monkeypatch.setattr(door.engines, "portrait", None)
    again = await door.get("/api/heroes/fox/picture", headers={"If-None-Match": first.headers["etag"]})

    assert Image.open(io.BytesIO(first.content)).size == (256, 256)
    assert again.status_code == 304
    assert (await door.get("/api/heroes/vampire/picture")).status_code == 404


async def test_an_idea_is_understood_in_another_languages_words(door: Door):
    asked = {"idea": "a shy owl with a lantern and a spreadsheet", "child": "Mina"}

    understood = (await door.post("/api/understand", params={"names": "fr"}, json=asked)).json()

    assert understood["understood"]["hero"] == {"id": "owl", "name": "Hibou"}
    assert understood["understood"]["prop"]["id"] == "lantern"
    assert understood["unused"] == ["spreadsheet"]
    assert understood["gentle"] == {"outcome": "fine", "said": ""}


async def test_what_will_be_softened_is_said_beside_the_idea(door: Door):
    asked = {"idea": "a fox and a scary monster with a knife", "age": 4}

    gentle = (await door.post("/api/understand", json=asked)).json()["gentle"]

    assert gentle["outcome"] == "softened"
    assert gentle["said"]


async def test_an_idea_that_is_too_long_is_said_as_when_a_story_is_asked_for(door: Door):
    for address in ("/api/understand", "/api/story"):
        problem = (await door.post(address, json={"idea": "x" * 2001})).json()
        assert problem["errors"][0]["detail"].startswith("the idea has 2,001 characters")


async def test_children_are_known_from_their_books(door: Door):
    await door.told(child="Léa", language="fr", age=4)
    await door.told(child="Mina", age=6)
    await door.told(child="Mina", age=7)

    children = (await door.get("/api/children")).json()["children"]

    assert children[0] == {"name": "Mina", "age": 7, "language": "en", "stories": 2}
    assert [child["name"] for child in children] == ["Mina", "Léa"]


async def test_voices_engines_languages_and_styles(door: Door):
    voices = (await door.get("/api/voices?language=ja")).json()["voices"]

    assert {voice["language"] for voice in voices} == {"ja"}
    assert (await door.get("/api/engines")).json()["narrator"][0]["id"] == voices[0]["engine"] == "rehearsal"
    assert len((await door.get("/api/languages")).json()["languages"]) == 4
    assert (await door.get("/api/styles")).json() == {"styles": []}


async def test_who_watches_sees_what_was_made(door: Door):
    await door.told()

    numbers = (await door.get("/metrics")).text

    assert 'sandman_parts_made_total{part="picture"} 6.0' in numbers
    assert 'sandman_requests_total{method="POST",route="/api/story",status="201"} 1.0' in numbers
    assert "sandman_books_in_the_making 0.0" in numbers
    health = (await door.get("/api/health")).json()
    assert (health["voices"], health["making"]) == ("warming", 0)
