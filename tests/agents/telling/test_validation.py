"""What is wrong with a page, said so that a model can mend it; and good pages are let through."""

import pytest

from sandman.agents.company import HERO
from sandman.agents.skills.create_bedtime_story import WrittenScene
from sandman.agents.telling.tongues import language_fault
from sandman.agents.telling.typography import printed
from sandman.agents.telling.validation import Wanted, page_faults, title_faults, words_in
from sandman.providers.storytelling.builtin import BuiltinStoryteller
from sandman.stories import Language, Length, StoryRequest
from tests.agents.telling.evening import NAMES
from tests.agents.telling.tales import tale

EN, FR, JA, HI = Language.ENGLISH, Language.FRENCH, Language.JAPANESE, Language.HINDI
EVERY_LANGUAGE = pytest.mark.parametrize("language", list(Language))


def page(language: Language, number: int, **other: str) -> WrittenScene:
    return WrittenScene.model_validate({**tale(language)["scenes"][number - 1], **other})


def faults(
    scene: WrittenScene, number: int, language: Language, age: int = 5, length: Length = "usual"
) -> list[str]:
    before = [page(language, n) for n in range(1, number)]
    return list(page_faults(scene, number, wanted=Wanted(language, age, length), before=before))


# Good pages


@EVERY_LANGUAGE
@pytest.mark.parametrize("age", [3, 5, 7, 10])
def test_good_pages_are_let_through(language, age):
    for number in range(1, 7):
        text = printed(page(language, number).text, language=language, age=age)
        assert faults(page(language, number, text=text), number, language, age) == []


@EVERY_LANGUAGE
@pytest.mark.parametrize(("age", "length"), [(4, "short"), (6, "usual"), (9, "long")])
async def test_the_house_would_let_its_own_stories_through(language, age, length):
    """All but the last page, which may end in sleep without saying so."""
    name = NAMES[language]
    request = StoryRequest(child=name, age=age, language=language, length=length)
    for seed in range(4):
        story = await BuiltinStoryteller().tell(request, seed=seed)
        told: list[WrittenScene] = []
        for scene in story.scenes[:-1]:
            signed = {"title": scene.title.replace(name, HERO), "text": scene.text.replace(name, HERO)}
            written = WrittenScene(mood=scene.mood, illustration_prompt=scene.illustration_prompt, **signed)
            assert printed(written.text, language=language, age=age) == written.text
            wanted = Wanted(language, age, length)
            assert list(page_faults(written, scene.number, wanted=wanted, before=told)) == []
            told.append(written)


# The language


@EVERY_LANGUAGE
@pytest.mark.parametrize("other", list(Language))
def test_every_page_is_known_by_its_language(language, other):
    for number in range(1, 7):
        fault = language_fault(page(other, number).text, language)
        assert bool(fault) == (language is not other)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Shh. {{HERO}} slept.", EN),
        ("Chut. {{HERO}} dort.", FR),
        ("Moon. Fox. Bed. Sleep.", EN),
        ("Une étoile. Deux. Trois.", FR),
        ("Lune.", FR),
    ],
)
def test_a_short_page_is_given_the_benefit_of_the_doubt(text, language):
    assert language_fault(text, language) == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le renard dort dans la forêt.", EN),
        ("The fox is asleep in the grass.", FR),
        ("Der kleine Fuchs ging mit der Laterne durch den Garten und suchte den Mond.", EN),
        ("El pequeño zorro caminaba por el jardín con la linterna y buscaba la luna.", FR),
        ("De kleine vos liep met de lantaarn door de tuin en zocht naar de maan.", EN),
        ("小狐狸在花园里提着灯笼走来走去寻找月亮", JA),
        ("きつねは森へ行きました。The fox went into the forest.", JA),
        ("The fox और लोमड़ी went into the garden", HI),
    ],
)
def test_another_language_is_told(text, language):
    assert language_fault(text, language)


# Faults


