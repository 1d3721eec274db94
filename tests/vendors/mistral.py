"""Mistral's Agents, Conversations and Moderations, standing in on loopback.

    vendor = MistralStandIn([{"hero": "…"}, Refusal(429, …)])     # then `tales.answer`, without end
    with serving(vendor) as url:
        chat = MistralChat(api_key=vendor.key, url=url, model=vendor.models[0])

It is strict: a field, a header or a path that the real API has not is answered with an error and noted in
`wrong`, which a test should find empty. `requests` keeps what was asked. Sources: the SDK's models, the error
glossary, and real refusals quoted in php-mistral#74 and in a Home Assistant integration.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from itertools import count
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.vendors import tales
from tests.vendors.mistral_talk import Conversation
from tests.vendors.mistral_wire import (
    Append,
    CompletionArgs,
    FunctionCall,
    FunctionTool,
    MessageInput,
    Moderation,
    Plan,
    PlanChange,
    Start,
)
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

MODELS = ("mistral-medium-latest", "mistral-small-latest", "mistral-large-latest", "mistral-moderation-2603")
NOW = "2026-11-22T20:15:00.000000Z"
CATEGORIES = (
    "sexual",
    "hate_and_discrimination",
    "violence_and_threats",
    "dangerous",
    "criminal",
    "selfharm",
    "health",
    "financial",
    "law",
    "pii",
    "jailbreaking",
)


def error(status: int, message: str, *, type: str, code: str | int | None = None, **rest: str) -> Refusal:
    """A refusal in the vendor's usual form."""
    body = {"object": "error", "message": message, "type": type, "param": None, "code": code}
    return Refusal(status, body, rest)


def invalid(*loc: str | int, msg: str, type: str = "value_error") -> Refusal:
    """A 422 as FastAPI writes it."""
    return Refusal(422, {"detail": [{"type": type, "loc": ["body", *loc], "msg": msg, "input": None}]})


FAULTS: Mapping[str, Refusal] = {
    "400 bad request": error(400, "Invalid value for temperature", type="invalid_request_error", code=1000),
    "400 invalid model": error(400, "Invalid model: nope", type="invalid_model", code="1500"),
    "400 unknown model": error(400, "Unknown model", type="invalid_request_error", code="unknown_model"),
    "401 unauthorized": Refusal(401, {"detail": "Unauthorized"}),
    "401 with an echo": error(
        401, "No API key found for mistral-test-key-0123456789", type="authentication_error"
    ),
    "402 payment required": error(402, "Prepaid credit balance is zero", type="billing_error", code="402"),
    "403 inactive": error(403, "Account inactive or usage limit reached.", type="subscription_error"),
    "403 tier": error(403, "Your tier has no access to this model", type="permission_error"),
    "403 guardrail": error(403, "Request blocked by guardrail", type="guardrail_error", code="guardrail"),
    "404 model": error(404, "Model not found", type="invalid_request_error", code="model_not_found"),
    "422 validation": invalid("completion_args", "temperature", msg="Input should be less than 1.5"),
    "429 rate": error(429, "Rate limit exceeded", type="rate_limit_error", code=1300),
    "429 for long": error(429, "Rate limit exceeded", type="rate_limit_error", **{"Retry-After": "3600"}),
    "500 internal": error(500, "Internal server error", type="server_error"),
    "500 handoff": error(500, "Response failed during handoff orchestration", type="server_error", code=3000),
    "502 gateway": Refusal(502, "<html><h1>502 Bad Gateway</h1></html>", {"content-type": "text/html"}),
    "503 overloaded": error(503, "Service tier capacity exceeded", type="service_tier_capacity_exceeded"),
    "504 timeout": Refusal(504, "upstream request timeout", {"content-type": "text/plain"}),
}
"""Every row of the error glossary, and what was seen beside it."""


