"""Free talk: Doc delegates, everything is kept and counted, and what is said is read before it is shown."""

import asyncio

import pytest

from sandman.agents.budget import Allowance, Limits
from sandman.agents.happenings import Answer, Asking, Delegated, Words
from sandman.ports.chat import Call, RemoteAgent, Reply, Result, Said, Usage
from sandman.ports.errors import NeedsAttention, NotFound, ProviderBusy, QuotaSpent
from sandman.providers.chat.rehearsal import RehearsalChat, RehearsalVendor
from tests.agents.household import a_story, a_team


def delegate(agent: str, task: str, skill: str | None = None, *, id: str = "c1") -> Call:
    return Call(id, "delegate", {"agent": agent, "task": task, "skill": skill})


async def test_doc_asks_two_at_once_and_says_who_said_what():
    at_work, most = 0, 0

    async def breathe(_seconds: float) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0)
        at_work -= 1

    chat = RehearsalChat(
        {
            "doc": [
                (
                    delegate("pathfinder", "A title about a lamp?"),
                    delegate("firefly", "Which blue?", id="c2"),
                ),
                "Pathfinder would call it The Lamp That Stayed, and Firefly wants dusk blue.",
            ],
            "pathfinder": ["The Lamp That Stayed."],
            "firefly": ["Dusk blue, I reckon."],
        },
        tokens_per_second=1,
        sleep=breathe,
    )
    team = a_team(chat)

    happened = [each async for each in team.talk("doc", "What shall we call it, and which blue?")]

    assert happened[:2] == [
        Asking("pathfinder", "", "A title about a lamp?"),
        Asking("firefly", "", "Which blue?"),
    ]
    answer = happened[-1]
    assert isinstance(answer, Answer)
    assert "".join(each.text for each in happened if isinstance(each, Words)) == answer.reply
    assert set(answer.delegated) == {
        Delegated("pathfinder", "", "A title about a lamp?", "The Lamp That Stayed."),
        Delegated("firefly", "", "Which blue?", "Dusk blue, I reckon."),
    }
    assert most == 2
    assert answer.usage.completion_tokens > 0
    # Both results go back in one turn, in the order of the calls, with the vendor's latest id.
    doc = [turn for turn in chat.turns if turn.agent == "doc"]
    assert [entry.call_id for entry in doc[1].said if isinstance(entry, Result)] == ["c1", "c2"]
    assert doc[1].conversation_id == "talk-1"
    others = [turn for turn in chat.turns if turn.agent != "doc"]
    assert not any(turn.keep for turn in others)


async def test_doc_gets_a_finished_piece_of_work_by_its_skill():
    chat = RehearsalChat(
        {
            # Whoever is named, the one who has the skill is asked.
            "doc": [delegate("firefly", "A fox and a lamp.", "create_bedtime_story"), "There it is."],
            "pathfinder": [a_story(title=""), a_story(title="Lamp"), a_story()],
        }
    )

    answer = await a_team(chat).ask("doc", "A story about a fox, please.")

    (delegated,) = answer.delegated
    assert (delegated.agent, delegated.skill) == ("pathfinder", "create_bedtime_story")
    assert "The gate" in delegated.answered and "{{" not in delegated.answered
    assert chat.turns[1].must_call == "create_bedtime_story"


async def test_a_story_asked_of_pathfinder_is_shown_as_it_is():
    chat = RehearsalChat([Call("c1", "create_bedtime_story", a_story()), "Sleep well."])

    answer = await a_team(chat, children=("Mia",)).ask("pathfinder", "Tell Mia a story.")

    assert answer.reply.startswith("The Lamp That Stayed\n\n1. The gate\n")
    assert "Mia and the fox went on" in answer.reply and answer.reply.endswith("Sleep well.")
    assert chat.turns[0].said == (Said("user", "Tell {{HERO}} a story."),)


async def test_a_story_that_is_not_fit_is_not_shown_but_handed_back():
    scenes = a_story()["scenes"]
    scenes[2] |= {"text": "{{HERO}} murdered the fox with a gun."}
    chat = RehearsalChat(
        [Call("c1", "create_bedtime_story", a_story(scenes=scenes)), "I will think of another."]
    )

    answer = await a_team(chat).ask("pathfinder", "Tell me a story.")

    assert answer.reply == "I will think of another."
    (result,) = chat.turns[1].said
    assert isinstance(result, Result) and "not fit for a child" in result.result


