"""What names look like in other scripts: their letters, their words, and words that are no name."""

from promptward.deferred import regex

__all__ = [
    "ARABIC_WORD",
    "ASIAN_NAME",
    "CASED",
    "CASED_NAME",
    "CYRILLIC",
    "GREEK",
    "GREEK_WORD",
    "HAN",
    "KANA",
    "LETTER",
    "LOWER",
    "OF_ILLNESS",
    "OF_PLACES",
    "OPEN_NAME",
    "SYLLABLE",
    "UPPER",
]

CYRILLIC = "\u0400-\u052f"
GREEK = "\u0370-\u03ff\u1f00-\u1fff"
UPPER = r"[А-ЯЁІЇЄҐЂЈЉЊЋЏΑ-ΩΆΈΉΊΌΎΏ]"
LOWER = r"[а-яёіїєґђјљњћџά-ώΐΰ'’]"
CASED = rf"{UPPER}(?:{LOWER}{{1,20}}(?:-{UPPER}{LOWER}{{1,20}})?|{UPPER}{{2,20}})"
CASED_NAME = (
    rf"(?:{CASED}(?:[ ](?:{CASED}|{UPPER}\.)){{0,3}}(?:[ ]?{UPPER}\.)?"
    rf"|(?:{UPPER}\.[ ]?){{1,2}}{CASED})"
)
HAN = "\u3400-\u9fff々"
KANA = "\u3041-\u3096\u30a1-\u30fcー"
SYLLABLE = "\uac00-\ud7a3"
LETTER = (
    "[\u0530-\u058f\u0590-\u05ea\u05f3\u05f4\u0620-\u065f\u0670-\u06d3\u0750-\u077f\u0900-\u0963"
    "\u0970-\u0dff\u0e01-\u0e3a\u0e40-\u0e4e\u0e80-\u0eff\u1000-\u103f\u10a0-\u10ff\u1200-\u1357"
    "\u1780-\u17d3\u200c]"
)
OPEN_NAME = rf"{LETTER}{{2,24}}(?:[ -]{LETTER}{{1,24}}){{0,4}}"
ASIAN_NAME = (
    rf"[{HAN}]{{1,4}}[ \u3000][{HAN}{KANA}]{{1,4}}|[{HAN}]{{1,4}}[{KANA}]{{0,4}}"
    rf"|[{KANA}]{{2,8}}(?:[ \u3000・][{KANA}]{{1,8}}){{0,2}}|[{SYLLABLE}]{{2,5}}"
    rf"|[{SYLLABLE}]{{1,2}} [{SYLLABLE}]{{1,3}}"
)

OF_ILLNESS = regex(
    "[\u7592-\u7675炎腫肿瘤尿糖咳嗽胃腸肠脳脑腎肾肝肺血骨膝腹胸頭头便術术熱热圧压科院室病診诊検检"
    "査薬药床岁歳才級级号號期率值値度型性者员員]"
)
"""The signs with the radical of sickness, organs, and what else no name of a person holds."""
OF_PLACES = regex("[市県區区町村駅部課所店館学省街路]|大学|センター")

ARABIC_WORD = "[\u0620-\u06d3]{3,16}"
GREEK_WORD = "[Α-ΩΆΈΉΊΌΎΏ][α-ωά-ώ]{2,20}"
"""A word of the name of a road or a house."""
