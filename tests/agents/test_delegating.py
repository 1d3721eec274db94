"""A typed skill is asked for by a call, read whichever way it comes, mended twice, and counted."""

import json
from dataclasses import replace

import pytest

from sandman.agents.budget import Allowance, Limits
from sandman.agents.company import Company
from sandman.agents.skills.brief import BRIEF, BriefAsked
from sandman.agents.skills.create_bedtime_story import CREATE_BEDTIME_STORY, StoryAsked
from sandman.agents.team import Team
from sandman.ports.chat import Reply, Result, Said, Usage
from sandman.ports.errors import BadWork, NeedsAttention, ProviderBusy, QuotaSpent
from sandman.ports.ledger import Use
from sandman.providers.chat.rehearsal import RehearsalChat
from sandman.stories import Language
from tests.agents.household import a_brief, a_story, a_team, tally

COMPANY = Company(
    hero="owl", child="girl", pronoun="she", companion="snail", place="garden", prop="lantern", weather="mist"
)
ASKED = BriefAsked(idea="an owl, for {{HERO}}", language=Language.FRENCH, age=4, company=COMPANY)


async def test_doc_is_asked_for_a_brief_by_a_call_and_nothing_of_it_is_kept_at_the_vendors():
    chat = RehearsalChat([a_brief()])

    brief = await a_team(chat).delegate(BRIEF, ASKED, budget=Limits().for_book())

    assert brief.turn == "a snail has been keeping it"
    (turn,) = chat.turns
    assert (turn.agent, turn.must_call, turn.keep) == ("doc", "brief", False)
    assert turn.tools == (BRIEF.tool,)
    assert "an owl" in turn.said[0].text and '<parent_words>"an owl, for {{HERO}}"' in turn.said[0].text


async def test_a_brief_that_comes_as_words_is_as_good_as_a_call():
    written = f"Here it is:\n```json\n{json.dumps({'name': 'brief', 'arguments': a_brief()})}\n```"
    chat = Wordy([written])

    brief = await a_team(chat).delegate(BRIEF, ASKED, budget=Limits().for_book())

    assert brief.fear_level == 0


class Wordy(RehearsalChat):
    """A chat that lets words pass where a call was wanted."""

    def _checked(self, reply, turn):
        return reply


@pytest.mark.parametrize(
    ("fault", "named"),
    [
        ({"holds": {"weapons": True}}, "the plan needs weapons"),
        ({"holds": {"abandonment": True}}, "the plan needs abandonment"),
        ({"fear_level": 3}, "a fear level of 3 is too much at 4; 1 is the most"),
        ({"beats": ["one"]}, "there are 1 beats"),
        ({"want": ""}, "`want` is empty"),
        ({"hero": None}, "`hero`: input should be a valid string"),
    ],
)
async def test_a_faulty_brief_is_handed_back_with_the_fault_named(fault, named):
    chat = RehearsalChat([a_brief(**fault), a_brief()])

    await a_team(chat).delegate(BRIEF, ASKED, budget=Limits().for_book())

    first, second = chat.turns
    question, answer = second.before
    assert question == first.said[0]
    assert isinstance(answer, Said) and answer.calls[0].name == "brief"
    (handed,) = second.said
    assert isinstance(handed, Result) and named in handed.result


async def test_a_story_that_is_faulty_after_two_mendings_is_bad_work():
    short = a_story(scenes=a_story()["scenes"][:4])
    chat = RehearsalChat([short, short, short, a_story()])
    asked = StoryAsked(language=Language.ENGLISH, age=5, company=COMPANY)

    with pytest.raises(BadWork, match="there are 4 scenes; a book has 6"):
        await a_team(chat).delegate(CREATE_BEDTIME_STORY, asked, budget=Limits().for_book())

    assert len(chat.turns) == 3


async def test_an_answer_that_is_none_is_asked_for_again():
    chat = RehearsalChat(["", a_brief()])

    await a_team(chat).delegate(BRIEF, ASKED, budget=Limits().for_book())

    assert len(chat.turns) == 2


async def test_a_place_nobody_knows_is_looked_past_and_a_mood_may_be_shouted():
    scenes = a_story()["scenes"]
    scenes[0] |= {"place": "volcano", "mood": "Tender "}
    chat = RehearsalChat([a_story(scenes=scenes, comment="hope you like it")])
    asked = StoryAsked(language=Language.ENGLISH, age=5, company=COMPANY)

    story = await a_team(chat).delegate(CREATE_BEDTIME_STORY, asked, budget=Limits().for_book())

    assert story.scenes[0].place is None and story.scenes[0].mood == "tender"


