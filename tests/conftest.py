"""No test meets a developer's own keys, servers or choices of engine; `live` tests alone get the keys."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

KEYS = (
    "MISTRAL_API_KEY",
    "ELEVENLABS_API_KEY",
    "OPENAI_API_KEY",
    "GEMINI_API_KEY",
    "GOOGLE_API_KEY",
)
VENDORS = ("MISTRAL", "ELEVENLABS", "GEMINI", "OPENAI", "OLLAMA")
CHOICES = (
    *(f"SANDMAN_{vendor}_{what}" for vendor in VENDORS for what in ("URL", "MODEL")),
    "SANDMAN_GEMINI_ACCEPT_TERMS",
    "SANDMAN_DAILY_SPEND",
    "SANDMAN_BOOK_SPEND",
)
NOT_OURS: dict[str, str] = {}
"""What the developer's environment held."""


def pytest_configure() -> None:
    """Empty the environment before any fixture, of any scope, starts a process with it."""
    for name in (*KEYS, *CHOICES):
        if name in os.environ:
            NOT_OURS[name] = os.environ.pop(name)
    os.environ["SANDMAN_OLLAMA_URL"] = "off"
    # Read once, when their libraries are imported: nothing is fetched from a hub, and no run is told of.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["WANDB_MODE"] = "offline"
    # How long an example takes says more of what else the machine does than of us; and a run that fails must
    # fail again for whoever looks into it.
    settings.register_profile(
        "unhurried", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def keys_where_a_test_is_live(request: pytest.FixtureRequest) -> Iterator[None]:
    """The developer's keys and choices, back for as long as a live test runs."""
    if request.node.get_closest_marker("live") is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NOT_OURS.items():
            patch.setenv(name, value)
        yield
