"""Keys come and go while the house is open: what holds is what holds when a book is begun."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from pydantic import SecretStr

from tests.keyed.street import WORDS_ONLY, Evening, Street, evening

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(open_street: Street, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Evening]:
    """A house that knows where Mistral is, and has no key."""
    home = tmp_path_factory.mktemp("home")
    async with evening(home, open_street, mistral_url=open_street.urls["mistral"]) as house:
        yield house


async def test_a_key_given_now_writes_the_next_book_and_one_taken_away_does_not(house: Evening):
    keys = house.house.engines.accounts.keys
    before = await house.book(**WORDS_ONLY)
    keys.keep("mistral", SecretStr(house.street.mistral.key))
    with_key = await house.book(**WORDS_ONLY)
    house.house.engines.accounts.choices.choose("mistral", model="mistral-large-latest")
    with_model = await house.book(**WORDS_ONLY)
    keys.drop("mistral")
    after = await house.book(**WORDS_ONLY)

    assert [book.text_by.engine for book in (before, with_key, with_model, after)] == [
        "builtin", "mistral", "mistral", "builtin",
    ]  # fmt: skip
    assert [with_key.text_by.model, with_model.text_by.model] == [
        "mistral-medium-latest",
        "mistral-large-latest",
    ]
    assert after.text_by.fallback == ""


async def test_a_refused_key_costs_one_wait_and_a_better_one_is_tried_at_once(house: Evening):
    keys = house.house.engines.accounts.keys
    keys.keep("mistral", SecretStr("mistral-wrong-key-0123456789"))
    refused = await house.book(**WORDS_ONLY)
    asked = len(house.street.mistral.requests)
    again = await house.book(forgiving=False, **WORDS_ONLY)
    asked_again = len(house.street.mistral.requests)
    keys.keep("mistral", SecretStr(house.street.mistral.key))
    await house.house.mended("mistral")
    better = await house.book(forgiving=False, **WORDS_ONLY)
    keys.drop("mistral")

    assert "key" in refused.text_by.fallback
    assert again.text_by.fallback == refused.text_by.fallback
    assert asked_again == asked
    assert (better.text_by.engine, better.text_by.fallback) == ("mistral", "")
    assert (await house.house.ledger.faults()).get("mistral") is None


async def test_a_book_begun_with_a_key_and_gone_on_with_without_one_is_finished(house: Evening):
    book = await house.book(storyteller="mistral", **WORDS_ONLY)

    assert book.text_by.engine == "builtin"
    assert book.text_by.fallback == "there is no key for Mistral"
    assert house.street.mistral.requests == []
