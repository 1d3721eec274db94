"""Set in type: quotes, spaces and full stops of each language, and not a word changed."""

import pytest

from sandman.agents.telling.typography import printed
from sandman.stories import Language

EN, FR, JA, HI = Language.ENGLISH, Language.FRENCH, Language.JAPANESE, Language.HINDI


@pytest.mark.parametrize(
    ("language", "age", "written", "shown"),
    [
        (EN, 5, '"Come," it said. It\'s late...', "“Come,” it said. It’s late…"),
        (EN, 5, "One.\n\nTwo.\tThree. ", "One. Two. Three."),
        (
            FR,
            5,
            '"Viens" , dit-il! "Oui"; l\'ours',
            "«\u202fViens\u202f», dit-il\u202f! «\u202fOui\u202f»\u202f; l’ours",
        ),
        (FR, 5, "«Ah?» “Oh”", "«\u202fAh\u202f?\u202f» «\u202fOh\u202f»"),
        (HI, 5, 'वह बोला, "आओ" . चलो | ठीक ।फिर.', "वह बोला, “आओ”। चलो। ठीक। फिर।"),
        (JA, 5, "森《もり》へ 行（い）きました.", "もりへ いきました。"),
        (JA, 8, "森《もり》へ 行（い）きました.", "森へ行きました。"),
        (JA, 5, 'きつねは "おいで!" と いった 。', "きつねは 「おいで！」 と いった。"),
        (JA, 8, "{{HERO}}は 森 へ", "{{HERO}}は森へ"),
        (JA, 8, "{{HERO}}は もりへ いきました。", "{{HERO}}は もりへ いきました。"),
    ],
)
def test_a_line_is_set_as_its_language_is(language, age, written, shown):
    assert printed(written, language=language, age=age) == shown


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("age", [5, 8])
def test_what_is_set_stays_set(language, age):
    once = printed('{{HERO}} "a" b\'s... c! 森《もり》 क। d ? « e »', language=language, age=age)
    assert printed(once, language=language, age=age) == once
