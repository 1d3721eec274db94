"""An OpenAI-compatible server, standing in on loopback: OpenAI itself, or one of its many imitators.

    vendor = OpenAIStandIn([{"hero": "…"}])                       # then `tales.answer`, without end
    vendor = OpenAIStandIn(can=OLLAMA, models=("gemma3:12b",), key="")
    with serving(vendor) as url:
        chat = OpenAIChat(api_key=vendor.key, url=f"{url}/v1", model=vendor.models[0])

It is strict: a field that chat completions have not, a broken history or a missing header is answered with an
error and noted in `wrong`. What a server refuses because it cannot do it (`can`) is no such error: clients
are meant to find out. `GET /api/tags` and `POST /api/show` are Ollama's, and there only where `can.tags`.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.vendors import tales
from tests.vendors.openai_wire import Completion, Message
from tests.vendors.script import (
    Answers,
    Asked,
    Broken,
    Calls,
    CutOff,
    Hangs,
    Raw,
    Refusal,
    Script,
    comes,
    pieces,
    unfolding,
    whole,
)


@dataclass(frozen=True, slots=True)
class Can:
    """What a server can do, and its habits."""

    schema: bool = True
    tools: bool = True
    system: bool = True
    pictures: str = ""
    """What it says of pictures where it takes none; empty where it looks at them."""
    pictures_status: int = 400
    usage: bool = True
    refuses: tuple[str, ...] = ()
    """Parameters that it does not take."""
    obeys_choice: bool = True
    """Whether `tool_choice` means anything to it; a model then says in words what it would call."""
    looks_at_schema: bool = True
    """Whether a schema that it takes is kept to, or only taken."""
    objects: bool = False
    """Whether arguments come as an object instead of a string."""
    numbers_calls: bool = True
    """Whether parallel calls have places of their own."""
    tags: bool = False
    thoughts: Literal["", "tagged", "field"] = ""
    """Where a reasoning model's thoughts are left: in `<think>`, or in a field of their own."""
    efforts: tuple[str, ...] = ("none", "minimal", "low", "medium", "high")
    """How much thinking it may be asked for."""
    thinks_tokens: int = 0
    """How many tokens it thinks before its first word."""


OPENAI = Can(refuses=("max_tokens",))
"""Its newer models."""
OLLAMA = Can(obeys_choice=False, objects=False, numbers_calls=False, tags=True)
LLAMA_CPP = Can(tools=False, usage=False)
"""Without `--jinja`."""
OLD = Can(schema=False, tools=False, usage=False, refuses=("stream_options", "seed"))


def error(status: int, message: str, *, type: str, code: str | int | None = None, **rest: str) -> Refusal:
    """A refusal in OpenAI's form."""
    return Refusal(status, {"error": {"message": message, "type": type, "param": None, "code": code}}, rest)


FAULTS: Mapping[str, Refusal] = {
    "400 too long": error(
        400,
        "maximum context length is 8192 tokens",
        type="invalid_request_error",
        code="context_length_exceeded",
    ),
    "400 filtered": error(
        400, "Rejected by our safety system", type="invalid_request_error", code="content_filter"
    ),
    "400 bad request": error(400, "'messages' must not be empty", type="invalid_request_error"),
    "401 invalid key": error(
        401,
        "Incorrect API key provided: sk-te**************6789",
        type="invalid_request_error",
        code="invalid_api_key",
    ),
    "402 unpaid": error(402, "Insufficient balance", type="billing_error"),
    "403 country": error(403, "Country, region, or territory not supported", type="request_forbidden"),
    "404 model": error(
        404, "The model `x` does not exist", type="invalid_request_error", code="model_not_found"
    ),
    "404 ollama": error(404, 'model "x" not found, try pulling it first', type="not_found_error"),
    "404 path": Refusal(404, "404 page not found", {"content-type": "text/plain"}),
    "422 fastapi": Refusal(
        422, {"detail": [{"loc": ["body", "n"], "msg": "too many", "type": "value_error"}]}
    ),
    "429 quota": error(
        429, "You exceeded your current quota", type="insufficient_quota", code="insufficient_quota"
    ),
    "429 rate": error(429, "Rate limit reached", type="requests", code="rate_limit_exceeded"),
    "429 for long": error(429, "Rate limit reached", type="requests", **{"Retry-After": "3600"}),
    "500 internal": error(500, "The server had an error", type="server_error"),
    "502 gateway": Refusal(502, "<html>502 Bad Gateway</html>", {"content-type": "text/html"}),
    "503 loading": error(503, "Loading model", type="unavailable_error", code=503),
    "503 overloaded": error(503, "The engine is currently overloaded", type="server_error"),
}
"""OpenAI's error codes, and those of Ollama, llama.cpp and vLLM that are unlike them."""


