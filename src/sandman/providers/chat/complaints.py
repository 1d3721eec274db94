"""What servers complain of, in words: a sentence of theirs, or FastAPI's list of what is wrong where."""


def in_words(detail: object) -> str:
    """`detail` as a person may read it; empty where it is nothing that was said."""
    if isinstance(detail, str):
        return detail
    if isinstance(detail, list):
        return "; ".join(filter(None, (in_words(each) for each in detail)))
    if isinstance(detail, dict):
        if "loc" in detail:
            return f"{'.'.join(str(step) for step in detail['loc'])}: {detail.get('msg', '')}".strip(": ")
        return next(
            (said for key in ("message", "detail", "error") if (said := in_words(detail.get(key)))), ""
        )
    return ""
