"""Whatever is sent, the answer is one that the OpenAPI document tells of, and never a fault of ours."""

import asyncio
import re
import threading
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CheckFunction
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sandman.api.application import Application, routes
from sandman.app.house import open_house
from sandman.app.settings import Settings
from sandman.ports.book import ID_PATTERN
from sandman.production.crew import Crew
from sandman.stories import StoryRequest
from tests.api.rehearsed import RehearsedEngines

CASES_EACH = 70
HERE = "http://localhost:8765"
BOOK = "tonight"
CHECKS: list[CheckFunction] = [status_code_conformance, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_dict(routes().openapi())


class WordsOnly(RehearsedEngines):
    """Tells every story in words, at once; the parts of the one book that has them are rehearsals."""

    def cast(self, request: StoryRequest) -> Crew:
        bare = {} if request.idea == BOOK else {"illustrator": "none", "narrator": "none"}
        return super().cast(request.model_copy(update=bare))


class Knocker:
    """Sends requests from a test's thread to a house that lives on a loop of its own."""

    def __init__(self, home: Path) -> None:
        self._loop = asyncio.new_event_loop()
        self._open = AsyncExitStack()
        self.cases = 0
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.caller = self._there(self._opened(home))

    def send(self, **asked: Any) -> httpx.Response:
        self.cases += 1
        return self._there(self.caller.request(**asked))

    def close(self) -> None:
        self._there(self._open.aclose())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _opened(self, home: Path) -> httpx.AsyncClient:
        settings = Settings(home=home, web=home / "no-web")
        house = await self._open.enter_async_context(open_house(settings, engines=WordsOnly(settings)))
        transport = httpx.ASGITransport(Application(house), raise_app_exceptions=False)
        caller = httpx.AsyncClient(transport=transport, base_url=HERE)
        return await self._open.enter_async_context(caller)

    def _there(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


@pytest.fixture(scope="module")
def knocker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knocker]:
    knocker = Knocker(tmp_path_factory.mktemp("fuzzed"))
    yield knocker
    knocker.close()


@pytest.fixture(scope="module")
def book(knocker: Knocker) -> str:
    """The id of a book with pictures and sound."""
    asked = {"idea": BOOK, "child": "Mina"}
    answer = knocker.send(method="POST", url="/api/story", json=asked, headers={"Prefer": "wait=30"})
    assert answer.status_code == 201
    return str(answer.json()["id"])


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisDeprecationWarning")  # their own strategies'
@schema.parametrize()
@settings(
    max_examples=CASES_EACH,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_we_told_of(case: schemathesis.Case, knocker: Knocker, book: str):
    # Ids made up by chance are nobody's; half of the questions are about the book there is.
    id = str(case.path_parameters.get("id", ""))
    if re.fullmatch(ID_PATTERN, id) and case.method != "DELETE" and ord(id[-1]) % 2:
        case.path_parameters["id"] = book
    asked = case.as_transport_kwargs(base_url=HERE)

    answer = knocker.send(
        method=asked["method"],
        url=asked["url"],
        params=asked.get("params"),
        headers=asked["headers"],
        json=asked.get("json"),
        content=asked.get("data"),
    )

    assert answer.status_code != 500
    case.validate_response(answer, checks=CHECKS)


def test_two_thousand_questions_were_asked(knocker: Knocker):
    assert knocker.cases >= 2000
