"""What the trash still shows."""

from tests.api.conftest import Door


async def test_a_book_in_the_trash_keeps_its_cover(door: Door):
    id = await door.told()
    await door.delete(f"/api/stories/{id}")

    card = (await door.get("/api/stories?shelf=trash")).json()["stories"][0]

    assert card["cover"]["path"].startswith(f"../api/stories/{id}/")
    assert (await door.get(f"/api/stories/{id}/scenes/1/picture")).status_code == 200
