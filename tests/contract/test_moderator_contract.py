"""What every judge of words keeps to, whether it reads by rules or asks a vendor."""

from contextlib import asynccontextmanager

import pytest
from tests.chat import talking

from sandman.ports.errors import RequestRefused
from sandman.ports.moderation import Layer, Outcome
from sandman.providers.moderation.rules import RulesModerator
from sandman.stories import Language

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]
GENTLE = {
    Language.ENGLISH: "The little fox yawned, curled up in the warm den, and fell asleep.",
    Language.FRENCH: "Le petit renard bâilla, se blottit dans son terrier et s'endormit.",
    Language.JAPANESE: "こぎつねは あくびをして、あたたかい すあなで ねむりました。",
    Language.HINDI: "नन्ही लोमड़ी ने जम्हाई ली और गर्म माँद में सो गई।",
}
CRUEL = {
    Language.ENGLISH: "The soldier killed them all with his gun, and there was blood everywhere.",
    Language.FRENCH: "Le soldat les tua tous avec son fusil, il y avait du sang partout.",
    Language.JAPANESE: "兵士は銃で全員を殺して、あたりは血だらけになった。",
    Language.HINDI: "सैनिक ने बंदूक से सबको मार डाला, हर तरफ़ खून ही खून था।",
}


def _scores(text):
    return {"violence_and_threats": 0.9} if text in CRUEL.values() else {"violence_and_threats": 0.02}


@asynccontextmanager
async def rules():
    yield RulesModerator()


@asynccontextmanager
async def mistral():
    async with talking.moderation(scores=_scores) as side:
        yield side.chat


@pytest.fixture(params=[rules, mistral], ids=["rules", "mistral"])
def open_judge(request):
    return request.param


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("layer", [Layer.TEXT, Layer.PLAN])
async def test_a_gentle_page_is_fine_and_nothing_is_said(open_judge, language, layer):
    async with open_judge() as judge:
        verdict = await judge.judge(GENTLE[language], layer=layer, language=language, age=5)
    assert (verdict.outcome, verdict.reasons, verdict.said) == (Outcome.FINE, (), "")
    assert (verdict.layer, verdict.judge) == (layer, judge.name)


async def test_a_cruel_page_is_unfit_and_the_parent_is_told_in_their_language(open_judge):
    told = set()
    async with open_judge() as judge:
        for language, page in CRUEL.items():
            verdict = await judge.judge(page, layer=Layer.TEXT, language=language, age=5)
            assert verdict.outcome is Outcome.UNFIT
            assert "violence" in verdict.reasons
            told.add(verdict.said)
    assert "" not in told
    assert len(told) == len(Language)


async def test_it_has_a_name_and_a_model_and_says_whether_it_sees(open_judge):
    async with open_judge() as judge:
        assert judge.name
        assert judge.model
        assert judge.sees is False
        with pytest.raises(RequestRefused):
            await judge.look(b"RIFF", prompt="a fox", age=5)
