"""The app's files."""

from urllib.parse import urljoin

import httpx
import pytest

from tests.api.conftest import Door
from tests.api.rehearsed import rehearsed_house


async def test_the_root_leads_to_the_app_wherever_it_is(door: Door):
    for address in ("/", "/app"):
        answer = await door.get(address)
        assert answer.status_code == 307
        assert urljoin(f"http://localhost{address}", answer.headers["location"]) == "http://localhost/app/"


@pytest.mark.parametrize(
    ("address", "base"), [("", "./"), ("new", "./"), ("read/a-1", "../"), ("a/b/c", "../../")]
)
async def test_every_address_inside_the_app_is_the_app(door: Door, address: str, base: str):
    page = await door.get(f"/app/{address}")

    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["cache-control"] == "no-cache"
    assert f'<base href="{base}">' in page.text
    assert urljoin(f"http://localhost/app/{address}", base) == "http://localhost/app/"


async def test_files_are_kept_as_long_as_their_names_say(door: Door):
    for name, kept, kind in (
        ("assets/app-1a2b3c4d.js", "public, max-age=31536000, immutable", "text/javascript"),
        ("sw.js", "no-cache", "text/javascript"),
        ("app.webmanifest", "no-cache", "application/manifest+json"),
    ):
        file = await door.get(f"/app/{name}")
        assert file.headers["cache-control"] == kept
        assert file.headers["content-type"].split(";")[0] == kind
        again = await door.get(f"/app/{name}", headers={"If-None-Match": file.headers["etag"]})
        assert again.status_code == 304


async def test_text_goes_out_compressed_and_sound_does_not(door: Door):
    script = await door.get("/app/assets/app-1a2b3c4d.js", headers={"Accept-Encoding": "gzip"})
    sound = await door.get(
        f"/api/stories/{await door.told()}/scenes/1/narration", headers={"Accept-Encoding": "gzip"}
    )

    assert script.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in sound.headers


@pytest.mark.parametrize(
    "address", ["assets/old-00000000.js", "assets/../../secret.txt", "assets/%2e%2e/%2e%2e/secret.txt"]
)
async def test_what_is_not_there_is_not_there(door: Door, address: str):
    answer = await door.get(f"/app/{address}")

    assert "not for anybody" not in answer.text
    assert answer.status_code in (404, 200)
    if address.startswith("assets/old"):
        assert answer.status_code == 404


@pytest.mark.parametrize("address", ["%2e%2e/secret.txt", "..%2fsecret.txt", "%00", "x" * 5000])
async def test_no_address_leads_out_of_the_folder(door: Door, address: str):
    answer = await door.get(f"/app/{address}")

    assert "not for anybody" not in answer.text
    assert answer.headers["content-type"].startswith("text/html")


async def test_without_a_build_the_page_says_how_to_get_one(tmp_path):
    async with rehearsed_house(tmp_path) as (_, application):
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as caller:
            page = await caller.get("/app/")

    assert page.status_code == 503
    assert "make setup" in page.text
