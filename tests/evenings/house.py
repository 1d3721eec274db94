"""The house of an evening as a process: `SANDMAN_HOME=HOME python -m tests.evenings.house ENGINES PORT`."""

import asyncio
import sys

from sandman.api.server import serve
from sandman.app.settings import load_settings
from tests.evenings.engines import EveningEngines, TrueEngines


async def main(engines: str, port: int) -> None:
    """The server as `sandman serve` runs it, with `rehearsal` engines or the `true` ones."""
    settings = load_settings()
    chosen = {"rehearsal": EveningEngines, "true": TrueEngines}[engines](settings)
    await serve(settings, host="127.0.0.1", port=port, is_open=lambda _: None, engines=chosen)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