class MistralStandIn:
    """An ASGI app; see the top of this file."""

    def __init__(
        self,
        answers: Answers = (),
        *,
        key: str = "mistral-test-key-0123456789",
        models: tuple[str, ...] = MODELS,
        tokens_per_second: float | None = None,
        together: int = 0,
        scores: Callable[[str], Mapping[str, float]] = lambda _text: {},
        sees: bool = True,
        shows_models: bool = True,
    ) -> None:
        self.key = key
        self.models = models
        self.script = Script(answers, then=tales.answer)
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self.wrong: list[str] = []
        self.conversations: dict[str, Conversation] = {}
        self.agents: dict[str, list[dict[str, Any]]] = {}
        self.hung_up = 0
        self.under_way = 0
        self.most_under_way = 0
        self.sees = sees
        self.shows_models = shows_models
        self._scores = scores
        self._together = together
        """Nobody is answered before so many have asked."""
        self._pause = 1 / tokens_per_second if tokens_per_second else 0.0
        self._numbers = count(1)
        agent, conversation = "/v1/agents/{id}", "/v1/conversations/{id}"
        self._app = Starlette(
            routes=[
                Route("/v1/conversations", self._guarded(self._start), methods=["POST"]),
                Route(conversation, self._guarded(self._append), methods=["POST"]),
                Route(conversation, self._guarded(self._forget), methods=["DELETE"]),
                Route("/v1/agents", self._guarded(self._make_agent), methods=["POST"]),
                Route(agent, self._guarded(self._get_agent), methods=["GET"]),
                Route(agent, self._guarded(self._change_agent), methods=["PATCH"]),
                Route(agent, self._guarded(self._delete_agent), methods=["DELETE"]),
                Route("/v1/models/{id}", self._guarded(self._show_model), methods=["GET"]),
                Route("/v1/moderations", self._guarded(self._moderate), methods=["POST"]),
                Route("/{path:path}", self._nowhere, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    def say(self, *answers: Any) -> None:
        """Put answers at the end of the queue."""
        self.script.say(*answers)

    @property
    def bodies(self) -> list[dict[str, Any]]:
        """The bodies of the conversations' requests, in order."""
        return [
            body
            for method, path, body in self.requests
            if method == "POST" and path.startswith("/v1/conversations")
        ]

    def _guarded(self, handle: Callable[[Request, Any], Any]) -> Callable[[Request], Any]:
        async def guarded(request: Request) -> Response:
            raw = await request.body()
            body = json.loads(raw) if raw else {}
            self.requests.append((request.method, request.url.path, body))
            if request.headers.get("authorization") != f"Bearer {self.key}":
                return _refused(Refusal(401, {"detail": "Unauthorized"}))
            if raw and request.headers.get("content-type") != "application/json":
                return self._not_so(Refusal(415, {"detail": "Unsupported Media Type"}))
            if not request.headers.get("user-agent", "").startswith("mistral-client-python/"):
                self.wrong.append("the request does not come from the official SDK")
            try:
                return await handle(request, body)
            except ValidationError as fault:
                detail = [{**each, "loc": ["body", *each["loc"]]} for each in fault.errors(include_url=False)]
                return self._not_so(Refusal(422, {"detail": json.loads(json.dumps(detail, default=str))}))

        return guarded

    def _not_so(self, refusal: Refusal) -> Response:
        self.wrong.append(f"{refusal.status} {json.dumps(refusal.body)}")
        return _refused(refusal)

    async def _nowhere(self, request: Request) -> Response:
        return self._not_so(Refusal(404, {"detail": f"Not Found: {request.method} {request.url.path}"}))

    async def _start(self, request: Request, body: Any) -> Response:
        start = Start.model_validate(body)
        if start.agent_id is not None:
            versions = self.agents.get(start.agent_id)
            if not versions or start.agent_version not in (None, *range(len(versions))):
                return _refused(error(404, "Agent not found", type="not_found_error"))
            kept = versions[-1 if start.agent_version is None else int(start.agent_version)]
            tools = [FunctionTool.model_validate(tool) for tool in kept["tools"]]
            talk = Conversation(kept["instructions"] or "", kept["model"], tools)
        else:
            assert start.model
            talk = Conversation(start.instructions or "", start.model, start.tools)
        if talk.model not in self.models:
            return _refused(error(400, f"Invalid model: {talk.model}", type="invalid_model", code="1500"))
        id = f"conv_{next(self._numbers):08x}"
        if start.store:
            self.conversations[id] = talk
        return await self._answer(request, id, talk, start.inputs, start.completion_args, body)

    async def _append(self, request: Request, body: Any) -> Response:
        append = Append.model_validate(body)
        id = request.path_params["id"]
        talk = self.conversations.get(id)
        if talk is None:
            return _refused(error(404, "Conversation not found", type="not_found_error"))
        # Every append answers under an id of its own, and the old one stays good.
        new = f"conv_{next(self._numbers):08x}"
        self.conversations[new] = Conversation(talk.instructions, talk.model, talk.tools, [*talk.entries])
        return await self._answer(
            request, new, self.conversations[new], append.inputs, append.completion_args, body
        )

    async def _answer(
        self,
        request: Request,
        id: str,
        talk: Conversation,
        inputs: list[Any],
        args: CompletionArgs | None,
        body: Any,
    ) -> Response:
        if request.headers.get("accept") != "text/event-stream":
            return self._not_so(invalid("stream", msg="a stream must be accepted as text/event-stream"))
        if not self.sees and any(isinstance(entry, MessageInput) and entry.pictures for entry in inputs):
            return _refused(
                error(400, "Image input is not enabled for this model", type="invalid_request_error")
            )
        talk.entries += inputs
        if fault := talk.loose_ends():
            return self._not_so(invalid("inputs", msg=fault))
        must = args is not None and args.tool_choice in ("any", "required")
        names = [tool.function.name for tool in talk.tools]
        asked = Asked(
            model=talk.model,
            instructions=talk.instructions,
            said=talk.said(),
            tools={tool.function.name: tool.function.parameters for tool in talk.tools},
            must_call=names[0] if must and len(names) == 1 else "",
            body=body,
        )
        answer = self.script.next(asked)
        if isinstance(answer, Refusal):
            return _refused(answer)
        limit = args.max_tokens if args and args.max_tokens else 100_000
        return StreamingResponse(
            self._sse(answer, id, talk, asked, limit), media_type="text/event-stream; charset=utf-8"
        )

    async def _sse(
        self, answer: Any, id: str, talk: Conversation, asked: Asked, limit: int
    ) -> AsyncIterator[bytes]:
        ended = False
        self.under_way += 1
        self.most_under_way = max(self.most_under_way, self.under_way)
        try:
            await comes(lambda: self.most_under_way >= self._together)
            yield _event("conversation.response.started", conversation_id=id)
            if isinstance(answer, Hangs):
                await asyncio.sleep(answer.seconds)
            elif isinstance(answer, Raw):
                for name, data in answer.events:
                    yield _event(name, **data)
            else:
                told = 0
                broken = answer if isinstance(answer, Broken) else None
                cut_off = isinstance(answer, CutOff)
                events = self._pieces(whole(answer), talk, asked)
                async for event in unfolding(events, answer, pause=self._pause):
                    told += 1
                    yield event
                if broken and broken.error is None:
                    raise ConnectionResetError("scripted")
                if broken and broken.error is not None:
                    yield _event("conversation.response.error", **broken.error)
                else:
                    read, written = sum(len(text) for _, text in asked.said) // 4, limit if cut_off else told
                    usage = {
                        "prompt_tokens": read,
                        "completion_tokens": written,
                        "total_tokens": read + written,
                    }
                    yield _event("conversation.response.done", usage=usage)
            ended = True
        except ConnectionResetError:
            ended = True
            raise
        finally:
            self.under_way -= 1
            self.hung_up += not ended

    def _pieces(self, answer: Any, talk: Conversation, asked: Asked) -> Any:
        letters = 4 if self._pause else 24
        if isinstance(answer, str):
            answer = Calls((), words=answer)
        elif isinstance(answer, Mapping):
            answer = Calls(((asked.must_call, answer),))
        place = 0
        if answer.words:
            talk.entries.append(MessageInput(role="assistant", content=answer.words))
            output = {"id": f"msg_{next(self._numbers):08x}", "output_index": place, "content_index": 0}
            for piece in pieces(answer.words, letters):
                yield _event(
                    "message.output.delta", content=piece, model=talk.model, agent_id=None,
                    role="assistant", **output,
                )  # fmt: skip
            place += 1
        for name, arguments in answer.calls:
            raw = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
            call_id = f"{next(self._numbers):09x}"
            talk.entries.append(
                FunctionCall(type="function.call", tool_call_id=call_id, name=name, arguments=raw)
            )
            for piece in pieces(raw, letters) if raw else ("",):
                yield _event(
                    "function.call.delta", id=f"fc_{call_id}", tool_call_id=call_id, name=name,
                    arguments=piece, output_index=place, model=talk.model, agent_id=None,
                    confirmation_status=None,
                )  # fmt: skip
            place += 1

    async def _forget(self, request: Request, _body: Any) -> Response:
        if self.conversations.pop(request.path_params["id"], None) is None:
            return _refused(error(404, "Conversation not found", type="not_found_error"))
        return Response(status_code=204)

    async def _make_agent(self, _request: Request, body: Any) -> Response:
        plan = Plan.model_validate(body)
        id = f"ag_{next(self._numbers):08x}"
        self.agents[id] = [self._agent(id, 0, plan.model_dump())]
        return JSONResponse(self.agents[id][-1])

    async def _get_agent(self, request: Request, _body: Any) -> Response:
        versions = self.agents.get(request.path_params["id"])
        return JSONResponse(versions[-1]) if versions else _refused(_no_agent())

    async def _change_agent(self, request: Request, body: Any) -> Response:
        change = PlanChange.model_validate(body)
        id = request.path_params["id"]
        versions = self.agents.get(id)
        if not versions:
            return _refused(_no_agent())
        changed = {**versions[-1], **change.model_dump(exclude_none=True)}
        versions.append(self._agent(id, len(versions), changed))
        return JSONResponse(versions[-1])

    async def _delete_agent(self, request: Request, _body: Any) -> Response:
        if self.agents.pop(request.path_params["id"], None) is None:
            return _refused(_no_agent())
        return Response(status_code=204)

    def _agent(self, id: str, version: int, plan: Mapping[str, Any]) -> dict[str, Any]:
        kept = ("name", "model", "description", "instructions", "tools", "metadata")
        return {
            **{key: plan.get(key) for key in kept},
            "id": id,
            "object": "agent",
            "version": version,
            "versions": list(range(version + 1)),
            "created_at": NOW,
            "updated_at": NOW,
            "deployment_chat": False,
            "source": "api",
            "handoffs": None,
            "completion_args": {},
        }

    async def _show_model(self, request: Request, _body: Any) -> Response:
        model = request.path_params["id"]
        if not self.shows_models or model not in self.models:
            return _refused(error(404, "Model not found", type="invalid_request_error"))
        can = {"completion_chat": True, "function_calling": True, "fine_tuning": False, "vision": self.sees}
        return JSONResponse(
            {
                "id": model, "object": "model", "created": 1795378500, "owned_by": "mistralai",
                "capabilities": can, "name": model, "description": "", "max_context_length": 131072,
                "aliases": [], "deprecation": None, "type": "base",
            }
        )  # fmt: skip

    async def _moderate(self, _request: Request, body: Any) -> Response:
        wanted = Moderation.model_validate(body)
        if wanted.model not in self.models:
            return _refused(error(400, f"Invalid model: {wanted.model}", type="invalid_model", code="1500"))
        if isinstance(self.script.always, Refusal):
            return _refused(self.script.always)
        inputs = [wanted.input] if isinstance(wanted.input, str) else wanted.input
        results = []
        for text in inputs:
            scores = dict.fromkeys(CATEGORIES, 0.0001) | dict(self._scores(text))
            results.append(
                {
                    "categories": {name: score > 0.5 for name, score in scores.items()},
                    "category_scores": scores,
                }
            )
        return JSONResponse({"id": "mod_1", "model": wanted.model, "results": results})


def _event(event: str, **data: Any) -> bytes:
    sent = {"type": event, "created_at": NOW, **data}
    return f"event: {event}\ndata: {json.dumps(sent, ensure_ascii=False)}\n\n".encode()


def _refused(refusal: Refusal) -> Response:
    if isinstance(refusal.body, str):
        return Response(refusal.body, refusal.status, headers=dict(refusal.headers))
    return JSONResponse(refusal.body, refusal.status, headers=dict(refusal.headers))


def _no_agent() -> Refusal:
    return error(404, "Agent not found", type="not_found_error")
