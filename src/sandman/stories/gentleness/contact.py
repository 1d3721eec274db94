"""Telephone numbers, addresses, handles: whatever says where a family can be found. No book repeats them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sandman.stories.gentleness.folding import Folded

# All patterns meet folded text: lower case, no accents, digits 0-9, katakana as hiragana, half width.
NUMBER = re.compile(r"(?<![a-z0-9.\u0900-\u097f])\+?\(?\d(?:[ .()/\-–—‐‑−ー・]{0,3}\d){5,16}(?!\d)")
AFTER_CALL = re.compile(
    r"(?:call|phone|ring|text|tel|telephone|whatsapp|mobile|number|sms|fax|numero|appel\w*|portable|fixe|joindre"
    r"|電話|でんわ|番号|ばんごう|けいたい|携帯|फोन|नंबर|मोबाइल|काल|kol|fon|phone)"
    r"\W[^\d.!?。।]{0,24}?(\d(?:[ .()/\-]{0,2}\d){4,})"
)
CUE = re.compile(r"call|phone|number|tel|numero|appel|nambar|番号|電話|でんわ|नंबर|फोन|मोबाइल")
HARMLESS_NUMBER = re.compile(
    r"\d{1,3}(?:[ ,.]\d{3})+"  # 1 000 000 stars
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"  # a day
    r"|(?:1\d|20)\d\d *[-–—/] *(?:1\d|20)\d\d"  # from year to year
    r"|[1-9]0{5,}"
)
DIGIT_WORDS = {
    "zero": 0, "oh": 0, "nought": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "sept": 7, "huit": 8, "neuf": 9,
    "shunya": 0, "ek": 1, "do": 2, "teen": 3, "tin": 3, "char": 4, "chaar": 4, "paanch": 5, "panch": 5, "chhe": 6,
    "cheh": 6, "chhah": 6, "saat": 7, "sat": 7, "aath": 8, "aat": 8, "nau": 9,
    "शुन्य": 0, "एक": 1, "दो": 2, "तिन": 3, "चार": 4, "पांच": 5, "छह": 6, "छः": 6, "छे": 6, "सात": 7, "आठ": 8,
    "नौ": 9, "जिरो": 0,
    "ぜろ": 0, "れい": 0, "まる": 0, "いち": 1, "に": 2, "さん": 3, "よん": 4, "し": 4, "ご": 5, "ろく": 6, "なな": 7,
    "しち": 7, "はち": 8, "きゅう": 9, "く": 9,
    "〇": 0, "零": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TENS = {
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
}
TENS |= {"soixante", "double", "triple", "et", "डबल"}
TLD = (
    "com|net|org|fr|jp|in|io|co|uk|app|dev|me|info|eu|be|ch|ca|gg|tv|xyz|edu|gov|ne|or|us|de|link|site|online"
)
# Without `in` and its like: a sentence may end `…the garden.In the morning`.
PAGE_TLD = "com|net|org|fr|jp|io|co|uk|app|dev|info|eu|ch|ca|gg|tv|xyz|edu|gov|site|online"
AT = r"(?:\s?@\s?|\s?[(\[]\s?at\s?[)\]]\s?|\s(?:at|arobase|arrobase|at the rate|एट द रेट|एट|ऐट|あっとまあく|あっと)\s|\s?(?:あっとまーく|あっと)\s?)"
DOT = r"(?:\.|\s?[(\[]\s?(?:dot|point)\s?[)\]]\s?|\s(?:dot|point|डाट)\s|\s?(?:どっと|てん)\s?)"
EMAIL = re.compile(
    rf"[a-z0-9_\u0900-\u097f][\w.+\-\u0900-\u097f]*{AT}[a-z0-9\u0900-\u097f][\w\-\u0900-\u097f]*"
    rf"(?:{DOT}[a-z0-9\-]+)*?{DOT}(?:{TLD}|काम|काेम|こむ)(?![a-z])"
)
ADDRESS_OF_A_PAGE = re.compile(
    rf"https?\s?:\s?//\S+|hxxps?://\S+|\bwww\s?\.\s?\S+|\b[a-z0-9][a-z0-9-]{{1,40}}(?:\.|どっと)(?:{PAGE_TLD})(?:/\S*)?(?![\w])"
    rf"|\b[a-z0-9][a-z0-9-]{{1,40}}\s(?:dot|point|डाट)\s(?:com|net|org|fr|jp|io|काम)(?![\w])"
)
NETWORK = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|discord|telegram|facebook|twitter|whatsapp|youtube|twitch|roblox|skype"
    r"|いんすた(?:ぐらむ)?|らいん|てぃっくとっく|でぃすこーど|इंस्टा(?:ग्राम)?|स्नैपचैट|टिकटाक|टेलिग्राम)"
)
HANDLE = re.compile(
    r"(?<![\w.])@[a-z][\w.]{2,}"
    rf"|\b{NETWORK}(?:\s+(?:account|handle|name|user ?name|compte|pseudo|id|aidi|पर|आइडि))*\s*"
    rf"(?:is|:|=|est|c'est|id|です|は|のid|है|पर|:)+\s*[\w.@-]{{3,}}"
    rf"|(?:{NETWORK}|らいん|line)\s?の?(?:id|あいでぃー?|aidi)\s?(?:は|:|が)?\s?[\w.@-]{{3,}}"
)
HOUSE = re.compile(
    # 14 Rose Street; Flat 3, …
    r"\b\d{1,5}[a-z]?,?\s(?:[a-z']+\s){1,3}(?:street|st|road|rd|avenue|ave|lane|drive|court|crescent|boulevard|blvd|square"
    r"|terrace|close|gardens)\b(?!\s(?:of|full)\b)(?:,?\s(?:[a-z]+,?\s){0,3}(?:[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}|[a-z]{2}\s\d{5}|\d{5}))?"
    r"|\b[a-z]{1,2}\d[a-z\d]?\s\d[a-z]{2}\b"
    # 12 bis rue des Lilas, 75011 Paris
    r"|\b\d{1,4}(?:\s?(?:bis|ter))?,?\s(?:rue|avenue|av|boulevard|bd|chemin|impasse|allee|place|quai|route|cours)\s(?:d[eu]s?\s|de la\s|d'|l'|la\s)*[a-z'-]+"
    r"(?:\s(?!et\b|qui\b|ou\b|avec\b|dans\b)[a-z'-]+){0,2}(?:,?\s?\d{5}(?:\s[a-z-]+)?)?"
    r"|\b\d{5}\s(?:paris|lyon|marseille|toulouse|nice|nantes|lille|bordeaux|rennes|strasbourg|montpellier)\b"
    # 〒150-0001 東京都渋谷区…1-2-3
    r"|〒\s?\d{3}[-ー]?\d{4}(?:\s?[^\s、。]{1,30}\d)?"
    r"|[一-龥]{1,3}[都道府県][^\s、。]{1,12}[市区町村郡][^、。]{0,14}?\d+\s?(?:丁目|番地|番|号|[-ー−の]\s?\d+)(?:\s?[-ー−の番地号丁目\d]+)?"
    r"|[一-龥ぁ-ん]{1,8}[市区町村][^\s、。]{0,10}\d+\s?(?:丁目|番地)(?:\s?[-ー−の番地号丁目\d]+)?"
    r"|[^\s、。]{1,8}\d+丁目\s?\d+(?:[-ー−番の]\s?\d+)*号?"
    # मकान नंबर 12, गली नंबर 5, सेक्टर 15, नोएडा 201301
    r"|(?:(?:(?:मकान|घर|फ्लैट|फलैट|प्लाट|कोठि|गलि)\s(?:नंबर|न\.?|संख्या)|सेक्टर)\s?[-–]?\s?\d+[a-z]?(?:[\s,]+|$))+"
    r"(?:(?!में|को|पर|से|का|कि|के|वाल|और)[\u0900-\u097f]+[\s,]*(?:\d{6})?){0,3}|पिन\s?(?:कोड)?\s?:?\s?\d{6}"
    r"|\b\d{1,4}[a-z]?,?\s(?:[\u0900-\u097f]+\s){1,3}(?:रोड|मार्ग|नगर|कालोनि|विहार|स्ट्रिट)(?:,?\s[\u0900-\u097f]+){0,2}"
    r"|\b(?:house|makan|flat)\s(?:no\.?|number|nambar)\s?\d+[^.!?]{0,30}|\bsector\s\d+[^.!?]{0,20}"
)
CARD = re.compile(r"\b(?:\d{4}[ -]?){3}\d{4}\b")
SECRET = re.compile(
    r"\b(?:password|passcode|pin code|wifi (?:key|code)|mot de passe|code de la porte|digicode)\s?(?:is|est|:|=)+\s?\S+"
    r"|(?:ぱすわーど|暗証番号)\s?(?:は|:)\s?[\w-]+|पासवर्ड\s(?:है\s|:\s?)?\S*\d\S*"
)


# What leads up to a number or address, and goes with it.
BEFORE = re.compile(
    r"(?:\b(?:(?:please |so )?(?:call|phone|ring|text|whatsapp|mail|e-?mail|write to)(?: me| us| her| him)?(?: on| at| to)?"
    r"|(?:who )?(?:lives?|living|lived) (?:at|on|in)|(?:my|our|her|his|the) (?:phone |mobile )?(?:phone|mobile|number|address|e-?mail|insta\w*) is|phone:?|at|on|to"
    r"|(?:qui )?habite(?:nt)?(?: au| à)?|(?:appel\w+|écri\w+|envoy\w+)(?:-moi| moi|-nous| nous)?(?: au| le| à)?"
    r"|(?:mon|notre|son) (?:numéro|téléphone|portable|adresse|mail|insta\w*)(?: est)?(?: le| au)?(?: :)?|tél\w*\.?|au|à)|(?:電話|でんわ)(?:番号)?は?|番号は?|住所は?"
    r"|(?:मेरा |हमारा |उसका )?(?:फ़ोन|फोन|मोबाइल|पता|ईमेल)?(?: ?(?:नंबर|नम्बर))?(?: है)?)\s*:?\s*$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"(?:です|に住(?:む|んでいる)|まで|に電話して|に送って|\s?में रहने वाल[ीाे]|\s?पर (?:भेजो|फ़ोन करो|कॉल करो)|\s?है)"
)

AND = re.compile(r",?\s(?:and|et)(?=\s)")


def with_what_leads_to_it(source: str, start: int, end: int) -> tuple[int, int]:
    """The span of a contact detail and of the words that would hang in the air without it."""
    before = BEFORE.search(source, max(0, start - 48), start)
    after = AFTER.match(source, end) or (AND.match(source, end) if before else None)
    return before.start() if before else start, after.end() if after else end


def contact_spans(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where in the source somebody's number, address or handle is written; spans may overlap."""
    text = folded.text
    for pattern in (EMAIL, ADDRESS_OF_A_PAGE, HANDLE, HOUSE, CARD, SECRET):
        yield from (_span(folded, *match.span()) for match in pattern.finditer(text))
    for match in NUMBER.finditer(text):
        if sum(map(str.isdigit, match.group())) >= 7 and not HARMLESS_NUMBER.fullmatch(match.group()):
            yield _span(folded, *match.span())
    yield from (_span(folded, *match.span(1)) for match in AFTER_CALL.finditer(text))
    yield from (_span(folded, *span) for span in _spelled_out(text))


