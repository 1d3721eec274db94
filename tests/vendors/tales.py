"""Answers to whatever the team asks of a model, in four languages: enough for whole books.

`answer` is what stand-ins say when nothing else is scripted. A tool it does not know is answered by its
schema, so a new skill works before anybody thinks of this file.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.vendors.script import Answer, Asked, Calls

SIX = 6
MOODS = ("playful", "curious", "worried", "tender", "hushed", "sleepy")
TIMES = ("dusk", "dusk", "dusk", "night", "night", "lamp")
POSES = ("sit", "walk", "stand", "look_up", "sit", "sleep")
SEEN = (
    "a child kneels in a garden at dusk and holds a small round button; a young fox looks out of the hedge",
    "the child and the fox walk past a snail on a stone path under an old apple tree, low warm light",
    "the child and the fox stand side by side in high grass, the last light behind them",
    "the child and the fox look up from a pond at one white cloud, a firefly on a reed between them",
    "the button floats on still water like a boat, the white cloud bends down to it, moonlight",
    "the child sleeps under a blanket in a small bed, the fox curled up at its foot, one warm lamp",
)
STORIES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
GREETINGS = {
    "en": "Good evening. Tell me who goes along tonight, and where to.",
    "fr": "Bonsoir. Dis-moi qui part ce soir, et pour aller où.",
    "ja": "こんばんは。こんやは だれと どこへ いきましょうか。",
    "hi": "नमस्ते। बताइए, आज रात कौन चलेगा और कहाँ?",
}
_TOLD = (
    ("ja", r"Japanese|[ぁ-ん]{3}"),
    ("hi", r"Hindi|[ऀ-ॿ]{3}"),
    ("fr", r"French|\bfrançais|\b(?:une? |le |la )histoire"),
)


def answer(asked: Asked) -> Answer:
    """A sensible answer: the tool's work where one must be called, a greeting else."""
    if asked.must_call:
        known = WORKS.get(asked.must_call)
        return known(asked) if known else sample(asked.tools.get(asked.must_call, {"type": "object"}))
    last_said = asked.said[-1] if asked.said else ("user", "")
    if (
        "delegate" in asked.tools
        and last_said[0] == "user"
        and re.search(r"story|histoire|おはなし|कहानी", last_said[1])
    ):
        return Calls((("delegate", {"agent": "pathfinder", "task": last_said[1], "skill": None}),))
    if last_said[0] == "result":
        return f"Pathfinder has looked at it. {last_said[1][:200]}"
    return GREETINGS[language_of(last_said[1])]


def story(language: str) -> dict[str, Any]:
    """The arguments of `create_bedtime_story`."""
    tale = STORIES[language]
    scenes = [
        {
            **page,
            "mood": MOODS[place],
            "illustration_prompt": SEEN[place],
            "place": "bedroom" if place == SIX - 1 else "garden",
            "time": TIMES[place],
            "weather": "clear",
            "hero_pose": POSES[place],
            "child_pose": POSES[place],
        }
        for place, page in enumerate(tale["pages"])
    ]
    return {"title": tale["title"], "scenes": scenes}


def language_of(words: str) -> str:
    """The language that is asked for, or written in."""
    return next((language for language, mark in _TOLD if re.search(mark, words)), "en")


def _story(asked: Asked) -> dict[str, Any]:
    wanted = next((text for who, text in asked.said if who == "user"), "")
    named = re.search(r"story in ([A-Z]\w+)", wanted)
    return story(language_of(named.group(1) if named else wanted))


def _brief(_asked: Asked) -> dict[str, Any]:
    return {
        "hero": "a young fox who looks at small things for a long time",
        "want": "{{HERO}} and the fox want to bring a lost button home",
        "turn": "it belongs to nobody in the garden, but to a cloud",
        "resolution": "{{HERO}} lets it float on the pond, where the cloud can reach it",
        "sleep_ending": "the fox curls up at the foot of the bed, and {{HERO}} falls asleep",
        "beats": [
            "{{HERO}} finds a button in the garden and meets the fox",
            "they ask a snail and a tree, and see a cloud inside the button",
            "the grass is high; they go on hand in hand",
            "a firefly shows them a cloud that is a little open",
            "the button floats, and the cloud takes it back",
            "home, warm, asleep",
        ],
        "leave_out": ["anybody left alone"],
        "fear_level": 1,
        "holds": dict.fromkeys(
            ("death", "weapons", "abandonment", "shame", "brands", "real_people", "unsafe_acts"), False
        ),
    }


def _art_direction(_asked: Asked) -> dict[str, Any]:
    return {
        "hero": "a small round fox, russet, one white ear tip, calm dark eyes",
        "child": "a child of about five with short black curls, brown skin, in moss-green pyjamas",
        "companion": "a very small firefly with a warm yellow lamp",
        "prop": "a round mother-of-pearl button, a little worn",
        "palette": "dusk blue, moss green, warm ochre, dusty rose, paper white",
        "light": "one warm low light from the left against soft blue shadow",
    }


def _cast_voice(asked: Asked) -> dict[str, Any]:
    wanted = next((text for who, text in asked.said if who == "user"), "")
    voices = re.findall(r"^- `([^`]+)`", wanted, re.MULTILINE)
    return {"voice": voices[0] if voices else "", "because": "it is the clearest"}


def _review_page(_asked: Asked) -> dict[str, Any]:
    return {"reason": "nothing", "fit": True, "themes": [], "said": ""}


def _review_picture(_asked: Asked) -> dict[str, Any]:
    return {"seen": "a fox in a garden at dusk", "fit": True, "troubles": [], "said": ""}


def _review_story(_asked: Asked) -> dict[str, Any]:
    return {"one_story": True, "ends_in_sleep": True, "frightens": False, "for_this_age": True, "said": ""}


def _training_prompts(asked: Asked) -> dict[str, Any]:
    wanted = next((text for who, text in asked.said if who == "user"), "")
    shares = re.findall(r"(\d+) (animal|landscape|character|close_up)\b", wanted)
    animals = ("fox", "hare", "owl", "otter", "bear", "mouse", "deer", "wren", "mole", "seal")
    prompts = [
        {
            "subject": subject,
            "seen": f"{subject.replace('_', ' ')} {n}: a {animals[n % 10]} by a pond at dusk",
        }
        for share, subject in shares
        for n in range(1, int(share) + 1)
    ]
    return {"prompts": prompts}


def _caption(_asked: Asked) -> dict[str, Any]:
    return {"seen": "a young fox sits on a stone path in a garden at dusk"}


WORKS: Mapping[str, Callable[[Asked], dict[str, Any]]] = {
    "brief": _brief,
    "create_bedtime_story": _story,
    "art_direction": _art_direction,
    "cast_voice": _cast_voice,
    "review_page": _review_page,
    "review_picture": _review_picture,
    "review_story": _review_story,
    "training_prompts": _training_prompts,
    "caption": _caption,
}


def sample(schema: Mapping[str, Any]) -> Any:
    """Something that a JSON Schema allows: the first of what may be chosen, the least of what may be long."""
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return sample(schema["anyOf"][0])
    match schema.get("type", "object"):
        case "object":
            return {name: sample(each) for name, each in schema.get("properties", {}).items()}
        case "array":
            return []
        case "string":
            return "a small fox"
        case "integer" | "number":
            return 1
        case "boolean":
            return True
        case _:
            return None
