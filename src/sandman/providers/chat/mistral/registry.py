"""The team's agents as Mistral keeps them: made once, a new version for every change."""

from mistralai.client import Mistral
from mistralai.client.models import Agent

from sandman.ports.chat import AgentPlan, RemoteAgent
from sandman.providers.chat.mistral.entries import function_tools
from sandman.providers.chat.mistral.line import Line
from sandman.providers.chat.patience import Fault


async def sync(line: Line, plan: AgentPlan, known: RemoteAgent | None, *, model: str) -> RemoteAgent:
    """Make the agent, or bring it up to date; see `ports.chat.AgentRegistry.sync`."""
    kept = await _kept(line, known)
    if kept and known and known.digest == plan.digest and kept.model == model:
        return known

    # No handoffs: the vendor's own lose their way when an agent has tools (client-python#299). Doc delegates
    # by a function that we carry out. And no built-in tools: they break JSON answers (client-python#414).
    async def make(client: Mistral) -> Agent:
        return await client.beta.agents.create_async(
            model=model,
            name=plan.name,
            description=plan.description,
            instructions=plan.instructions,
            tools=function_tools(plan.tools),
            metadata={"made_by": "sandman-tales", "digest": plan.digest},
        )

    async def change(client: Mistral) -> Agent:
        assert kept
        return await client.beta.agents.update_async(
            agent_id=kept.id,
            model=model,
            name=plan.name,
            description=plan.description,
            instructions=plan.instructions,
            tools=function_tools(plan.tools),
            metadata={"made_by": "sandman-tales", "digest": plan.digest},
        )

    agent = await line.ask(change if kept else make)
    if isinstance(agent, Fault):
        raise agent.error
    return RemoteAgent(agent.id, agent.version, plan.digest)


async def dismiss(line: Line, agent: RemoteAgent) -> None:
    """Delete the agent; see `ports.chat.AgentRegistry.dismiss`."""
    answer = await line.ask(lambda client: client.beta.agents.delete_async(agent_id=agent.id))
    if isinstance(answer, Fault) and not answer.gone:
        raise answer.error


async def _kept(line: Line, known: RemoteAgent | None) -> Agent | None:
    if known is None:
        return None
    agent = await line.ask(lambda client: client.beta.agents.get_async(agent_id=known.id))
    if not isinstance(agent, Fault):
        return agent
    if agent.gone:
        return None
    raise agent.error
