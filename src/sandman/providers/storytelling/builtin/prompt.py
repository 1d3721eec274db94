"""A scene's picture in English words, for painters that read rather than look things up."""

from sandman.stories import Kind, Language, Pose, Staging, world
from sandman.stories.lexicon import lexicon

DOING = {
    Pose.STAND: "standing",
    Pose.SIT: "sitting",
    Pose.WALK: "walking along",
    Pose.SLEEP: "fast asleep",
    Pose.LOOK_UP: "looking up",
    Pose.READ: "reading",
    Pose.FROM_BEHIND: "seen from behind",
    Pose.HOLD: "holding something dear",
    Pose.HUG: "leaning close",
}


def prompt(staging: Staging) -> str:
    """What is seen, who, where, when; no style and no names, so nothing private leaves the house."""
    words = lexicon(Language.ENGLISH)
    hero = words.word(Kind.HERO, staging.hero.id).noun
    parts = [f"a little {hero} {DOING[staging.hero.pose]}"]
    if staging.child:
        parts.append(f"a child {DOING[staging.child.pose]}")
    if staging.companion:
        parts.append(f"a small {words.friend(staging.companion.id).noun}")
    parts += [f"a {words.word(Kind.PROP, prop).noun}" for prop in staging.props]
    where = words.word(Kind.PLACE, staging.place).at or ""
    when = words.word(Kind.TIME, staging.time).noun
    sky = "" if staging.weather == "clear" else f", {words.word(Kind.WEATHER, staging.weather).noun}"
    wonder = f", where everything {staging.wonder}" if staging.wonder else ""
    assert world().has(Kind.PLACE, staging.place)
    return f"{', '.join(parts)}, {where} {when}{sky}{wonder}; {staging.mood} and gentle"
