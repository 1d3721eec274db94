"""What can be told of a screen without eyes: room, reach and access, in both themes and at both widths."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]

from tests.evenings.conftest import Books, OpenPage
from tests.evenings.server import Server
from tests.evenings.states import STATES, Visit
from tests.evenings.watch import REFUSED

NARROW, WIDE = (320, 640), (1280, 800)
FOR_PARENTS_PX, FOR_CHILDREN_PX = 44, 64

SPILLS, SMALL = (Path(__file__).with_name(name).read_text() for name in ("spills.js", "small.js"))
GRAVE = {"serious", "critical"}


@pytest.mark.parametrize(("theme", "size"), [("night", NARROW), ("day", WIDE)], ids=["night", "day"])
async def test_every_screen_is_whole_within_reach_and_open_to_everybody(
    house: Server, books: Books, open_page: OpenPage, theme: str, size: tuple[int, int]
) -> None:
    found: list[str] = []
    page = await open_page(house, size=size, theme=theme, expects=REFUSED)
    await page.emulate_media(reduced_motion="reduce")
    for state, lead in STATES.items():
        await page.evaluate("sessionStorage.clear()")
        await lead(Visit(page, house, books))
        found += [f"{state}: {spill}" for spill in await page.evaluate(SPILLS)]
        found += [
            f"{state}: {small}" for small in await page.evaluate(SMALL, [FOR_PARENTS_PX, FOR_CHILDREN_PX])
        ]
        answer = await Axe().run(page)
        found += [_told(state, fault) for fault in answer.response["violations"] if fault["impact"] in GRAVE]
    assert not found, "\n".join(found)


def _told(state: str, fault: dict[str, Any]) -> str:
    where = "; ".join(f"{node['target']} {node['failureSummary'][:200]}" for node in fault["nodes"][:3])
    return f"{state}: {fault['id']}: {fault['help']}: {where}"
