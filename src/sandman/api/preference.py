"""`Prefer: wait=SECONDS` (RFC 7240): how long a caller would rather wait than be told to come back."""

import re
from typing import Annotated

from fastapi import Depends, Header

LONGEST_SECONDS = 600.0
_WAIT = re.compile(r"(?:^|,)\s*wait\s*=\s*\"?(\d{1,6})\"?\s*(?:$|[,;])", re.IGNORECASE)


async def _preferred(prefer: Annotated[str | None, Header(description="`wait=SECONDS`")] = None) -> float:
    """Seconds to wait; 0 where nothing is preferred. What cannot be read is ignored, as the RFC asks."""
    found = _WAIT.search(prefer or "")
    return min(float(found[1]), LONGEST_SECONDS) if found else 0.0


Preferred = Annotated[float, Depends(_preferred)]


def applied(seconds: float) -> dict[str, str]:
    """The header that says the preference was heard."""
    return {"Preference-Applied": f"wait={seconds:.0f}"} if seconds else {}
