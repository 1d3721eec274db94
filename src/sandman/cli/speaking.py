"""`sandman say` and `sandman voices`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.table import Table
from rich.text import Text

from sandman.cli.faults import BadInput, bad_request, words
from sandman.cli.running import print_json, run
from sandman.ports.errors import BadWork, NeedsAttention, TryAgainLater
from sandman.ports.narration import Narration, Narrator
from sandman.stories import Language, StoryRequest

KINDS = (".mp3", ".wav")


def say(
    text: Annotated[str, typer.Argument(help="What to read aloud.")],
    out: Annotated[Path, typer.Option(help="FILE.wav or FILE.mp3")],
    language: Annotated[str, typer.Option(help="en, ja, fr or hi.")] = "en",
    voice: Annotated[str | None, typer.Option(help="One of `sandman voices`.")] = None,
    narrator: Annotated[str, typer.Option(help="auto, kokoro or elevenlabs.")] = "auto",
    pace: Annotated[float, typer.Option(min=0.5, max=2.0, help="1.0 is speech.")] = 0.95,
) -> None:
    """Read a text aloud into a file."""

    async def work() -> None:
        if out.suffix.lower() not in KINDS:
            raise BadInput(f"`{out.name}` ends in `{out.suffix}`; wanted .wav or .mp3", "--out story.mp3")
        if narrator == "none":
            raise BadInput("`none` reads nothing aloud", "--narrator auto")
        if not text.strip():
            raise BadInput("there is nothing to say", "sandman say 'good night' --out night.mp3")
        try:
            request = StoryRequest.model_validate(
                {"language": language, "voice": voice, "narrator": narrator}
            )
        except ValidationError as fault:
            raise bad_request(fault) from fault
        await _say(text, request, pace, out)

    run(work())


def voices(
    language: Annotated[str | None, typer.Option(help="en, ja, fr or hi.")] = None,
    json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """The voices there are, the best of each language first."""

    async def work() -> None:
        from sandman.app.engines import Engines  # noqa: PLC0415
        from sandman.app.settings import load_settings  # noqa: PLC0415

        if language is not None and language not in set(Language):
            raise BadInput(
                f"there is no language `{language}`; there are {', '.join(Language)}", "--language en"
            )
        engines = Engines(load_settings())
        try:
            wanted = Language(language) if language else None
            found = await asyncio.to_thread(engines.voices, wanted)
        finally:
            await engines.close()
        if json:
            print_json(
                [
                    {
                        "id": v.id,
                        "language": v.language.value,
                        "name": v.name,
                        "gender": v.gender,
                        "engine": engine,
                    }
                    for engine, v in found
                ]
            )
            return
        table = Table(box=None, header_style="dim", pad_edge=False)
        for head in ("voice", "language", "name", "gender", "engine"):
            table.add_column(head)
        for engine, v in found:
            table.add_row(v.id, v.language.own_name, v.name, v.gender, engine)
        words.print(table)

    run(work())


async def _say(text: str, request: StoryRequest, pace: float, out: Path) -> None:
    from sandman.app.engines import Engines  # noqa: PLC0415
    from sandman.app.settings import load_settings  # noqa: PLC0415
    from sandman.ports.narration import Passage  # noqa: PLC0415
    from sandman.providers.narration.recorder import Mp3Recorder, WavRecorder  # noqa: PLC0415

    engines = Engines(load_settings())

    def speak(narrator: Narrator, voice: str) -> list[Narration]:
        best = next((v.id for v in narrator.voices() if v.language == request.language), "")
        return list(narrator.sentences(Passage(text, request.language), voice=voice or best, pace=pace))

    try:
        # 1. The narrator who was asked for, or whose voice it is; the built-in one where that one cannot.
        await asyncio.to_thread(engines.check, request)
        chair = await asyncio.to_thread(engines.reading_chair, request)
        try:
            spoken = await asyncio.to_thread(speak, chair.first, request.voice or "")
        except (TryAgainLater, BadWork, NeedsAttention) as fault:
            if chair.behind is None:
                raise
            words.print(Text(f"Read at home: {fault.message}."))
            spoken = await asyncio.to_thread(speak, chair.behind, "")
    finally:
        await engines.close()
    # 2. Into the file.
    recorder = WavRecorder() if out.suffix.lower() == ".wav" else Mp3Recorder()
    recording = recorder.record(spoken)
    _write(out, recording.data)
    words.print(Text(f"{recording.seconds:.1f} s of speech in {out}"))


def _write(out: Path, data: bytes) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
