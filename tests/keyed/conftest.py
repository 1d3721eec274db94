"""The street is opened once; each test finds it tidied, and leaves no vendor with a complaint."""

from collections.abc import Iterator

import pytest

from tests.keyed.street import Street, street


@pytest.fixture(scope="session")
def open_street() -> Iterator[Street]:
    """All four vendors on ports of loopback."""
    with street() as vendors:
        yield vendors


@pytest.fixture(autouse=True)
def tidied(open_street: Street) -> Iterator[None]:
    """Nothing asked, nothing scripted; and afterwards nothing that a vendor would not have understood."""
    open_street.tidied()
    yield
    assert open_street.wrong() == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here talks to loopback, and to nobody else."""
    for item in items:
        if item.path.parent == item.config.rootpath / "tests" / "keyed":
            item.add_marker(pytest.mark.enable_socket)
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
