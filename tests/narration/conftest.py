"""What the narration tests share."""

from pathlib import Path

import pytest

from sandman.providers.narration.kokoro import KokoroNarrator
from tests.narration import house


@pytest.fixture(scope="session")
def voices_folder() -> Path:
    return house.voices_folder()


@pytest.fixture(scope="session")
def narrator() -> KokoroNarrator:
    return house.kokoro()
