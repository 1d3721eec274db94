"""What a token costs, in US dollars a million: published prices as of November 2026, to estimate by.

Vendors change them without a word; the invoice is theirs. A model that is not listed is counted by the
dearest one of its vendor, so that a spending limit errs on the side of the household's purse.
"""

from collections.abc import Mapping

from sandman.ports.chat import Usage

Prices = Mapping[str, tuple[float, float]]
"""By the beginning of a model's id: what is read, what is written."""

# mistral.ai/pricing, as quoted in simonw/llm-prices#63 and braintrustdata/braintrust-proxy#802.
MISTRAL: Prices = {
    "mistral-large": (0.5, 1.5),
    "mistral-medium-2505": (0.4, 2.0),
    "mistral-medium-2508": (0.4, 2.0),
    "mistral-medium": (1.5, 7.5),
    "mistral-small": (0.1, 0.3),
    "ministral-14b": (0.2, 0.2),
    "ministral-8b": (0.15, 0.15),
    "ministral-3b": (0.1, 0.1),
    "magistral-medium": (2.0, 5.0),
    "magistral-small": (0.5, 1.5),
}
# OpenAI's pricing page, as quoted by api-evangelist (5 November 2026), PromptFuel 1.0.24 and docs.apiyi.com.
OPENAI: Prices = {
    "gpt-6-astra": (10.0, 50.0),
    "gpt-6-sol": (2.0, 10.0),
    "gpt-6-luna": (0.1, 0.5),
    "gpt-6.1-terra": (1.0, 5.0),
    "gpt-5.6-sol": (5.0, 30.0),
    "gpt-5.6-terra": (2.0, 12.0),
    "gpt-5.6-luna": (0.2, 1.2),
    "gpt-5.5": (5.0, 30.0),
    "gpt-5.4": (2.5, 15.0),
    "gpt-5.4-mini": (0.75, 4.5),
    "gpt-5.4-nano": (0.2, 1.25),
    "gpt-5": (1.25, 10.0),
    "gpt-5-mini": (0.25, 2.0),
    "gpt-5-nano": (0.05, 0.4),
    "gpt-4.1": (2.0, 8.0),
    "gpt-4.1-mini": (0.4, 1.6),
    "gpt-4.1-nano": (0.1, 0.4),
    "gpt-4o": (2.5, 10.0),
    "gpt-4o-mini": (0.15, 0.6),
}


def cost(prices: Prices, model: str, prompt_tokens: int, completion_tokens: int) -> float:
    """The estimate for one answer; 0 where `prices` is empty."""
    if not prices:
        return 0.0
    known = [start for start in prices if model.startswith(start)]
    read, written = prices[max(known, key=len)] if known else max(prices.values(), key=sum)
    return (prompt_tokens * read + completion_tokens * written) / 1_000_000


def usage(prices: Prices, model: str, prompt_tokens: int, completion_tokens: int) -> Usage:
    """The counts with their cost."""
    return Usage(prompt_tokens, completion_tokens, cost(prices, model, prompt_tokens, completion_tokens))
