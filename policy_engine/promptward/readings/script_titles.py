"""
Names of people in other scripts where no field holds them: behind a title, or as a full name.

`王医生`, `佐藤さん`, `김민수 씨`, `пациенту Дмитрию Орлову`, `Соколова Анна Викторовна`. Each script is
searched for only in a text that holds it. A title alone, or a word of the language where a name
would stand, is none.
"""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.readings.script_shapes import (
    CASED,
    CASED_NAME,
    CYRILLIC,
    HAN,
    KANA,
    LETTER,
    LOWER,
    OF_ILLNESS,
    OF_PLACES,
    SYLLABLE,
    UPPER,
)
from promptward.readings.script_words import (
    CHINESE,
    CHINESE_CLEAR,
    HANGUL,
    JAPANESE,
    KNOWN,
    NOBODY,
    either,
    listed,
)

__all__ = ["HANGUL_THING", "titled"]

_JAPANESE = either(JAPANESE)
HANGUL_THING = regex(
    "(?:증|염|암|통|압|병|술|상|종|과|실|층|열|환자|진료|검사|없다|있음|자|이다|함|됨|중)\\Z"
)
"""How words end that stand where a Korean name would: illnesses, wards, predicates."""

_FEMALE_OR_MALE = r"(?=[，,、 ]{0,2}[（(]?(?:男|女|\d{1,3} ?[岁歳歲]))"
_CHINESE = regex(
    # 患者陈晓燕，女; 王医生; 他女儿刘洋在外面; 刘建军家属.
    rf"(?:患者病人|患儿|产妇|病患)(?P<zh>[{CHINESE}][{HAN}]{{1,2}}){_FEMALE_OR_MALE}"
    rf"|(?:患者|病人|产妇)(?P<zh2>[{CHINESE_CLEAR}][{HAN}]{{1,2}})(?=[，,、（(])"
    rf"|(?<![每上下本这那])(?P<zh3>[{CHINESE_CLEAR}](?:[{HAN}]{{2}})?)"
    r"(?=医生|医师|大夫|主任|教授|护士|女士|醫師|醫生|護理師|小姐|太太|阿姨)"
    rf"|(?:女儿|儿子|丈夫|妻子|母亲|父亲|老公|老婆|姐姐|妹妹|哥哥|弟弟)(?P<zh4>[{CHINESE_CLEAR}][{HAN}]{{1,2}}?)"
    r"(?=[在的是说来已被将也要有陪，,、。（(])"
    rf"|(?<=[的位床])(?P<zh5>[{CHINESE_CLEAR}][{HAN}]{{1,2}})(?=(?:的)?(?:家属|女儿|儿子|丈夫|妻子|母亲|父亲))"
)
_JAPANESE_NAMES = regex(
    # 佐藤さん, 田中健太様, 鈴木先生; 小林 恵子.
    rf"(?P<ja>{_JAPANESE}(?:[ \u3000]?[{HAN}]{{1,3}}|[{KANA}]{{2,4}})??)"
    r"(?=さん|様|氏(?!名)|先生|医師|くん|君|ちゃん|看護師|技師|薬剤師|教授|殿)"
    rf"|(?<![{HAN}])(?P<spaced>{_JAPANESE}[ \u3000][{HAN}]{{1,3}})"
    rf"(?![{HAN}{KANA}])"
)
_KOREAN = regex(
    # 김민수 씨, 박지영 교수님.
    rf"(?<![{SYLLABLE}])(?P<ko>[{HANGUL}][{SYLLABLE}]{{2}}) ?"
    r"(?=(?:교수|선생|원장|과장|간호사)님"
    rf"|(?:씨|님|교수|선생님|원장|과장|간호사)(?![{SYLLABLE}]{{2}}))"
)
_THAI = regex(
    # นายสมชาย ใจดี.
    r"(?:นาย|นางสาว|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง|นพ\.|พญ\.|ทพ\.) ?(?!แพทย์|จ้าง|พยาบาล)"
    r"(?P<th>[\u0e01-\u0e4e]{2,16} {1,2}[\u0e01-\u0e4e]{2,20})(?![\u0e01-\u0e4e])"
    r"|คุณ ?(?P<th2>[\u0e01-\u0e4e]{2,16} {1,2}[\u0e01-\u0e4e]{2,20})(?= (?:เบอร์|อายุ|โทร|HN))"
)
_HEBREW = regex(
    # רחל אברהמי בת 74.
    r"(?<![\u0590-\u05ff])(?P<he>[\u05d0-\u05ea]{2,12} [\u05d0-\u05ea'-]{2,14})(?=,? ב[תן] \d{1,3}(?!\d))"
)
_ARABIC = regex(
    # ابنها ياسر.
    r"(?<![\u0620-\u06d3])(?:ابنه[ا]?|ابنته[ا]?|زوجه[ا]|زوجته|والده[ا]?|والدته[ا]?|أخوه[ا]?|أخته[ا]?) "
    r"(?P<ar>[\u0620-\u06d3]{3,12}(?: [\u0620-\u06d3]{3,12}(?=[.،,\n]|\Z))?)(?![\u0620-\u06d3])"
)
_TITLES = regex(
    r"(?<![^\W\d_])(?:[ולבמהשכ]{0,2}(?:ד[\"״]ר|דר'|פרופ[׳']|גב[׳']|د\.|أ\.د\.|डॉ\.) ?|(?:מר|גברת|מרת"
    r"|الدكتورة?|دكتورة?|(?:السيدة?|الأستاذة?)(?= (?!ال))|آقای|خانم|دکتر|جناب|محترمہ"
    r"|श्री|श्रीमती|सुश्री|कुमारी|डॉ|डॉक्टर) )"
    rf"(?P<open>{LETTER}{{2,20}}(?:[ -]{LETTER}{{2,20}})?)"
)
_CALLED = regex(
    r"(?<![^\W\d_])(?i:зовут|звати|називають|пациент(?:ка|ки|ке|ку|кой|а|у|ом)?|больн(?:ой|ая|ого|ому|ую)|пацієнт(?:ка|ки|ці|ку|а|у)?"
    r"|хвор(?:ий|а|ого|ої)|врач[аеуом]{0,2}|доктор[аеуом]{0,2}|д-р|лікар[ялюем]{0,2}|медсестр[аыуи]"
    r"|г-ну?|г-ж[аеиу]|гр\.|пан|пані|господин|госпожа|мам[аыеу]|мать|пап[аыеу]|отец|муж[ау]?"
    r"|жен[аыеу]|сын[ау]?|доч(?:ь|ери|ка)|сестр[аыеу]|брат[ау]?|бабушк[аи]|дедушк[аи]|син[ау]?"
    r"|донька|чоловік|дружина|κ\.|κος|κα|κύριος|κυρία|κ[υύ]ρι[οα]ς?|δρ\.?|ασθενής|γιατρός|με λένε"
    rf"|λέγεται)[ ](?P<called>{CASED_NAME})"
)
_FATHERLY = r"(?:ович|евич|ьич|йович|овн|евн|ичн|инишн|івн|ївн)(?:[аеуыіи]|ем|ом|ой|ою|ові|у)?(?![а-яёіїєґ])"
_FULL_NAME = regex(
    rf"(?P<fatherly>(?:{CASED} )?{CASED} {UPPER}[а-яёіїєґ]{{1,12}}?{_FATHERLY}"
    rf"(?: {UPPER}[а-яіїєґё]{{2,20}})?)"
    rf"|(?<!им\. )(?<!имени )(?<![{CYRILLIC}.])(?P<initialed>{UPPER}{LOWER}{{2,20}} "
    rf"{UPPER}\. ?{UPPER}\.|{UPPER}\. ?{UPPER}\. ?{UPPER}{LOWER}{{2,20}})"
    rf"(?!,? (?:и др|та ін|\d{{4}}|{UPPER}{LOWER}{{2,20}} {UPPER}\.))"
)
_NO_NAMES = frozenset(
    listed(
        "陈述; 周末; 周围; 周日; 周一; 毛病; 江苏; 钱财; 陆续; 丁香; 万一; 严重; 严格; 施行; 田地"
    )
)
_HINDI = regex(
    # मरीज़ रमेश कुमार, जन्म 12/04/1957.
    r"(?<![\u0900-\u097f])(?:मरीज़?ा?|रोगी|बच्चा|प्रसूता)(?: का नाम)? "
    r"(?P<hi>[\u0904-\u0963]{2,20} [\u0904-\u0963]{2,20}(?: [\u0904-\u0963]{2,20})?)"
    r"(?=, ?(?:जन्म|उम्र|आयु|पुत्र|पत्नी|\d)| ?\(| \d{1,3} ?(?:वर्ष|साल))"
)
_BY_SCRIPT = (
    (regex(f"[{HAN}]"), (_CHINESE, _JAPANESE_NAMES)),
    (regex(f"[{SYLLABLE}]"), (_KOREAN,)),
    (regex("[\u0400-\u04ff\u0370-\u03ff]"), (_CALLED, _FULL_NAME)),
    (regex("[\u0e01-\u0e4e]"), (_THAI,)),
    (regex("[\u05d0-\u05ea]"), (_HEBREW,)),
    (regex("[\u0620-\u06d3]"), (_ARABIC,)),
    (regex("[\u0904-\u0939]"), (_HINDI,)),
    (regex("[\u05d0-\u05ea\u0620-\u06d3\u0904-\u0939]"), (_TITLES,)),
)
_WORD = regex(rf"{LETTER}{{2,20}}")
_ARABIC_WORD = regex("[\u0620-\u065f\u0670-\u06d3]{2,20}")


