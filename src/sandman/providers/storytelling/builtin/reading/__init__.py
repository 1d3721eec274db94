"""Reading a parent's idea: whom, where, what and which worry it means, in any of the four languages."""

from sandman.providers.storytelling.builtin.reading.gender import gender_of
from sandman.providers.storytelling.builtin.reading.reader import read_idea, things_in

__all__ = ["gender_of", "read_idea", "things_in"]
