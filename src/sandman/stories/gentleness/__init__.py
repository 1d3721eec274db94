"""Gentleness: what is fit for a child at bedtime, read by rules alone, at home, in milliseconds.

`read_idea` reads what a parent typed, `read_page` what an engine wrote, `read_prompt` what a painter is
asked for. Frightening things are made gentle and private ones left out; grief, illness, divorce, a bully or
a bad dream are subjects a gentle story was made for, and pass. No I/O but the package's own word lists.
"""

from sandman.stories.gentleness.kind_words import kind_words
from sandman.stories.gentleness.reader import read_idea, read_page, read_prompt
from sandman.stories.gentleness.reading import Finding, Outcome, Reading, Theme

__all__ = ["Finding", "Outcome", "Reading", "Theme", "kind_words", "read_idea", "read_page", "read_prompt"]
