"""The house of an evening as a process: `SANDMAN_HOME=HOME python -m tests.evenings.house PORT`."""

import asyncio
import sys

from sandman.api.server import serve
from sandman.app.settings import load_settings
from tests.evenings.engines import EveningEngines


async def main(port: int) -> None:
    """The server as `sandman serve` runs it, with the evening's engines."""
    settings = load_settings()
    await serve(
        settings, host="127.0.0.1", port=port, is_open=lambda _: None, engines=EveningEngines(settings)
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
