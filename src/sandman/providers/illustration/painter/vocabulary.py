"""What a staging may name: the world's ids, and a sentence for whoever asks for something else."""

from sandman.ports.errors import BadWork
from sandman.stories import Staging
from sandman.stories.world import Kind, world


def check(staging: Staging) -> None:
    """Raise BadWork, with a sentence, for an id the world does not hold."""
    wanted = [
        (Kind.PLACE, staging.place),
        (Kind.TIME, staging.time),
        (Kind.WEATHER, staging.weather),
        (Kind.HERO, staging.hero.id),
        *((Kind.PROP, id) for id in staging.props),
    ]
    if staging.child is not None:
        wanted.append((Kind.HERO, staging.child.id))
    if staging.wonder is not None:
        wanted.append((Kind.WONDER, staging.wonder))
    for kind, id in wanted:
        if not world().has(kind, id):
            raise _unknown(kind.value, id)
    friend = staging.companion
    if friend is not None and not (
        world().has(Kind.COMPANION, friend.id) or world().has(Kind.HERO, friend.id)
    ):
        raise _unknown("companion", friend.id)


def _unknown(kind: str, id: str) -> BadWork:
    return BadWork(
        f"the staging asks for the {kind} `{id}`, and the painter knows no such {kind}",
        port="illustration",
        provider="painter",
        hint="take ids from the story world (stories/world.toml)",
    )