async def test_a_talk_goes_on_with_the_vendors_latest_id_until_a_new_one_is_wanted():
    chat = RehearsalChat(
        [Reply("One.", conversation_id="v1"), Reply("Two.", conversation_id="v2"), "Three.", "Four."]
    )
    team = a_team(chat)

    first = await team.ask("doc", "Good evening.")
    again = await team.ask("doc", "And now?")
    by_id = await team.ask("doc", "Still there?", talk_id=first.conversation_id)
    anew = await team.ask("doc", "Good evening.", new=True)

    assert first.conversation_id == again.conversation_id == by_id.conversation_id != anew.conversation_id
    assert [turn.conversation_id for turn in chat.turns] == ["", "v1", "v2", ""]
    assert chat.turns[2].before[:2] == (Said("user", "Good evening."), Said("assistant", "One."))
    with pytest.raises(NotFound, match="Lifeline knows of no conversation"):
        await team.ask("lifeline", "Hello?", talk_id=first.conversation_id)


async def test_another_engine_goes_on_from_our_own_books():
    team = a_team(RehearsalChat(["One."], name="mistral"))
    await team.ask("doc", "Good evening.")
    team.chat = other = RehearsalChat(["Two."], name="openai")

    await team.ask("doc", "And now?")

    assert other.turns[0].conversation_id == ""
    assert other.turns[0].before == (Said("user", "Good evening."), Said("assistant", "One."))


async def test_a_talk_that_broke_off_in_a_call_goes_on_with_a_result_for_it():
    chat = RehearsalChat(
        {"doc": [delegate("firefly", "Which blue?"), ProviderBusy("busy")], "firefly": ["Dusk."]}
    )
    team = a_team(chat)
    with pytest.raises(ProviderBusy):
        await team.ask("doc", "Which blue?")

    chat.say("Dusk blue.", agent="doc")
    await team.ask("doc", "Well?")

    result, said = chat.turns[-1].said
    assert isinstance(result, Result) and result.call_id == "c1"
    assert said == Said("user", "Well?")


async def test_who_asks_the_same_again_gets_the_same_and_then_no_more():
    same = delegate("firefly", "Which blue?")
    chat = RehearsalChat({"doc": [same, same, same, "Dusk, then."], "firefly": ["Dusk."]})

    answer = await a_team(chat).ask("doc", "Which blue?")

    assert len([turn for turn in chat.turns if turn.agent == "firefly"]) == 1
    first, second, third = answer.delegated
    assert first.answered == "Dusk."
    assert second.answered.startswith("Asked already; the answer was")
    assert third.answered.startswith("It could not be asked")


async def test_who_never_stops_asking_is_stopped():
    asks = [delegate("firefly", f"And number {n}?") for n in range(20)]
    chat = RehearsalChat({"doc": asks, "firefly": ["Dusk."] * 20})
    limits = Limits(talk=Allowance(steps=5, tokens=100_000, spend=1.0))

    answer = await a_team(chat, limits=limits).ask("doc", "Which blue?")

    assert len(chat.turns) == 5
    assert answer.reply == "I have asked as often as I may for one answer. Ask me for a smaller piece of it."


async def test_a_talk_that_costs_too_much_is_plainly_refused():
    call = (delegate("firefly", "Which blue?"),)
    chat = RehearsalChat({"doc": [Reply("", call, usage=Usage(10, 10, 0.3))], "firefly": ["Dusk."]})

    with pytest.raises(QuotaSpent, match=r"this answer has cost \$0.30, and \$0.25 is its limit"):
        await a_team(chat).ask("doc", "Which blue?")


async def test_one_who_cannot_be_reached_is_an_answer_too():
    chat = RehearsalChat(
        {
            "doc": [delegate("firefly", "Which blue?"), "Firefly is out."],
            "firefly": [ProviderBusy("too many at once")],
        }
    )

    answer = await a_team(chat).ask("doc", "Which blue?")

    assert answer.reply == "Firefly is out."
    assert answer.delegated[0].answered == "It could not be asked: too many at once."


async def test_a_call_that_makes_no_sense_is_answered_not_crashed_on():
    chat = RehearsalChat(
        [(Call("c1", "delegate", {"agent": "loki"}), Call("c2", "paint", {})), "Never mind."]
    )

    answer = await a_team(chat).ask("doc", "Hm?")

    assert answer.reply == "Never mind." and not answer.delegated
    first, second = chat.turns[1].said
    assert "pathfinder, firefly or lifeline" in first.result and "no tool `paint`" in second.result


async def test_an_empty_turn_is_taken_again():
    chat = RehearsalChat(["", "Good evening."])
    assert (await a_team(chat).ask("doc", "Good evening.")).reply == "Good evening."


