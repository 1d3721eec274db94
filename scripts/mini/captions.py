"""What each drawing is called, and the words the model is to know.

A caption says what is seen as Pathfinder's do, or as the composer of training prompts does; never how it
is drawn, so that a style learned later has nothing to unlearn.
"""

import json
from random import Random

from tokenizers import Tokenizer, models, pre_tokenizers, trainers
from transformers import CLIPTokenizer

from sandman.agents.composer import Composer
from sandman.agents.skills.caption import STANCE, CaptionAsked, in_words
from sandman.agents.words import a
from sandman.stories import Kind, Language, Staging, world
from sandman.stories.lexicon import lexicon

TRIGGER: str = CaptionAsked.model_fields["trigger"].default
"""What styles are called by where nobody says otherwise."""
LONGEST = 32
"""Tokens of a prompt; with the usual 77, most of what the denoiser hears would be padding."""
PIECES = 1600
"""Size of the learned vocabulary: enough that nearly every word of the world is one token."""


def caption(staging: Staging, rng: Random, *, near: bool) -> str:
    """One of several ways to say what `staging` shows; `near` where only the hero's face is in the frame."""
    words = lexicon(Language.ENGLISH)
    hero = words.word(Kind.HERO, staging.hero.id)
    large = world().get(Kind.HERO, staging.hero.id).size == "large"
    called = a(hero, very=rng.choice(("", "large gentle" if large else "little")))
    at = words.word(Kind.PLACE, staging.place).at
    hour = words.word(Kind.TIME, staging.time).noun
    if near:
        return f"close-up: the face of {called}, {at} {hour}"
    if rng.random() < 0.5:
        return in_words(staging)
    seen = [called if rng.random() < 0.3 else f"{called} {STANCE[staging.hero.pose]}"]
    if staging.child is not None:
        seen.insert(rng.randrange(2), f"a {staging.child.id}")
    together = " and ".join(seen)
    things = [a(words.word(Kind.PROP, prop)) for prop in staging.props]
    return ", ".join([" with ".join([together, *things]), f"{at} {hour}"])


def corpus() -> list[str]:
    """Every word of the world, and what the composer makes of them: what the vocabulary is learned from."""
    words = lexicon(Language.ENGLISH)
    named = [
        a(words.word(kind, thing), very=very)
        for kind in (Kind.HERO, Kind.COMPANION, Kind.PROP, Kind.TIME, Kind.WEATHER)
        for thing in world().ids(kind)
        for very in ("", "little", "large gentle", "small")
    ]
    places = [words.word(Kind.PLACE, place).at or place for place in world().ids(Kind.PLACE)]
    composer = Composer(0)
    each = (composer.animal, composer.landscape, composer.character, composer.close_up)
    composed = [compose() for _ in range(150) for compose in each]
    stances = [f"a girl {stance}, a boy {stance}" for stance in STANCE.values()]
    return [*named, *places, *composed, *stances, *[TRIGGER] * 4] * 2


def learn_tokenizer() -> CLIPTokenizer:
    """A byte-level CLIP tokenizer whose pairs are merged as our own words need."""
    spell = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    learner = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    learner.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Whitespace(), spell])
    letters = pre_tokenizers.ByteLevel.alphabet()
    learner.train_from_iterator(
        (line.lower() for line in corpus()),
        trainers.BpeTrainer(
            vocab_size=PIECES, end_of_word_suffix="</w>", show_progress=False, initial_alphabet=letters
        ),
    )
    learned = json.loads(learner.to_str())["model"]
    vocab: dict[str, int] = dict(learned["vocab"])
    for piece in (*sorted(letter + "</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"):
        vocab.setdefault(piece, len(vocab))
    merges = [tuple(pair) for pair in learned["merges"]]
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=LONGEST)