async def test_every_turn_is_counted_and_a_fault_is_told_until_it_works_again():
    chat = RehearsalChat([ProviderBusy("too many at once", hint="wait"), a_brief()], price_per_token=0.001)
    team, budget = a_team(chat), Limits().for_book()

    with pytest.raises(ProviderBusy):
        await team.delegate(BRIEF, ASKED, budget=budget)
    assert tally(team).found["rehearsal"].said == "too many at once"

    await team.delegate(BRIEF, ASKED, budget=budget)
    assert not tally(team).found
    assert tally(team).used["rehearsal"] == Use(calls=1, tokens=budget.tokens, cost=budget.used.cost)
    assert budget.used.cost == pytest.approx(budget.tokens * 0.001)


async def test_a_book_that_costs_too_much_asks_no_more():
    dear = Reply("", (), usage=Usage(100, 100, 0.6))
    chat = Wordy([dear, dear, dear])

    with pytest.raises(QuotaSpent, match=r"this book has cost \$1.20, and \$1.00 is its limit"):
        await a_team(chat).delegate(BRIEF, ASKED, budget=Limits().for_book())
    assert len(chat.turns) == 2


async def test_a_day_that_costs_too_much_asks_nobody():
    chat = RehearsalChat([a_brief()])
    team = a_team(chat, limits=Limits(day_spend=5.0))
    await team.ledger.note("elevenlabs", Use(cost=5.0))

    with pytest.raises(QuotaSpent, match=r"today's limit of \$5.00 is reached"):
        await team.delegate(BRIEF, ASKED, budget=team.limits.for_book())
    assert not chat.turns


async def test_steps_and_tokens_have_an_end():
    limits = Limits(book=Allowance(steps=1, tokens=10_000, spend=1.0))
    with pytest.raises(BadWork, match="took 1 steps"):
        await a_team(RehearsalChat([a_brief(want=""), a_brief()])).delegate(
            BRIEF, ASKED, budget=limits.for_book()
        )
    limits = Limits(book=Allowance(steps=9, tokens=10, spend=1.0))
    with pytest.raises(QuotaSpent, match="tokens, and 10 is its limit"):
        await a_team(RehearsalChat([a_brief(want=""), a_brief()])).delegate(
            BRIEF, ASKED, budget=limits.for_book()
        )


async def test_the_same_is_not_asked_a_third_time():
    chat = RehearsalChat([a_brief(), a_brief(), a_brief()])
    team, budget = a_team(chat), Limits().for_book()
    for _ in range(2):
        await team.delegate(BRIEF, ASKED, budget=budget)

    with pytest.raises(BadWork, match="doc was asked the same for `brief` 2 times already"):
        await team.delegate(BRIEF, ASKED, budget=budget)
    await team.delegate(BRIEF, ASKED.model_copy(update={"age": 6}), budget=budget)


async def test_who_takes_too_long_is_not_waited_for():
    chat = RehearsalChat([a_brief()], tokens_per_second=1)
    team = a_team(chat)

    with pytest.raises(ProviderBusy, match="Doc was not done with `brief`"):
        await team.delegate(replace(BRIEF, seconds=0.01), ASKED, budget=Limits().for_book())
    assert chat.hung_up == 1
    assert "was not done" in tally(team).found["rehearsal"].said


async def test_a_story_streams_as_raw_json():
    chat = RehearsalChat([a_story(title="")])
    team: Team = a_team(chat)
    asked = StoryAsked(language=Language.ENGLISH, age=5, company=COMPANY)
    pieces = [p async for p in team.stream(CREATE_BEDTIME_STORY, asked, budget=Limits().for_book())]

    assert isinstance(pieces[-1], Reply)
    assert json.loads("".join(piece.arguments for piece in pieces[:-1])) == a_story(title="")


async def test_without_a_model_nothing_is_streamed():
    with pytest.raises(NeedsAttention, match="no language model is connected") as told:
        await anext(a_team().stream(BRIEF, ASKED, budget=Limits().for_book()))
    assert "Ollama" in told.value.hint
