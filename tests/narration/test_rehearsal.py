"""The rehearsal narrator meets its faults in order and remembers its readings."""

import pytest

from sandman.ports.errors import BadWork, ProviderBusy
from sandman.ports.narration import Passage
from sandman.providers.narration.rehearsal import RehearsalNarrator
from sandman.stories import Language

PASSAGE = Passage("Good night. Sleep well.", Language.ENGLISH)


def test_faults_are_met_one_a_call_and_then_it_reads():
    narrator = RehearsalNarrator([ProviderBusy("wait"), "silence", None])
    with pytest.raises(ProviderBusy):
        narrator.sentences(PASSAGE, voice="en_dusk")
    with pytest.raises(BadWork, match="silence"):
        narrator.sentences(PASSAGE, voice="en_dusk")
    assert len(list(narrator.sentences(PASSAGE, voice="en_dusk", pace=0.9))) == 2
    assert [reading.pace for reading in narrator.readings] == [1.0, 1.0, 0.9]
    assert all(reading.passage is PASSAGE for reading in narrator.readings)


def test_the_same_passage_sounds_the_same():
    first, second = (list(RehearsalNarrator().sentences(PASSAGE, voice="en_dawn")) for _ in range(2))
    assert [s.samples.tobytes() for s in first] == [s.samples.tobytes() for s in second]
