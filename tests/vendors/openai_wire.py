"""The bodies that chat completions take, and nothing else."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Wire(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CalledFunction(Wire):
    name: str
    arguments: str


class ToolCall(Wire):
    id: str = Field(min_length=1)
    type: Literal["function"]
    function: CalledFunction


class Text(Wire):
    type: Literal["text"]
    text: str


class Address(Wire):
    url: str = Field(pattern=r"^data:image/(jpeg|png|webp);base64,[A-Za-z0-9+/]+={0,2}$")
    detail: Literal["auto", "low", "high"] = "auto"


class Picture(Wire):
    type: Literal["image_url"]
    image_url: Address


class Message(Wire):
    role: Literal["system", "user", "assistant", "tool"]
    content: str | list[Annotated[Text | Picture, Field(discriminator="type")]] | None = None
    tool_calls: list[ToolCall] = []
    tool_call_id: str | None = None

    @property
    def words(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if isinstance(part, Text))
        return self.content or ""

    @property
    def pictures(self) -> int:
        return sum(isinstance(p, Picture) for p in self.content) if isinstance(self.content, list) else 0

    @model_validator(mode="after")
    def _only_people_show_pictures(self) -> "Message":
        if self.pictures and self.role != "user":
            raise ValueError(f"a {self.role} message cannot hold image_url parts")
        return self


class Function(Wire):
    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    description: str = ""
    parameters: dict[str, Any]
    strict: bool = False


class Tool(Wire):
    type: Literal["function"]
    function: Function


class JsonSchema(Wire):
    model_config = ConfigDict(extra="forbid", strict=True, protected_namespaces=())

    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    schema_: dict[str, Any] = Field(alias="schema")
    strict: bool = False


class ResponseFormat(Wire):
    type: Literal["json_schema"]
    json_schema: JsonSchema


class StreamOptions(Wire):
    include_usage: bool


class Completion(Wire):
    model: str
    messages: list[Message] = Field(min_length=1)
    stream: Literal[True]
    stream_options: StreamOptions | None = None
    max_tokens: int | None = Field(None, ge=1)
    max_completion_tokens: int | None = Field(None, ge=1)
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high"] | None = None
    temperature: float | None = Field(None, ge=0, le=2)
    seed: int | None = None
    tools: list[Tool] = []
    tool_choice: Literal["auto", "none", "required"] | None = None
    response_format: ResponseFormat | None = None