class OpenAIStandIn:
    """An ASGI app; see the top of this file."""

    def __init__(
        self,
        answers: Answers = (),
        *,
        can: Can = Can(),
        key: str = "sk-test-0123456789abcdef",
        models: tuple[str, ...] = ("gpt-6-luna",),
        tokens_per_second: float | None = None,
        together: int = 0,
    ) -> None:
        self.can = can
        self.key = key
        self.models = models
        self.script = Script(answers, then=tales.answer)
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.wrong: list[str] = []
        self.tags: list[dict[str, Any]] = [_tag(model) for model in models]
        self.hung_up = 0
        self.under_way = 0
        self.most_under_way = 0
        self._together = together
        """Nobody is answered before so many have asked."""
        self._pause = 1 / tokens_per_second if tokens_per_second else 0.0
        self._numbers = count(1)
        self._app = Starlette(
            routes=[
                Route("/v1/chat/completions", self._complete, methods=["POST"]),
                Route("/api/tags", self._tags, methods=["GET"]),
                Route("/api/show", self._show, methods=["POST"]),
                Route("/{path:path}", self._nowhere, methods=["GET", "POST"]),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def say(self, *answers: Any) -> None:
        """Put answers at the end of the queue."""
        self.script.say(*answers)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The bodies of the completions that were asked for, in order."""
        return [body for _, path, body in self.requests if path.endswith("/chat/completions")]

    async def _nowhere(self, request: Request) -> Response:
        self.requests.append((request.method, request.url.path, {}))
        self.wrong.append(f"404 {request.method} {request.url.path}")
        return Response("404 page not found", 404, media_type="text/plain")

    async def _tags(self, request: Request) -> Response:
        self.requests.append((request.method, request.url.path, {}))
        if not self.can.tags:
            return Response("404 page not found", 404, media_type="text/plain")
        return JSONResponse({"models": self.tags})

    async def _show(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append((request.method, request.url.path, body))
        if set(body) != {"model"}:
            return self._not_so(400, f"/api/show takes a model, and got {sorted(body)}")
        if not self.can.tags or body["model"] not in self.models:
            return _refused(Refusal(404, {"error": f"model '{body['model']}' not found"}))
        can = ["completion", *(["tools"] * self.can.tools), *(["vision"] * (not self.can.pictures))]
        return JSONResponse({"details": _tag(body["model"])["details"], "capabilities": can})

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        self.requests.append((request.method, request.url.path, body))
        if self.key and request.headers.get("authorization") != f"Bearer {self.key}":
            return _refused(FAULTS["401 invalid key"])
        if not request.headers.get("user-agent", "").startswith("AsyncOpenAI/Python"):
            self.wrong.append("the request does not come from the official SDK")
        try:
            asked = Completion.model_validate(body)
        except ValidationError as fault:
            return self._not_so(400, str(fault.errors(include_url=False, include_context=False)))
        if loose := _loose_ends(asked.messages):
            return self._not_so(400, loose)
        if refusal := self._cannot(asked):
            return _refused(refusal)
        if asked.model not in self.models:
            if self.can.tags:
                return _refused(
                    error(
                        404, f'model "{asked.model}" not found, try pulling it first', type="not_found_error"
                    )
                )
            return _refused(FAULTS["404 model"])
        return self._answer(asked, body)

    def _not_so(self, status: int, message: str) -> Response:
        self.wrong.append(f"{status} {message}")
        return _refused(error(status, message, type="invalid_request_error"))

    def _cannot(self, asked: Completion) -> Refusal | None:
        """The refusal of a server that cannot do what it is asked for, in somebody's true words."""
        can = self.can
        for name in can.refuses:
            if name in asked.model_fields_set:
                instead = ". Use 'max_completion_tokens' instead." if name == "max_tokens" else ""
                return error(
                    400, f"Unsupported parameter: '{name}' is not supported with this model{instead}",
                    type="invalid_request_error", code="unsupported_parameter",
                )  # fmt: skip
        if asked.reasoning_effort and asked.reasoning_effort not in can.efforts:
            wanted = f'think value "{asked.reasoning_effort}" is not supported for this model'
            return error(400, wanted, type="invalid_request_error")
        if asked.response_format and not can.schema:
            return Refusal(
                422,
                {
                    "detail": [
                        {"type": "extra_forbidden", "loc": ["body", "response_format"], "msg": "Extra inputs"}
                    ]
                },
            )
        if asked.tools and not can.tools:
            if can.tags:
                return error(
                    400,
                    f"registry.ollama.ai/library/{asked.model} does not support tools",
                    type="invalid_request_error",
                )
            return error(500, "tools param requires --jinja flag", type="server_error", code=500)
        if can.pictures and any(message.pictures for message in asked.messages):
            return error(can.pictures_status, can.pictures, type="invalid_request_error")
        if not can.system and any(message.role == "system" for message in asked.messages):
            return error(400, "System role not supported", type="BadRequestError", code=400)
        return None

    def _answer(self, completion: Completion, body: dict[str, Any]) -> Response:
        form = completion.response_format
        instructions = completion.messages[0].words if completion.messages[0].role == "system" else ""
        tools = {tool.function.name: tool.function.parameters for tool in completion.tools}
        if form:
            tools = {form.json_schema.name: form.json_schema.schema_}
        must = next(iter(tools)) if form or (completion.tool_choice == "required" and len(tools) == 1) else ""
        if not tools and (by_hand := re.search(r"the arguments of `(\w+)`", instructions or "")):
            must = by_hand.group(1)
        asked = Asked(
            model=completion.model,
            instructions=instructions or "",
            said=tuple(pair for message in completion.messages for pair in _said(message)),
            tools=tools,
            must_call=must,
            body=body,
        )
        limit = completion.max_completion_tokens or completion.max_tokens or 100_000
        never_done = CutOff(Calls(())) if limit <= self.can.thinks_tokens else None
        answer = never_done or self.script.next(asked)
        if isinstance(answer, Refusal):
            return _refused(answer)
        usage = completion.stream_options is not None and completion.stream_options.include_usage
        return StreamingResponse(
            self._sse(answer, asked, in_schema=form is not None, limit=limit, usage=usage and self.can.usage),
            media_type="text/event-stream",
        )

    async def _sse(
        self, answer: Any, asked: Asked, *, in_schema: bool, limit: int, usage: bool
    ) -> AsyncIterator[bytes]:
        ended = False
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        chunk = _chunks(f"chatcmpl-{next(self._numbers)}", asked.model)
        try:
            await comes(lambda: self.most_under_way >= self._together)
            if isinstance(answer, Hangs):
                await asyncio.sleep(answer.seconds)
            elif isinstance(answer, Raw):
                for _, data in answer.events:
                    yield f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()
            else:
                told = 0
                broken = answer if isinstance(answer, Broken) else None
                said = whole(answer)
                finish = "tool_calls" if isinstance(said, Calls) and said.calls else "stop"
                yield chunk({"role": "assistant", "content": ""})
                deltas = self._deltas(said, asked, in_schema=in_schema)
                async for delta in unfolding(deltas, answer, pause=self._pause):
                    told += 1
                    yield chunk(delta)
                if broken and broken.error is None:
                    raise ConnectionResetError("scripted")
                if broken:
                    yield f"data: {json.dumps({'error': broken.error})}\n\n".encode()
                else:
                    yield chunk({}, finish="length" if isinstance(answer, CutOff) else finish)
                    if usage:
                        read = sum(len(text) for _, text in asked.said) // 4
                        yield chunk(None, usage={
                            "prompt_tokens": read,
                            "completion_tokens": limit if isinstance(answer, CutOff) else told,
                            "total_tokens": read + told,
                        })  # fmt: skip
                    yield b"data: [DONE]\n\n"
            ended = True
        except ConnectionResetError:
            ended = True
            raise
        finally:
            self.under_way -= 1
            self.hung_up += not ended

    def _deltas(self, answer: Any, asked: Asked, *, in_schema: bool) -> Any:
        letters = 4 if self._pause else 24
        words, calls = _parts(answer, asked)
        written = [json.dumps(arguments, ensure_ascii=False) if not isinstance(arguments, str) else arguments
                   for _, arguments in calls]  # fmt: skip
        if self.can.thoughts == "field":
            yield {"reasoning_content": "Let me think of a fox."}
        elif self.can.thoughts == "tagged":
            words = f"<think>Let me think {{of}} a fox.</think>{words}"
        if in_schema or not asked.tools:
            # The reply itself is the work: held to its schema, or asked for in words and put in a fence.
            work = written[0] if written else ""
            if work and isinstance(answer, Calls):
                words += json.dumps({"name": calls[0][0], "arguments": json.loads(work)}, ensure_ascii=False)
            elif work and not in_schema:
                words += f"Here you are:\n```json\n{work}\n```"
            else:
                words += work if self.can.looks_at_schema else "Once upon a time"
            yield from ({"content": piece} for piece in pieces(words, letters))
            return
        if not self.can.obeys_choice and asked.must_call:
            said = {"name": calls[0][0], "parameters": json.loads(written[0])} if calls else {}
            words += json.dumps(said, ensure_ascii=False)
            yield from ({"content": piece} for piece in pieces(words, letters))
            return
        yield from ({"content": piece} for piece in pieces(words, letters))
        for place, ((name, arguments), raw) in enumerate(zip(calls, written, strict=True)):
            index = place if self.can.numbers_calls else 0
            call_id = f"call_{next(self._numbers):08x}"
            if self.can.objects:
                whole = {"name": name, "arguments": arguments}
                yield {"tool_calls": [{"index": index, "id": call_id, "type": "function", "function": whole}]}
                continue
            first = {"name": name, "arguments": ""}
            yield {"tool_calls": [{"index": index, "id": call_id, "type": "function", "function": first}]}
            for piece in pieces(raw, letters):
                yield {"tool_calls": [{"index": index, "function": {"arguments": piece}}]}


def _parts(answer: Any, asked: Asked) -> tuple[str, tuple[tuple[str, Any], ...]]:
    if isinstance(answer, str):
        return answer, ()
    if isinstance(answer, Mapping):
        return "", ((asked.must_call, answer),)
    return answer.words, answer.calls


def _chunks(id: str, model: str) -> Callable[..., bytes]:
    def chunk(delta: Mapping[str, Any] | None, *, finish: str | None = None, usage: Any = None) -> bytes:
        choices = (
            [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
        )
        sent = {
            "id": id, "object": "chat.completion.chunk", "created": 1795378500, "model": model,
            "choices": choices, **({"usage": usage} if usage else {}),
        }  # fmt: skip
        return f"data: {json.dumps(sent, ensure_ascii=False)}\n\n".encode()

    return chunk


def _refused(refusal: Refusal) -> Response:
    if isinstance(refusal.body, str):
        return Response(refusal.body, refusal.status, headers=dict(refusal.headers))
    return JSONResponse(refusal.body, refusal.status, headers=dict(refusal.headers))


def _said(message: Message) -> list[tuple[str, str]]:
    if message.role == "system":
        return []
    if message.role == "tool":
        return [("result", message.words)]
    calls = [("call", f"{call.function.name} {call.function.arguments}") for call in message.tool_calls]
    return [(message.role, message.words), *calls] if message.words or not calls else calls


def _loose_ends(messages: list[Message]) -> str:
    """What is wrong with a history: calls without results, results without calls, nobody to answer."""
    open_calls: set[str] = set()
    for message in messages:
        if message.role == "tool":
            if message.tool_call_id not in open_calls:
                return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'"
            open_calls.remove(message.tool_call_id)
        elif open_calls:
            return f"tool_call_ids did not have response messages: {', '.join(sorted(open_calls))}"
        if message.role != "assistant" and message.content is None:
            return f"content of a {message.role} message is null"
        open_calls |= {call.id for call in message.tool_calls}
    if open_calls:
        return f"tool_call_ids did not have response messages: {', '.join(sorted(open_calls))}"
    return "the last message is the assistant's" if messages[-1].role == "assistant" else ""


def _tag(model: str) -> dict[str, Any]:
    return {
        "name": model,
        "model": model,
        "modified_at": "2026-11-01T20:00:00Z",
        "size": 4_000_000_000,
        "digest": "0" * 64,
        "details": {
            "format": "gguf",
            "family": "gemma3",
            "parameter_size": "12B",
            "quantization_level": "Q4_K_M",
        },
    }