def titled(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of such names. Time is linear in the length of the text."""
    for seed, patterns in _BY_SCRIPT:
        if not seed.search(text):
            continue
        for pattern in patterns:
            for match in pattern.finditer(text):
                kind = match.lastgroup or ""
                start, end = _open(match) if kind == "open" else match.span(kind)
                if start < end and not _is_nobody(kind, text[start:end]):
                    yield start, end
    yield from _arabic(text)


def _is_nobody(kind: str, value: str) -> bool:
    """Whether what stands there is a word of the language all the same."""
    if value in NOBODY or value in _NO_NAMES or OF_ILLNESS.search(value):
        return True
    if kind == "ko":
        return HANGUL_THING.search(value) is not None
    if kind == "spaced":
        return OF_PLACES.search(value) is not None
    if kind == "ar":
        return value.partition(" ")[0] not in KNOWN
    return kind in ("he", "hi") and not NOBODY.isdisjoint(value.split())


def _open(match: re.Match[str]) -> tuple[int, int]:
    """The range of the words before one that is no name; empty if the first is none."""
    start, end = match.span("open")
    for word in _WORD.finditer(match.string, start, end):
        if word[0] in NOBODY:
            return start, word.start() - 1 if word.start() > start else start
    return start, end


def _arabic(text: str) -> Iterator[tuple[int, int]]:
    """Two common given names, one behind the other."""
    start = end = -1
    for word in _ARABIC_WORD.finditer(text):
        given = word[0] in KNOWN
        if given and start >= 0 and word.start() == end + 1 and text[end] == " ":
            yield start, word.end()
        start, end = word.span() if given else (-1, -1)
