"""Kana to the phonemes Kokoro was taught Japanese in.

The spelling is misaki 0.7's (hexgrad, Apache-2.0), written out by rows: palatal consonants carry ʲ, the
vowel of す つ ず and of きゅ is ɨ, っ is ʔ, ん follows what comes after it within its word.
"""

_ROWS = """
ア- イi ウɯ エe オo
カka キkʲi クkɯ ケke コko ガɡa ギɡʲi グɡɯ ゲɡe ゴɡo
サsa シɕi スsɨ セse ソso ザʣa ジʥi ズzɨ ゼʣe ゾʣo
タta チʨi ツʦɨ テte トto ダda ヂʥi ヅzɨ デde ドdo
ナna ニɲi ヌnɯ ネne ノno ハha ヒçi フɸɯ ヘhe ホho
バba ビbʲi ブbɯ ベbe ボbo パpa ピpʲi プpɯ ペpe ポpo
マma ミmʲi ムmɯ メme モmo ヤja ユjɯ ヨjo ラɾa リɾʲi ルɾɯ レɾe ロɾo
ワβa ヰi ヱe ヲo ヴvɯ ァa ィi ゥɯ ェe ォo ャja ュjɯ ョjo ヮβa ヵka ヶke
イェje ウィβi ウェβe ウォβo ティtʲi テュtʲɨ ディdʲi デュdʲɨ トゥtɯ ドゥdɯ
クァkᵝa クィkᵝi クェkᵝe クォkᵝo グァɡᵝa グィɡᵝi グェɡᵝe グォɡᵝo
ツァʦa ツィʦʲi ツェʦe ツォʦo ファɸa フィɸʲi フェɸe フォɸo フュɸʲɨ フョɸʲo
ヴァva ヴィvʲi ヴェve ヴォvo ヴュbʲɨ ヴョbʲo
"""
_PALATAL = {"キ": "kʲ", "ギ": "ɡʲ", "シ": "ɕ", "ジ": "ʥ", "チ": "ʨ", "ヂ": "ʥ", "ニ": "ɲ", "ヒ": "ç",
            "ビ": "bʲ", "ピ": "pʲ", "ミ": "mʲ", "リ": "ɾʲ"}  # fmt: skip


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in _ROWS.split():
        size = sum("ァ" <= c <= "ヺ" for c in entry)
        table[entry[:size]] = entry[size:]
    table["ア"] = "a"
    for kana, consonant in _PALATAL.items():
        table |= {kana + small: consonant + vowel for small, vowel in zip("ャュョェ", "aɨoe", strict=True)}
    return table


_SOUNDS = _table()
_LONG_AFTER = {"o": "ウ", "e": "イ"}


def katakana(text: str) -> str:
    """Hiragana as katakana; everything else as it is."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" or c in "ゝゞ" else c for c in text)


def is_kana(text: str) -> bool:
    """Whether `text` is kana alone."""
    return bool(text) and all("ぁ" <= c <= "ゖ" or "ァ" <= c <= "ヺ" or c in "ーゝゞ" for c in text)


def morae(text: str) -> list[str]:
    """Katakana cut into morae: キャ is one, ー and ッ are one each."""
    found: list[str] = []
    for c in text:
        if found and found[-1] + c in _SOUNDS:
            found[-1] += c
        else:
            found.append(c)
    return found


def sounds(word: str) -> str:
    """Phonemes of one word in katakana; what is no kana makes no sound."""
    cut = morae(word)
    heard = [_SOUNDS.get(mora, "") for mora in cut]
    for index, mora in enumerate(cut):
        if mora == "ー" and any(heard[:index]):
            heard[index] = "ː"
        elif mora == "ッ" and index < len(cut) - 1:
            heard[index] = "ʔ"
        elif mora == "ン":
            heard[index] = _nasal(heard[index + 1] if index + 1 < len(cut) else "")
    return "".join(heard)


def _nasal(following: str) -> str:
    first = following[:1]
    if first and first in "mpb":
        return "m"
    if first and first in "kɡ":
        return "ŋ"
    if first and first in "ɲʨʥ":
        return "ɲ"
    return "n" if first and first in "ntdɾz" else "ɴ"


def lengthened(word: str) -> str:
    """A reading as it is usually said: ソウタ as ソータ, ケイ as ケー."""
    out = ""
    for c in word:
        vowel = sounds(morae(out)[-1])[-1:] if out else ""
        out += "ー" if _LONG_AFTER.get(vowel) == c else c
    return out
