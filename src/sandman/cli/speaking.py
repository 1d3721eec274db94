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
from sandman.stories import Language, StoryRequest

KINDS = (".mp3", ".wav")


def say(
    text: Annotated[str, typer.Argument(help="What to read aloud.")],
    out: Annotated[Path, typer.Option(help="FILE.wav or FILE.mp3")],
    language: Annotated[str, typer.Option(help="en, ja, fr or hi.")] = "en",
    voice: Annotated[str | None, typer.Option(help="One of `sandman voices`.")] = None,
    pace: Annotated[float, typer.Option(min=0.5, max=2.0, help="1.0 is speech.")] = 0.95,
) -> None:
    """Read a text aloud into a file."""

    async def work() -> None:
        if out.suffix.lower() not in KINDS:
            raise BadInput(f"`{out.name}` ends in `{out.suffix}`; wanted .wav or .mp3", "--out story.mp3")
        if not text.strip():
            raise BadInput("there is nothing to say", "sandman say 'good night' --out night.mp3")
        try:
            request = StoryRequest.model_validate({"language": language, "voice": voice})
        except ValidationError as fault:
            raise bad_request(fault) from fault
        seconds = await asyncio.to_thread(_speak, text, request, pace, out)
        words.print(Text(f"{seconds:.1f} s of speech in {out}"))

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
        found = [
            voice
            for voice in Engines(load_settings()).narrator.voices()
            if language is None or voice.language == language
        ]
        if json:
            print_json(
                [
                    {"id": v.id, "language": v.language.value, "name": v.name, "gender": v.gender}
                    for v in found
                ]
            )
            return
        table = Table(box=None, header_style="dim", pad_edge=False)
        for head in ("voice", "language", "name", "gender"):
            table.add_column(head)
        for v in found:
            table.add_row(v.id, v.language.own_name, v.name, v.gender)
        words.print(table)

    run(work())


def _speak(text: str, request: StoryRequest, pace: float, out: Path) -> float:
    from sandman.app.engines import Engines  # noqa: PLC0415
    from sandman.app.settings import load_settings  # noqa: PLC0415
    from sandman.ports.narration import Passage  # noqa: PLC0415
    from sandman.providers.narration.recorder import Mp3Recorder, WavRecorder  # noqa: PLC0415

    engines = Engines(load_settings())
    engines.check(request)
    best = next(v.id for v in engines.narrator.voices() if v.language == request.language)
    passage = Passage(text, request.language)
    spoken = list(engines.narrator.sentences(passage, voice=request.voice or best, pace=pace))
    recorder = WavRecorder() if out.suffix.lower() == ".wav" else Mp3Recorder()
    recording = recorder.record(spoken)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(recording.data)
    return recording.seconds
