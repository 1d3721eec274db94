"""A door to knock at: in this process for ordinary questions, on a loopback port for long answers."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from sandman.app.house import House
from tests.api.rehearsed import RehearsedEngines, rehearsed_house


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A small built web app."""
    folder = tmp_path / "web"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(
        '<!doctype html><html lang="en"><head><base href="./"><title>Sandman Tales</title></head></html>'
    )
    (folder / "assets" / "app-1a2b3c4d.js").write_text("console.log('good night');\n" * 100)
    (folder / "sw.js").write_text("self.addEventListener('install', () => {});\n")
    (folder / "app.webmanifest").write_text('{"name": "Sandman Tales"}')
    (tmp_path / "secret.txt").write_text("not for anybody")
    return folder


class Door(httpx.AsyncClient):
    """A caller at the door, who knows the house behind it."""

    house: House

    @property
    def engines(self) -> RehearsedEngines:
        """The rehearsal engines."""
        assert isinstance(self.house.engines, RehearsedEngines)
        return self.house.engines

    async def told(self, **asked: object) -> str:
        """The id of a book that is ready."""
        answer = await self.post(
            "/api/story", json={"idea": "a fox", **asked}, headers={"Prefer": "wait=120"}
        )
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])


@pytest.fixture
async def door(tmp_path: Path, web: Path) -> AsyncIterator[Door]:
    """The door of a house with rehearsal engines."""
    async with rehearsed_house(tmp_path / "home", web=web) as (house, application):
        transport = httpx.ASGITransport(application)
        async with Door(transport=transport, base_url="http://localhost:8765") as caller:
            caller.house = house
            yield caller
