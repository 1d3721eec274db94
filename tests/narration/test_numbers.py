"""Numbers are said as people say them; the page keeps its digits."""

import pytest

from sandman.providers.narration.numbers import said_words
from sandman.providers.narration.numbers.hindi import Hindi
from sandman.providers.narration.sentences import shown_words
from sandman.stories import Language

EN, FR, HI = Language.ENGLISH, Language.FRENCH, Language.HINDI


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        (EN, "He saw 21 stars.", "He saw twenty-one stars."),
        (EN, "1,000 lamps and 3.14 pies", "one thousand lamps and three point one four pies"),
        (EN, "the 3rd night", "the third night"),
        (EN, "at 7:05, 7:00 and 10:30 p.m.", "at seven oh five, seven o'clock and ten thirty P M"),
        (EN, "on May 3, 1984", "on May third, nineteen eighty-four"),
        (EN, "in 1066", "in ten sixty-six"),
        (EN, "$5.50 or £1", "five dollars and fifty cents or one pound"),
        (EN, "50% of it", "fifty percent of it"),
        (EN, "pages 3-4", "pages three to four"),
        (EN, "Dr. Bear & Mrs. Owl", "Doctor Bear and Missus Owl"),
        (EN, "room 12 101", "room twelve one hundred and one"),
        (EN, "٣ and ３", "three and three"),
        (FR, "21 étoiles et 71 pommes", "vingt et un étoiles et soixante et onze pommes"),
        (FR, "1 000 lunes, 80 %", "mille  lunes, quatre-vingts pour cent"),
        (FR, "le 1er mai, le 2e jour", "le premier mai, le deuxième jour"),
        (FR, "à 10h30 et à 9 h", "à dix heures trente et à neuf heures"),
        (FR, "5,50 € et 3,5 ans", "cinq euros cinquante  et trois virgule cinq ans"),
        (FR, "M. Renard et Mme Chouette", "monsieur Renard et madame Chouette"),
        (HI, "१२ तारे और 45 फूल", "बारह तारे और पैंतालीस फूल"),
        (HI, "₹500 और 1,50,000", "पाँच सौ रुपये और एक लाख पचास हज़ार"),
        (HI, "10:30 बजे, 1:30 बजे, 7:05", "साढ़े दस बजे, डेढ़ बजे, सात बजकर पाँच मिनट"),
        (HI, "1ला दिन, 5वीं रात", "पहला दिन, पाँचवीं रात"),
        (HI, "3.5 और 50%", "तीन दशमलव पाँच और पचास प्रतिशत"),
        (HI, "डॉ. शर्मा", "डॉक्टर शर्मा"),
    ],
)
def test_what_is_written_in_digits_is_said_in_words(language, written, said):
    assert " ".join(said_words(shown_words(written), language)) == said


def test_a_number_too_long_to_count_is_said_digit_by_digit():
    (said,) = said_words(["12345678901234567890"], EN)
    assert said.split()[:4] == ["one", "two", "three", "four"]
    assert len(said.split()) == 20


def test_every_hindi_number_below_a_hundred_has_its_own_word():
    words = [Hindi().cardinal(number) for number in range(100)]
    assert len(set(words)) == 100
    assert Hindi().cardinal(12_345_678) == "एक करोड़ तेईस लाख पैंतालीस हज़ार छह सौ अठहत्तर"
