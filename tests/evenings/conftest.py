"""An evening: a true server with rehearsal engines, the built site, and a true browser."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from sandman.app.settings import load_settings
from tests.evenings.browser import DESKTOP, PATIENCE_MS, NoChromium, chromium, new_context
from tests.evenings.engines import HOARSE
from tests.evenings.server import REPOSITORY, Server
from tests.evenings.states import IDEAS
from tests.evenings.watch import Watch
from tests.vendors.mistral import MistralStandIn
from tests.vendors.serving import serving

HERE = Path(__file__).parent
SITE = load_settings().web
PICTURES = REPOSITORY / "artefacts" / "evenings"
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=PATIENCE_MS)

OpenPage = Callable[..., Awaitable[Page]]
Books = dict[str, dict[str, Any]]
"""Documents of books to read: one a language for a child of five, an `older` one in English
and `ja-older`, and one that `failed`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all evenings, for they share a browser; and a door to loopback, no further."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="package"), append=False)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the evening itself went wrong, for the fixture that takes the picture."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="package")
def site() -> None:
    """The built site."""
    if not (SITE / "index.html").is_file():
        pytest.fail(f"the web app is not built: there is no {SITE / 'index.html'}\n\nhint: make setup")


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser(site: None) -> AsyncIterator[Browser]:
    """Debian's chromium."""
    try:
        async with chromium() as browser:
            yield browser
    except NoChromium as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="package")
def mistral() -> Iterator[tuple[MistralStandIn, str]]:
    """Mistral as the house meets it, and where."""
    vendor = MistralStandIn()
    with serving(vendor) as address:
        yield vendor, address
    assert not vendor.wrong, vendor.wrong


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def house(
    tmp_path_factory: pytest.TempPathFactory, site: None, mistral: tuple[MistralStandIn, str]
) -> AsyncIterator[Server]:
    """The house that the evenings share; it has no keys, and would find Mistral if it had one."""
    settings = {"SANDMAN_MISTRAL_URL": mistral[1]}
    server = Server(tmp_path_factory.mktemp("evenings") / "home", settings=settings)
    try:
        yield await server.start()
    finally:
        await server.stop()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def told(house: Server) -> Books:
    """Books on the shared shelf; no evening changes their pages."""
    told = {language: house.tell(idea, language=language) for language, idea in IDEAS.items()}
    told["older"] = house.tell("a whale who hums", age=8)
    told["ja-older"] = house.tell(IDEAS["ja"], language="ja", age=8)
    told["failed"] = house.tell(f"a {HOARSE} frog", fails=True)
    told["thrown"] = house.tell("a goose")
    books = dict(zip(told, await asyncio.gather(*told.values()), strict=True))
    await house.ask("DELETE", f"api/stories/{books.pop('thrown')['id']}")
    return books


@pytest_asyncio.fixture(loop_scope="package")
async def books(house: Server, told: Books) -> Books:
    """The same, each lying closed: nobody has heard any of it."""
    unheard = {"heard": {"page": 1, "seconds": 0.0, "finished": False}}
    await asyncio.gather(
        *(house.ask("PATCH", f"api/stories/{book['id']}", json=unheard) for book in told.values())
    )
    return told


@pytest_asyncio.fixture(loop_scope="package")
async def own_house(tmp_path: Path, site: None) -> AsyncIterator[Server]:
    """A house for one evening, to be killed or found empty."""
    server = Server(tmp_path / "home")
    try:
        yield await server.start()
    finally:
        await server.stop()


@pytest_asyncio.fixture(loop_scope="package")
async def open_page(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[OpenPage]:
    """Opens pages in browsers without a past; afterwards nothing may have gone wrong in any of them."""
    opened: list[tuple[BrowserContext, Watch]] = []

    async def open_one(
        house: Server,
        path: str = "",
        *,
        size: tuple[int, int] = DESKTOP,
        language: str = "en",
        expects: str = "",
        **preferences: object,
    ) -> Page:
        context = await new_context(browser, size=size, language=language, preferences=preferences)
        opened.append((context, Watch(context, house.root, expects=expects)))
        page = await context.new_page()
        await page.goto(house.app(path))
        return page

    yield open_one
    faults = [fault for _, watch in opened for fault in watch.faults]
    if faults or request.node.stash.get(FAILED, True):
        name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
        await _take_pictures([page for context, _ in opened for page in context.pages], name)
    for context, _ in opened:
        await context.close()
    assert not faults, "\n".join(faults)


async def _take_pictures(pages: list[Page], name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number, page in enumerate(pages, 1):
        await page.screenshot(path=PICTURES / f"{name}-{number}.png")
