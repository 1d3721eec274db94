"""The bodies that Mistral's API takes, and nothing else: a field that is not here is refused there.

The cross-field rules are from real refusals: php-mistral#74, a Home Assistant integration, and the SDK's own.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Wire(BaseModel):
    """A body that may hold nothing the API does not know."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Text(Wire):
    type: Literal["text"]
    text: str


class Picture(Wire):
    """`{"type": "image_url", "image_url": "data:image/png;base64,…"}`; the address may be an object too."""

    type: Literal["image_url"]
    image_url: str = Field(pattern=r"^data:image/(jpeg|png|webp);base64,[A-Za-z0-9+/]+={0,2}$")


class MessageInput(Wire):
    object: Literal["entry"] = "entry"
    type: Literal["message.input"] = "message.input"
    role: Literal["user", "assistant"]
    content: str | list[Annotated[Text | Picture, Field(discriminator="type")]]
    prefix: bool = False

    @property
    def words(self) -> str:
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content if isinstance(part, Text))

    @property
    def pictures(self) -> int:
        return 0 if isinstance(self.content, str) else sum(isinstance(p, Picture) for p in self.content)


class FunctionCall(Wire):
    object: Literal["entry"] = "entry"
    type: Literal["function.call"]
    tool_call_id: str
    name: str
    arguments: str | dict[str, Any]


class FunctionResult(Wire):
    object: Literal["entry"] = "entry"
    type: Literal["function.result"]
    tool_call_id: str
    result: str


Entry = Annotated[MessageInput | FunctionCall | FunctionResult, Field(discriminator="type")]


class Function(Wire):
    name: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    description: str = ""
    parameters: dict[str, Any]
    strict: bool = False


class FunctionTool(Wire):
    type: Literal["function"]
    function: Function


class CompletionArgs(Wire):
    temperature: float | None = Field(None, ge=0, le=1.5)
    top_p: float | None = None
    max_tokens: int | None = Field(None, ge=1)
    random_seed: int | None = Field(None, ge=0)
    tool_choice: Literal["auto", "any", "none", "required"] | None = None


class Start(Wire):
    inputs: list[Entry] = Field(min_length=1)
    stream: Literal[True]
    model: str | None = None
    agent_id: str | None = None
    agent_version: int | str | None = None
    instructions: str | None = None
    tools: list[FunctionTool] = Field(default=[], max_length=128)
    completion_args: CompletionArgs | None = None
    store: bool = True
    handoff_execution: Literal["client", "server"] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> "Start":
        if (self.model is None) == (self.agent_id is None):
            raise ValueError("exactly one of 'model' and 'agent_id' must be set")
        with_model = {"handoff_execution", "agent_version"}
        with_agent = {"tools", "instructions", "completion_args"}
        if alien := sorted(self.model_fields_set & (with_model if self.model else with_agent)):
            what = "model" if self.model else "agent_id"
            raise ValueError(
                f"Conversation with a '{what}' can't contain the following fields {', '.join(alien)}"
            )
        return self


class Append(Wire):
    inputs: list[Entry] = Field(min_length=1)
    stream: Literal[True]
    store: bool = True
    completion_args: CompletionArgs | None = None
    handoff_execution: Literal["client", "server"] | None = None


class Plan(Wire):
    name: str
    model: str
    description: str | None = None
    instructions: str | None = None
    tools: list[FunctionTool] = []
    metadata: dict[str, Any] | None = None


class PlanChange(Wire):
    name: str | None = None
    model: str | None = None
    description: str | None = None
    instructions: str | None = None
    tools: list[FunctionTool] | None = None
    metadata: dict[str, Any] | None = None


class Moderation(Wire):
    model: str
    input: str | list[str]
