"""The rules behind the moderation port."""

import pytest

from sandman.ports.errors import NeedsAttention
from sandman.ports.moderation import Layer, Outcome, Verdict
from sandman.providers.moderation.rules import RulesModerator
from sandman.stories import Language


async def judge(text: str, layer: Layer, language: Language = Language.ENGLISH) -> Verdict:
    return await RulesModerator().judge(text, layer=layer, language=language, age=5)


async def test_each_layer_is_judged_by_its_own_measure():
    assert (await judge("a knight with a sword", Layer.INPUT)).outcome is Outcome.SOFTENED
    assert (await judge("a knight with a sword", Layer.PLAN)).outcome is Outcome.UNFIT
    assert (await judge("A knight with a sword.", Layer.TEXT)).outcome is Outcome.UNFIT
    assert (await judge("a knight with a sword", Layer.PROMPT)).outcome is Outcome.UNFIT
    assert (await judge("a knight with a lantern", Layer.TEXT)).outcome is Outcome.FINE


async def test_a_verdict_tells_the_parent_why_in_their_language():
    verdict = await judge("un fusil et un numéro : 06 12 34 56 78", Layer.INPUT, Language.FRENCH)

    assert (verdict.judge, verdict.layer, verdict.reasons) == ("rules", Layer.INPUT, ("weapons", "contact"))
    assert "numéro" in verdict.said


async def test_distress_is_the_first_reason_of_a_refusal():
    verdict = await judge("I want to kill myself", Layer.INPUT)

    assert verdict.outcome is Outcome.UNFIT
    assert verdict.reasons[0] == "distress"


async def test_rules_cannot_see_and_say_so():
    moderator = RulesModerator()

    assert not moderator.sees
    with pytest.raises(NeedsAttention, match="judges words only"):
        await moderator.look(b"picture", prompt="a fox", age=5)
