"""Addresses in answers: relative, from where the question was asked up to the root and down again."""

from starlette.requests import Request

HASH_LETTERS = 8


class Addresses:
    """Addresses as seen from one request's own path."""

    def __init__(self, request: Request) -> None:
        path: str = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        self._up = "../" * (path.count("/") - 1)

    def story(self, id: str) -> str:
        """A book."""
        return f"{self._up}api/stories/{id}"

    def events(self, id: str) -> str:
        """What happens to a book."""
        return f"{self.story(id)}/events"

    def media(self, id: str, number: int, part: str, key: str) -> str:
        """A page's `picture` or `narration`; the address changes when its bytes do."""
        return f"{self.story(id)}/scenes/{number}/{part}?v={version_of(key)}"

    def style_sample(self, name: str, version: int, number: int) -> str:
        """A picture painted in a style, from 1."""
        return f"{self._up}api/styles/{name}/{version}/samples/{number}"

    def hero(self, id: str) -> str:
        """A hero's picture."""
        return f"{self._up}api/heroes/{id}/picture"


def digest_of(key: str) -> str:
    """The hash in a media key, `ab/abcdef….webp`."""
    return key.rpartition("/")[2].partition(".")[0]


def version_of(key: str) -> str:
    """The beginning of that hash, enough to tell two versions of one picture apart."""
    return digest_of(key)[:HASH_LETTERS]
