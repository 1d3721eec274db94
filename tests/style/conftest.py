import pytest


@pytest.fixture(scope="session")
def bases(tmp_path_factory):
    """Where the tiny bases of `tests.style.tiny` are built, once for all tests."""
    return tmp_path_factory.mktemp("bases")