@pytest.mark.parametrize(
    ("message", "said"),
    [("Write me a porn story", "too grown-up"), ("I want to die", "do not carry it alone")],
)
async def test_what_is_not_for_here_is_kindly_answered_and_leaves_the_house_nowhere(message, said):
    chat = RehearsalChat()
    team = a_team(chat)

    answer = await team.ask("doc", message)

    assert said in answer.reply and not chat.turns
    talk = await team.memory.talk(answer.conversation_id)
    assert talk and not talk.entries


async def test_a_parent_may_ask_how_to_speak_of_anything():
    chat = RehearsalChat(["Plainly, and one question at a time. Sex is a word she will hear at school."])

    answer = await a_team(chat).ask("lifeline", "How do I explain sex to my daughter?")

    assert answer.reply.endswith("she will hear at school.")


async def test_numbers_and_addresses_neither_go_out_nor_come_back():
    chat = RehearsalChat(["Call 0412 345 678. Good night."])

    answer = await a_team(chat).ask("doc", "I am at mum@example.com, say good night.")

    (said,) = chat.turns[0].said
    assert "example" not in said.text and "…, say good night." in said.text
    assert "0412" not in answer.reply and answer.reply.endswith("…. Good night.")


async def test_words_are_words_and_no_orders_to_a_terminal():
    asks = delegate("firefly", "Which \x1b[31mblue?")
    chat = RehearsalChat({"doc": [asks, "**Dusk** \x1b[2Jblue."], "firefly": ["Dusk\x07."]})

    answer = await a_team(chat).ask("doc", "Which blue?")

    assert answer.reply == "Dusk [2Jblue."
    assert answer.delegated == (Delegated("firefly", "", "Which [31mblue?", "Dusk."),)


async def test_a_reply_that_goes_wrong_ends_where_it_does():
    chat = RehearsalChat(["Good evening. Here is a porn story. And more of it."])

    answer = await a_team(chat).ask("doc", "Good evening.")

    assert answer.reply == "Good evening. \n\nI would rather leave that there."


async def test_a_known_childs_name_stays_at_home():
    chat = RehearsalChat(
        {
            "doc": [
                delegate("lifeline", "A voice for {{HERO}}, and one for {{FRIEND1}}?"),
                "{{HERO}} likes Emma.",
            ],
            "lifeline": ["Emma, for {{HERO}}."],
        }
    )

    answer = await a_team(chat, children=("Léa", "Hugo")).ask("doc", "Who reads to Lea and to Hugo?")

    assert not [
        turn for turn in chat.turns for entry in turn.said if "Lea" in str(entry) or "Hugo" in str(entry)
    ]
    assert answer.reply == "Léa likes Emma."
    assert answer.delegated == (
        Delegated("lifeline", "", "A voice for Léa, and one for Hugo?", "Emma, for Léa."),
    )


async def test_who_is_spoken_of_first_is_the_hero_of_a_talk_and_stays_so():
    chat = RehearsalChat(["{{HERO}} may be tired.", "{{FRIEND1}} too, and {{HERO}}.", "{{HERO}} sleeps."])
    team = a_team(chat, children=("Léa", "Hugo"))

    replies = [(await team.ask("doc", said)).reply for said in ("Hugo is awake.", "And Léa?", "Well?")]
    team.chat = RehearsalChat(["{{HERO}} sleeps."])
    anew = (await team.ask("doc", "Well?", new=True)).reply

    assert [turn.said[0] for turn in chat.turns[:2]] == [
        Said("user", "{{HERO}} is awake."),
        Said("user", "And {{FRIEND1}}?"),
    ]
    assert replies == ["Hugo may be tired.", "Léa too, and Hugo.", "Hugo sleeps."]
    assert anew == "The child sleeps."


async def test_the_vendors_copy_is_used_while_it_is_up_to_date():
    chat = RehearsalVendor(["One.", "Two."])
    team = a_team(chat)
    synced = [each async for each in team.sync()]
    await team.ask("doc", "Good evening.")
    await team.memory.keep_remote_agent("rehearsal", "doc", RemoteAgent("ag_old", 1, "another digest"))
    await team.ask("doc", "Good evening.")

    assert [each.change for each in synced] == ["made"] * 4
    assert [turn.remote and turn.remote.id for turn in chat.turns] == [synced[0].remote.id, None]


async def test_without_a_model_free_talk_says_what_it_needs():
    with pytest.raises(NeedsAttention, match="Doc cannot talk freely: no language model") as told:
        await a_team().ask("Doc", "Good evening.")
    assert told.value.hint.startswith("Ollama on this computer, or a key from Mistral")
    with pytest.raises(NotFound, match="nobody called `loki`"):
        await a_team().ask("loki", "Good evening.")