def _span(folded: Folded, start: int, end: int) -> tuple[int, int]:
    return folded.at[start], folded.at[end - 1] + 1


@cache
def _digits_in_words() -> re.Pattern[str]:
    words = sorted((*DIGIT_WORDS, *TENS), key=len, reverse=True)
    latin = "|".join(word for word in words if word.isascii())
    hindi = "|".join(word for word in words if "\u0900" <= word[0] <= "\u097f")
    kana = "|".join(word for word in words if word[0] > "\u3000")
    between = r"[\s,.\-–の、・]{1,3}"
    return re.compile(
        rf"\b(?:{latin})(?:{between}(?:{latin}|\d{{1,2}}))+\b"
        rf"|(?<![\u0900-\u097f])(?:{hindi})(?:{between}(?:{hindi}|\d{{1,2}}))+(?![\u0900-\u097f])"
        rf"|(?:{kana})(?:[\s,\-の、・]{{0,2}}(?:{kana}))+"
    )


def _spelled_out(text: str) -> Iterator[tuple[int, int]]:
    """Six digits or more said one after another, unless somebody is only counting."""
    pattern = _digits_in_words()
    for match in pattern.finditer(text):
        digits = [_value(word) for word in _one_digit().findall(match.group())]
        steps = [after - before for before, after in pairwise(digits)]
        counting = all(step in (0, 1) for step in steps) or all(step in (0, -1) for step in steps)
        if len(digits) >= 6 and (
            not counting or CUE.search(text[max(0, match.start() - 24) : match.start()])
        ):
            yield match.span()


def _value(word: str) -> int:
    return int(word) if word.isdigit() else DIGIT_WORDS.get(word, 10)


@cache
def _one_digit() -> re.Pattern[str]:
    words = sorted((*DIGIT_WORDS, *TENS), key=len, reverse=True)
    latin = "|".join(word for word in words if word.isascii())
    return re.compile(rf"\b(?:{latin})\b|\d{{1,2}}|" + "|".join(word for word in words if not word.isascii()))
