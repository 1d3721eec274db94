from tests.style.conftest import bases

__all__ = ["bases"]
