"""Books over HTTP: asked for, looked at, changed, thrown away."""

from urllib.parse import urljoin

from tests.api.conftest import Door


async def test_a_story_is_asked_for_and_made(door: Door):
    asked = await door.post("/api/story", json={"idea": "a fox", "child": "Mina", "age": 6})

    assert asked.status_code == 202
    here = urljoin("http://localhost:8765/api/story", asked.headers["location"])
    assert here == f"http://localhost:8765/api/stories/{asked.json()['id']}"
    followed = await door.get(urljoin("http://localhost:8765/api/story", asked.json()["events"]))
    assert "event: ready" in followed.text
    assert followed.text.endswith("event: end\ndata: {}\n\n")
    book = (await door.get(here)).json()
    assert (book["state"], book["child"], book["age"]) == ("ready", "Mina", 6)
    assert [scene["number"] for scene in book["scenes"]] == [1, 2, 3, 4, 5, 6]


async def test_who_prefers_to_wait_gets_the_book(door: Door):
    answer = await door.post("/api/stories", json={"idea": "a fox"}, headers={"Prefer": "wait=120"})

    assert answer.status_code == 201
    assert answer.headers["preference-applied"] == "wait=120"
    assert answer.json()["state"] == "ready"


async def test_who_has_waited_long_enough_is_told_where_to_look(door: Door):
    door.engines.illustrator.gate.clear()

    answer = await door.post("/api/story", json={"idea": "a fox"}, headers={"Prefer": "wait=1"})

    assert answer.status_code == 202
    assert answer.json()["events"] == f"../api/stories/{answer.json()['id']}/events"
    door.engines.illustrator.gate.set()
    assert "event: ready" in (await door.get(f"/api/stories/{answer.json()['id']}/events")).text


async def test_every_address_leads_somewhere_from_wherever_it_was_given(door: Door):
    id = await door.told()
    for asked in ("/api/stories", f"/api/stories/{id}"):
        answer = await door.get(asked)
        book = answer.json()
        pictures = (
            [book["stories"][0]["cover"]] if "stories" in book else [s["picture"] for s in book["scenes"]]
        )
        for picture in pictures:
            assert not picture["path"].startswith(("/", "http"))
            found = await door.get(urljoin(f"http://localhost:8765{asked}", picture["path"]))
            assert found.headers["content-type"] == "image/webp"
            assert "immutable" in found.headers["cache-control"]


async def test_addresses_stay_below_a_sub_path(door: Door):
    id = await door.told()

    book = (await door.get(f"/api/stories/{id}")).json()

    outside = urljoin(f"https://home.example/tales/api/stories/{id}", book["scenes"][0]["picture"]["path"])
    assert outside.startswith(f"https://home.example/tales/api/stories/{id}/scenes/1/picture?v=")


async def test_the_same_key_twice_is_one_book(door: Door):
    key = {"Idempotency-Key": "tonight"}
    first = await door.post("/api/story", json={"idea": "a fox"}, headers=key)

    again = await door.post("/api/stories", json={"idea": "a fox"}, headers=key)
    other = await door.post("/api/story", json={"idea": "a bear"}, headers=key)

    assert again.json()["id"] == first.json()["id"]
    assert len((await door.get("/api/stories")).json()["stories"]) == 1
    told = (await door.get(f"/api/stories/{again.json()['id']}/events")).text
    assert told.count("event: begun") == 1
    assert other.status_code == 422
    assert other.json()["type"] == "problems/key-used-before"


async def test_the_shelf_comes_in_pages(door: Door):
    ids = [await door.told(idea=f"a fox and {n} stars") for n in range(5)]

    first = (await door.get("/api/stories", params={"limit": 3})).json()
    rest = (await door.get("/api/stories", params={"limit": 3, "cursor": first["cursor"]})).json()

    assert [card["id"] for card in first["stories"] + rest["stories"]] == ids[::-1]
    assert rest["cursor"] is None


async def test_the_shelf_is_searched(door: Door):
    await door.told(idea="a fox", child="Mina")
    other = await door.told(idea="un ours", child="Léa", language="fr")

    async def found(**asked: str) -> list[str]:
        return [card["id"] for card in (await door.get("/api/stories", params=asked)).json()["stories"]]

    assert await found(query="ours") == [other]
    assert await found(child="Léa", language="fr") == [other]
    assert await found(query="dragon") == []


async def test_what_has_not_changed_is_not_sent_again(door: Door):
    id = await door.told()
    for address in (f"/api/stories/{id}", "/api/stories", "/api/world", "/api/voices"):
        etag = (await door.get(address)).headers["etag"]

        again = await door.get(address, headers={"If-None-Match": f'"other", {etag}'})

        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag


