"""A stand-in of the hub on loopback: the part of its HTTP API that finding and fetching a model uses.

It is strict: whatever else is asked of it is a mistake. It answers as the hub does: a gated model's page and
listing are open to all, its files to those with access; a model that is not there is 401 to a stranger.
"""

from hashlib import sha1
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

COMMIT = "c0ffee" + "0" * 34


class Hub:
    """Models by their ids, each a folder; some of them gated."""

    def __init__(self, models: dict[str, Path], *, gated: set[str], tokens: dict[str, set[str]]) -> None:
        self.models = models
        self.gated = gated
        self.tokens = tokens
        """By token, the gated models whose terms its account has accepted."""
        self.fetched: list[str] = []
        self.mistakes: list[str] = []
        self.app = Starlette(
            routes=[
                Route("/api/models/{owner}/{name}", self._info),
                Route("/api/models/{owner}/{name}/revision/{revision}", self._info),
                Route("/api/models/{owner}/{name}/tree/{revision}", self._tree),
                Route("/{owner}/{name}/resolve/{revision}/{path:path}", self._file, methods=["GET", "HEAD"]),
                Route("/{rest:path}", self._mistake, methods=["GET", "HEAD", "POST", "PUT", "DELETE"]),
            ]
        )

    async def _info(self, request: Request) -> Response:
        model = _id(request)
        if refusal := self._refusal(request, model, files=False):
            return refusal
        return JSONResponse({"id": model, "modelId": model, "sha": COMMIT, "tags": [], "siblings": []})

    async def _tree(self, request: Request) -> Response:
        model = _id(request)
        if refusal := self._refusal(request, model, files=False):
            return refusal
        folder = self.models[model]
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return JSONResponse(
            [
                {
                    "type": "file",
                    "path": str(path.relative_to(folder)),
                    "size": path.stat().st_size,
                    "oid": _oid(path),
                }
                for path in files
            ]
        )

    async def _file(self, request: Request) -> Response:
        model = _id(request)
        if refusal := self._refusal(request, model, files=True):
            return refusal
        name = request.path_params["path"]
        path = self.models[model] / name
        body = path.read_bytes()
        headers = {"ETag": f'"{_oid(path)}"', "X-Repo-Commit": COMMIT}
        if request.method == "HEAD":
            return Response(headers={**headers, "Content-Length": str(len(body))})
        self.fetched.append(name)
        return Response(body, headers=headers)

    async def _mistake(self, request: Request) -> Response:
        self.mistakes.append(f"{request.method} {request.url.path}")
        return Response(status_code=404)

    def _refusal(self, request: Request, model: str, *, files: bool) -> Response | None:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token and token not in self.tokens:
            return _refuse(401, "", "Invalid credentials in Authorization header")
        if model not in self.models:
            return _refuse(404 if token else 401, "RepoNotFound", "Repository not found")
        if files and model in self.gated and model not in self.tokens.get(token, set()):
            who = "you are not in the authorized list" if token else "you must be authenticated"
            said = f"Access to model {model} is restricted and {who}."
            return _refuse(403 if token else 401, "GatedRepo", said)
        return None


def _refuse(status: int, code: str, said: str) -> Response:
    headers = {"X-Error-Message": said} | ({"X-Error-Code": code} if code else {})
    return JSONResponse({"error": said}, status_code=status, headers=headers)


def _id(request: Request) -> str:
    return f"{request.path_params['owner']}/{request.path_params['name']}"


def _oid(path: Path) -> str:
    return sha1(path.read_bytes()).hexdigest()
