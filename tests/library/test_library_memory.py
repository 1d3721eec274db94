"""The team's conversations, and the agents as a vendor keeps them."""

from datetime import UTC, datetime, timedelta

from sandman.library import Library
from sandman.ports.chat import RemoteAgent
from sandman.ports.memory import Talk

EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)


def a_talk(id: str, agent: str = "doc", *, minutes: int = 0, said: str = "Good evening, 🌙") -> Talk:
    entries = ({"role": "user", "text": said, "calls": []}, {"call_id": "1", "name": "brief", "result": "{}"})
    return Talk(
        id=id,
        agent=agent,
        engine="mistral",
        remote_id=f"conv_{id}",
        entries=entries,
        changed_at=EVENING + timedelta(minutes=minutes),
    )


async def test_a_talk_comes_back_as_it_was_kept(library: Library):
    await library.memory.keep_talk(a_talk("one"))

    assert await library.memory.talk("one") == a_talk("one")
    assert await library.memory.talk("two") is None


async def test_a_talk_gone_on_with_takes_the_place_of_the_old_one(library: Library):
    await library.memory.keep_talk(a_talk("one"))
    await library.memory.keep_talk(a_talk("one", minutes=1, said="And another thing"))

    assert await library.memory.talks() == (a_talk("one", minutes=1, said="And another thing"),)


async def test_the_last_talk_of_an_agent_is_found(library: Library):
    for talk in (a_talk("new", minutes=5), a_talk("old"), a_talk("other", "lifeline", minutes=9)):
        await library.memory.keep_talk(talk)

    last = await library.memory.last_talk("doc")
    assert last is not None
    assert last.id == "new"
    assert [talk.id for talk in await library.memory.talks()] == ["other", "new", "old"]
    assert await library.memory.last_talk("firefly") is None


async def test_a_talk_is_forgotten_and_once_more_is_no_fault(library: Library):
    await library.memory.keep_talk(a_talk("one"))
    await library.memory.drop_talk("one")
    await library.memory.drop_talk("one")

    assert await library.memory.talks() == ()


async def test_remote_agents_are_kept_by_engine_and_agent(library: Library):
    first, second = RemoteAgent("ag_1", 0, "aa"), RemoteAgent("ag_1", 1, "bb")
    await library.memory.keep_remote_agent("mistral", "doc", first)
    await library.memory.keep_remote_agent("mistral", "doc", second)
    await library.memory.keep_remote_agent("mistral", "firefly", first)

    assert await library.memory.remote_agents("mistral") == {"doc": second, "firefly": first}
    assert await library.memory.remote_agents("openai") == {}
    await library.memory.drop_remote_agent("mistral", "doc")
    await library.memory.drop_remote_agent("mistral", "doc")
    assert set(await library.memory.remote_agents("mistral")) == {"firefly"}
