"""A book's pages: their bytes, and making one part again."""

import pytest

from sandman.ports.errors import BadWork
from tests.api.conftest import Door


async def test_sound_may_be_asked_for_in_part(door: Door):
    address = f"/api/stories/{await door.told()}/scenes/1/narration"
    whole = (await door.get(address)).content

    for asked, expected in (
        ("bytes=0-9", whole[:10]),
        ("bytes=10-", whole[10:]),
        ("bytes=-7", whole[-7:]),
        ("bytes=5-99999999", whole[5:]),
    ):
        part = await door.get(address, headers={"Range": asked})
        assert (part.status_code, part.content) == (206, expected)
        assert part.headers["content-range"].endswith(f"/{len(whole)}")


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=9-3", "bytes=-0"])
async def test_bytes_that_are_not_there_cannot_be_had(door: Door, asked: str):
    part = await door.get(f"/api/stories/{await door.told()}/scenes/1/narration", headers={"Range": asked})

    assert part.status_code == 416
    assert part.headers["content-range"].startswith("bytes */")


async def test_a_thousand_ranges_are_one_answer(door: Door):
    address = f"/api/stories/{await door.told()}/scenes/1/narration"
    whole = (await door.get(address)).content

    many = await door.get(address, headers={"Range": "bytes=" + ",".join(["0-"] * 1000)})

    assert (many.status_code, many.content) == (200, whole)


async def test_a_range_of_an_older_version_is_not_mixed_with_the_new_one(door: Door):
    address = f"/api/stories/{await door.told()}/scenes/1/narration"

    answer = await door.get(address, headers={"Range": "bytes=0-9", "If-Range": '"older"'})

    assert answer.status_code == 200


async def test_head_says_what_get_would(door: Door):
    address = f"/api/stories/{await door.told()}/scenes/1/picture"
    asked, looked = await door.get(address), await door.head(address)

    assert looked.content == b""
    assert looked.headers["content-length"] == str(len(asked.content))
    assert looked.headers["etag"] == asked.headers["etag"]


async def test_bytes_are_kept_for_ever_only_under_their_own_address(door: Door):
    id = await door.told()
    path = (await door.get(f"/api/stories/{id}")).json()["scenes"][0]["picture"]["path"]
    address = f"/api/stories/{path}"

    right = await door.get(address)
    wrong = await door.get(f"{address[:-8]}00000000")
    kept = await door.get(address, headers={"If-None-Match": right.headers["etag"]})

    assert right.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert wrong.headers["cache-control"] == "no-cache"
    assert kept.status_code == 304


async def test_words_and_when_they_sound(door: Door):
    words = (await door.get(f"/api/stories/{await door.told()}/scenes/1/words")).json()

    assert " ".join(word["text"] for word in words["words"]).endswith("quiet.")
    assert words["words"][-1]["end"] <= words["seconds"]


async def test_a_picture_is_painted_again_and_the_rest_stays(door: Door):
    id = await door.told()
    before = (await door.get(f"/api/stories/{id}")).json()["scenes"][1]

    answer = await door.post(f"/api/stories/{id}/scenes/2/picture", headers={"Prefer": "wait=120"})

    after = answer.json()["scenes"][1]
    assert answer.status_code == 200
    assert after["picture"]["path"] != before["picture"]["path"]
    assert after["narration"]["words"] == before["narration"]["words"]


async def test_a_text_is_written_anew_and_read_anew(door: Door):
    id = await door.told()
    begun = await door.post(f"/api/stories/{id}/scenes/3/text", json={"text": "The fox sang a short song."})

    assert begun.status_code == 202
    told = (await door.get(f"/api/stories/{id}/events")).text
    assert "event: redone" in told
    scene = (await door.get(f"/api/stories/{id}")).json()["scenes"][2]
    assert scene["text"] == "The fox sang a short song."
    assert [word["text"] for word in scene["narration"]["words"]][-1] == "song."


async def test_a_part_that_cannot_be_made_again_says_so(door: Door):
    id = await door.told()
    door.engines.illustrator.faults.append(BadWork("the picture is black", port="illustration"))

    answer = await door.post(f"/api/stories/{id}/scenes/2/picture", headers={"Prefer": "wait=120"})

    assert (answer.status_code, answer.json()["type"]) == (502, "problems/bad-work")
    assert "event: redo_failed" in (await door.get(f"/api/stories/{id}/events")).text
    assert (await door.get(f"/api/stories/{id}/scenes/2/picture")).status_code == 200


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("scenes/7/picture", {}, 404),
        ("scenes/1/text", {}, 422),
        ("scenes/1/smell", {}, 422),
        ("scenes/1/narration", {"voice": "nobody"}, 422),
        ("scenes/1/narration", {"pace": 9}, 422),
    ],
)
async def test_what_cannot_be_made_again_is_refused(door: Door, address: str, body: dict, status: int):
    answer = await door.post(f"/api/stories/{await door.told()}/{address}", json=body)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
