import os

# Nothing is fetched from a hub in a test; set before any of its libraries is imported.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["WANDB_MODE"] = "offline"

import pytest


@pytest.fixture(scope="session")
def bases(tmp_path_factory):
    """Where the tiny bases of `tests.style.tiny` are built, once for all tests."""
    return tmp_path_factory.mktemp("bases")