async def test_a_book_is_marked_and_told_where_it_was_left(door: Door):
    id = await door.told()
    heard = {"page": 3, "seconds": 4.5, "finished": False}

    changed = await door.patch(
        f"/api/stories/{id}",
        json={"title": " The Red Fox ", "favourite": True, "approved": True, "heard": heard},
    )

    book = changed.json()
    assert (book["title"], book["favourite"]) == ("The Red Fox", True)
    assert book["approved_at"]
    assert book["heard"].items() >= heard.items()
    shelf = (await door.get("/api/stories", params={"shelf": "continue"})).json()
    assert [card["id"] for card in shelf["stories"]] == [id]
    assert (await door.get("/api/stories", params={"shelf": "waiting"})).json()["stories"] == []


async def test_a_book_goes_into_the_trash_and_comes_back(door: Door):
    id = await door.told()

    assert (await door.delete(f"/api/stories/{id}")).status_code == 204

    gone = await door.get(f"/api/stories/{id}")
    assert gone.status_code == 404
    assert "trash" in gone.json()["detail"]
    assert [c["id"] for c in (await door.get("/api/stories?shelf=trash")).json()["stories"]] == [id]
    assert (await door.post(f"/api/stories/{id}/restore")).json()["id"] == id
    assert (await door.get(f"/api/stories/{id}")).status_code == 200


async def test_a_book_destroyed_is_gone_with_its_pictures(door: Door):
    id = await door.told()
    picture = f"/api/stories/{id}/scenes/1/picture"
    media = list((door.house.settings.home / "media").rglob("*.webp"))

    assert (await door.delete(f"/api/stories/{id}?forever=true")).status_code == 204

    assert (await door.get(picture)).status_code == 404
    assert not any(file.exists() for file in media)
    assert (await door.post(f"/api/stories/{id}/restore")).status_code == 404


async def test_work_is_stopped_and_taken_up_again(door: Door):
    door.engines.illustrator.gate.clear()
    id = (await door.post("/api/story", json={"idea": "a fox"})).json()["id"]

    stopped = await door.post(f"/api/stories/{id}/cancel")
    door.engines.illustrator.gate.set()
    resumed = await door.post(f"/api/stories/{id}/resume")

    assert stopped.json()["state"] == "cancelled"
    assert (resumed.status_code, resumed.json()["id"]) == (202, id)
    told = (await door.get(f"/api/stories/{id}/events")).text
    assert told.index("event: cancelled") < told.index("event: ready")


async def test_everything_wrong_with_a_request_is_said_at_once(door: Door):
    answer = await door.post(
        "/api/story", json={"idea": "x" * 2001, "age": 40, "hero": "vampire", "colour": 1}
    )

    problem = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == "problems/idea-not-usable"
    assert problem["detail"] == "the idea has 2,001 characters; a story starts from at most 2,000"
    assert problem["hint"] == "say it in a sentence or two"
    assert [error["field"] for error in problem["errors"]] == ["idea", "age", "hero", "colour"]
    assert problem["errors"][1]["detail"] == "age 40 was given; stories are written for ages 3 to 10"
    assert problem["errors"][1]["hint"] == "choose an age from 3 to 10"


async def test_a_voice_that_is_not_here_is_refused_before_anything_is_begun(door: Door):
    answer = await door.post("/api/story", json={"idea": "a fox", "voice": "nobody"})

    assert (answer.status_code, answer.json()["type"]) == (422, "problems/voice-unknown")
    assert "sandman" not in answer.json()["hint"]
    assert (await door.get("/api/stories")).json()["stories"] == []


async def test_what_is_not_json_is_said_to_be_so(door: Door):
    for body in (b'{"idea":', b"\xff\xfe", b""):
        answer = await door.post("/api/story", content=body, headers={"Content-Type": "application/json"})
        assert answer.status_code in (400, 422)
        assert answer.headers["content-type"] == "application/problem+json"


async def test_a_cursor_of_nobodys_is_the_callers_to_mend(door: Door):
    answer = await door.get("/api/stories", params={"cursor": "elsewhere"})

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["cursor"]


async def test_an_idea_that_is_not_for_bedtime_is_kindly_refused(door: Door):
    asked = {"idea": "a story where the fox is murdered and there is blood everywhere", "child": "Mina"}

    answer = await door.post("/api/story", json=asked)
    problem = answer.json()

    assert (answer.status_code, problem["type"]) == (422, "problems/not-for-bedtime")
    assert [error["field"] for error in problem["errors"]] == ["idea"]
    assert problem["errors"][0]["detail"] == problem["detail"]
    assert "murder" not in problem["detail"]
    assert (await door.get("/api/stories")).json()["stories"] == []