@pytest.mark.parametrize(
    ("number", "other", "said"),
    [
        (2, {"text": ""}, "page 2 has no text"),
        (2, {"text": page(EN, 2).text + " {{FRIEND7}}"}, "page 2 holds"),
        (2, {"text": page(EN, 2).text.replace("They", "| They")}, "page 2 holds"),
        (2, {"text": page(EN, 2).text + " None."}, "page 2 holds"),
        (2, {"text": page(EN, 2).text + " The **end**."}, "page 2 holds"),
        (2, {"text": page(EN, 2).text + " [pause]"}, "page 2 holds"),
        (2, {"text": page(EN, 2).text + " <break time='1s'/>"}, "page 2 holds"),
        (2, {"text": page(EN, 2).text + " https://a.example"}, "page 2 holds"),
        (2, {"text": "Scene 2: " + page(EN, 2).text}, "page 2 begins with the heading “Scene 2:”"),
        (2, {"text": "Page Two - " + page(EN, 2).text}, "page 2 begins with the heading"),
        (2, {"text": "2. " + page(EN, 2).text}, "page 2 begins with the heading"),
        (2, {"text": page(EN, 2).text + " (softly)"}, "“(softly)” in brackets"),
        (2, {"text": page(EN, 2).text + " 🦊"}, "the sign “🦊”"),
        (2, {"text": "By the wall it was pale."}, "page 2 has 6 words; 60 to 85 are wanted"),
        (2, {"text": (page(EN, 2).text + " ") * 4}, "page 2 has 200 words"),
        (2, {"text": page(EN, 2).text.replace(".", " and").replace(",", " and")}, "the sentences of page 2"),
        (2, {"text": page(FR, 2).text}, "page 2 is in Français; write English"),
        (1, {"text": page(EN, 1).text.replace("{{HERO}}", "the child")}, "page 1 does not name the child"),
        (3, {"text": page(EN, 1).text}, "page 3 repeats page 1"),
        (5, {"mood": "playful"}, "the mood of page 5 is playful"),
        (6, {"mood": "tender"}, "the mood of page 6 is tender; the last page is sleepy"),
        (6, {"text": page(EN, 6).text.replace("sleeps", "waits").replace("closes both eyes", "turns")},
         "does not end in sleep"),
        (2, {"title": ""}, "the title of page 2 is empty"),
        (2, {"title": "La lanterne dans le jardin"}, "the title of page 2 is in Français"),
        (2, {"illustration_prompt": "fox"}, "the picture of page 2 says too little"),
        (2, {"illustration_prompt": "a fox " * 80}, "the picture of page 2 has 160 words"),
        (2, {"illustration_prompt": "きつねと こどもが にわに います"}, "page 2 is not written in English"),
        (2, {"illustration_prompt": "Un renard et un enfant dans le jardin"}, "page 2 is in Français"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_page_and_the_way_out(number, other, said):
    (found,) = faults(page(EN, number, **other), number, EN)
    assert said in found


def test_a_page_more_awake_than_the_first_is_told():
    first = page(EN, 1, mood="tender")
    found = list(page_faults(page(EN, 4, mood="brave"), 4, wanted=Wanted(EN, 5), before=[first]))
    assert "more awake" in found[0]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"text": page(JA, 2).text.replace("いしの", "石の")}, "page 2 has the kanji 石"),
        ({"text": page(JA, 2).text.replace(" ", "")}, "page 2 runs together"),
    ],
)
def test_a_child_under_six_reads_kana_in_phrases(other, said):
    (found,) = faults(page(JA, 2, **other), 2, JA)
    assert said in found


def test_a_name_in_kanji_may_stand_on_a_page_of_kana():
    signed = page(JA, 2).text
    assert HERO in signed
    assert faults(page(JA, 2), 2, JA) == []


def test_the_child_is_named_on_half_of_the_pages():
    nameless = [page(EN, n, text=page(EN, n).text.replace(HERO, "the child")) for n in range(2, 7)]
    found = list(page_faults(nameless[-1], 6, wanted=Wanted(EN, 5), before=[page(EN, 1), *nameless[:-1]]))
    assert found == ["the child is named on 1 of 6 pages; write {{HERO}} on page 6 too"]


@EVERY_LANGUAGE
def test_the_last_page_of_every_language_ends_in_sleep(language):
    awake = page(language, 1).text
    assert any(
        "does not end in sleep" in fault for fault in faults(page(language, 6, text=awake), 6, language)
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("", "empty"),
        ("The Long " * 12, "letters"),
        ("{{TITLE}}", "holds"),
        ("Le renard et la lune", "Français"),
    ],
)
def test_a_title_has_faults_of_its_own(title, said):
    assert said in next(title_faults(title, Wanted(EN, 5)))


def test_lengths_are_counted_as_each_language_counts():
    assert words_in("{{HERO}} sleeps now", EN) == 3
    assert words_in("きつねはねます", JA) == pytest.approx(7 / 2.6)
    assert Wanted(EN, 4, "short").words < Wanted(EN, 4).words < Wanted(EN, 4, "long").words
