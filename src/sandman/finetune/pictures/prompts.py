"""A file of prompts: what each picture of a set shows, and the words that hold for all of them.

TOML, so that a person can read and change it:

    trigger = "sndmntls style"
    style = "soft watercolour on rough paper"

    [[prompt]]
    subject = "animal"
    seen = "a little owl asleep, head tucked in, in the forest at dusk"

A file of another ending holds a prompt a line, without subjects.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from shlex import quote
from typing import Annotated

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sandman.finetune.files import replace_file
from sandman.finetune.texts import read_text
from sandman.styles import Recipe, Unusable
from sandman.styles.wording import complaints

NEW = "new-prompts.toml"
"""What a hint calls a file that does not lie there yet: the command writes over none."""
TRIGGER = str(Recipe.model_fields["trigger"].default)


class Prompt(BaseModel):
    """One picture of a set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str = ""
    """`animal`, `landscape`, `character` or `close_up`."""
    seen: Annotated[str, Field(min_length=1)]
    """What is seen; nothing about style."""


class Prompts(BaseModel):
    """What a whole set shows."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    trigger: str = TRIGGER
    style: str = ""
    """Words of the style: told to a painter that can be told, and never put into a caption."""
    prompts: Annotated[tuple[Prompt, ...], Field(alias="prompt", min_length=1)]


def read_prompts(file: Path) -> Prompts:
    """Read a file of prompts. Raises Unusable that names all that is wrong with it."""
    there = NEW if file.exists() else quote(str(file))
    text = read_text(file, hint=f"`sandman style prompts --out {there}` writes one")
    try:
        if file.suffix.lower() == ".toml":
            return Prompts.model_validate(tomllib.loads(text))
        lines = [line.strip() for line in text.splitlines()]
        return Prompts(prompts=tuple(Prompt(seen=line) for line in lines if line and line[0] != "#"))
    except tomllib.TOMLDecodeError as fault:
        raise Unusable(f"`{file}` is not TOML: {fault}", hint="mend that line") from fault
    except ValidationError as fault:
        raise Unusable(
            f"`{file}` cannot be used: " + "; ".join(complaints(fault, Prompts)),
            hint=f"`sandman style prompts --out {NEW}` writes one to compare it with",
        ) from fault


def write_prompts(file: Path, prompts: Prompts) -> None:
    """Write a file of prompts, at once or not at all."""
    replace_file(file, _toml(prompts).encode())


def _toml(prompts: Prompts) -> str:
    head = tomli_w.dumps({"trigger": prompts.trigger, "style": prompts.style})
    return "\n".join([head, *_tables(prompts.prompts)])


def _tables(prompts: Iterable[Prompt]) -> Iterable[str]:
    # One table a prompt: the library would write them all into one long line of an array.
    return ("[[prompt]]\n" + tomli_w.dumps(prompt.model_dump()) for prompt in prompts)
