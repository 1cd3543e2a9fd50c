"""
Addresses in other scripts: behind a label, or by the grammar of a town, a road and a number.

They read as an address that rules know; what is found covers what was written.
"""

from collections.abc import Iterator

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.script_shapes import ARABIC_WORD, GREEK_WORD, HAN, KANA, SYLLABLE
from promptward.readings.script_words import listed

__all__ = ["addresses"]

_READ = " Address: 12 Main Street, Springfield. "

_OTHER = (
    "\u0370-\u03ff\u0400-\u052f\u0530-\u077f\u0900-\u109f\u10a0-\u10ff\u1200-\u137f\u1780-\u17ff"
    "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
)
_SLAVIC_UPPER, _SLAVIC_LOWER = "[А-ЯІЇЄ]", "[а-яёіїє'-]"
_LABELS = r"""
    患者住所; 現住所; 自宅住所; 住所; 家庭住址; 现住址; 住址; 家庭地址; 通讯地址; 联系地址; 户籍地址; 地址
    自宅; 주소지?; 자택; 거주지; адрес(?: проживания| регистрации| места жительства)?; адреса
    место жительства; проживает(?: по адресу)?; прожива[єю]ть?; місце проживання; διεύθυνση
    διεύθυνση κατοικίας; κατοικία; כתובת(?: מגורים)?; מען; العنوان; عنوان السكن; محل الإقامة
    مكان السكن; آدرس; نشانی; پتہ; पता; निवास; ที่อยู่; ঠিকানা; முகவரி; చిరునామా; հասցե; მისამართი
    (?:home |street |mailing )?address
    """
_COLON = regex("[:：=]")
_LABEL_BEFORE = regex(
    rf"(?i:(?<![^\W\d_])(?:{'|'.join(listed(_LABELS))}))[\"']?[ \u3000\t]{{0,3}}\Z"
)
_LONGEST_LABEL = 32
_REST = r"[^\n\r\t;；。|<>\"]"
_VALUE = regex(rf"\s{{0,2}}[\"'「]?(?P<value>{_REST}{{0,3}}[{_OTHER}]{_REST}{{1,79}})")
_SENTENCE = regex("(?<=[\u0590-\u077f]{3})\\. ")
_NEXT = regex(
    r"[ 　,，、]{1,2}(?:電話|电话|手机|身份证|联系|生年月日|전화|연락처|тел|телефон|моб|дом\. тел|טל|טלפון"
    r"|هاتف|الهاتف|جوال|मोबाइल|फोन|โทร|[A-Za-z]{3,} ?:)"
)
"""Another label in the same line."""
_SAYS = regex(
    rf"\d|[市区县縣省路街町村都府県郡]|[{SYLLABLE}][시도군구읍면동로길](?: |\Z)"
    rf"|[,،][ ]?(?:[А-ЯІЇЄΑ-Ω]|[\u0590-\u077f\u0900-\u137f])"
)
"""A number, a kind of place or several parts: `адрес: введите` is no address."""

_PART = f"[{HAN}{KANA}ヶケ]"
_STROKE = "[-－−ー]"
_HOUSE = r"(?:, ?(?:д|дом|буд|корп|к|стр|кв)?\.? ?\d{1,4}[а-яА-Я]?(?:/\d{1,4})?){0,4}"
_HEBREW = "[\u05d0-\u05ea\"'״׳-]{2,14}"
_BY_SCRIPT = (
    # 大阪市北区梅田3丁目1-3, 上海市徐汇区漕溪路120号.
    (
        regex(f"[{HAN}]"),
        regex(
            rf"(?:[{HAN}]{{2,3}}[都道府県省])?{_PART}{{1,6}}?[市区郡區縣县]"
            rf"{_PART}{{1,14}}[ 　]?\d{{1,4}}(?:丁目|番地?|号|號|弄|(?:{_STROKE}\d{{1,4}}){{1,3}})"
            rf"(?:{_PART}{{0,6}}\d{{1,4}}(?:番地?|号|號|室|楼|樓|栋|棟|单元|{_STROKE}\d{{1,4}})?)"
            r"{0,3}|〒 ?\d{3}[-－−]\d{4}"
            # 京都市左京区吉田町8: a house without a word for it, behind two kinds of place.
            rf"|[{HAN}]{{1,4}}[市郡][{HAN}]{{1,6}}[区町村][{HAN}ヶケ]{{0,6}}(?<!病院)(?<!医院)"
            r"\d{1,4}(?![\d年月日時分歳人床階室科名回例件度項本杯週条章番台号%％./:])"
        ),
    ),
    # 서울특별시 마포구 월드컵로 212.
    (
        regex(f"[{SYLLABLE}]"),
        regex(
            rf"(?:[{SYLLABLE}]{{2,7}}[시도] )?[{SYLLABLE}]{{1,5}}[시군구] "
            rf"(?:[{SYLLABLE}]{{1,5}}[읍면동구] )?[{SYLLABLE}\d]{{1,8}}[로길동리] ?"
            r"\d{1,4}(?:-\d{1,4})?(?:번지|호)?"
        ),
    ),
    # г. Тверь, ул. Садовая, д. 14, кв. 8; на проспекте Мира, 5.
    (
        regex("[\u0400-\u04ff]"),
        regex(
            r"(?:(?<!\d )(?<!\d)(?<![А-Яа-яёіїє])(?:г|м|с|пос|дер|п)\. ?"
            rf"{_SLAVIC_UPPER}{_SLAVIC_LOWER}{{2,20}}, ?)?(?<![А-Яа-яёіїє])"
            r"(?:ул|вул|пр|просп|пр-т|пер|пров|пл|бул|б-р|наб|ш|мкр)\. ?[А-ЯІЇЄ\d][^\n,;|]{2,30}"
            rf"{_HOUSE}"
            r"|(?<![А-Яа-яёіїє])(?:улиц[аеыу]|вулиц[яію]|проспект[еау]?|переул(?:ок|ке)) "
            rf"{_SLAVIC_UPPER}{_SLAVIC_LOWER}{{2,20}}{_HOUSE}"
            r"|(?i:(?<![^\W\d_])(?:проживает|прожива[єю]|зарегистрирован[аы]?)(?: по адресу:?)? )"
            rf"(?P<value>(?:г|ул|м|вул|с|пос|дер)\. ?{_SLAVIC_UPPER}[^\n\r\t;|<>\"]{{2,79}})"
        ),
    ),
    (
        regex("[\u05d0-\u05ea]"),
        regex(
            rf"(?<![\u0590-\u05ff])[מבלה]?(?P<value>(?:רחוב|רח[׳'])[ ]{_HEBREW}(?: {_HEBREW})? "
            r"\d{1,4}(?:, ?[\u05d0-\u05ea\"' -]{2,16})?)"
        ),
    ),
    (
        regex("[\u0620-\u06d3]"),
        regex(rf"(?<![\u0620-\u06d3])(?:شارع|خیابان) {ARABIC_WORD}(?: {ARABIC_WORD})?"),
    ),
    (
        regex("[\u0370-\u03ff]"),
        regex(rf"(?:οδός|Λεωφ(?:όρος|\.)|Πλατεία) {GREEK_WORD}(?: {GREEK_WORD})? \d{{1,4}}"),
    ),
    (
        regex("[\u0904-\u0939]"),
        regex(
            r"(?:गाँव|गांव|ग्राम|जिला|ज़िला|तहसील)[ :-](?!अस्पताल|स्तर|प्रशासन|मुख्यालय|न्यायालय|पंचायत)[\u0900-\u0963]{2,20}"
        ),
    ),
    (
        regex("[\u0e01-\u0e4e]"),
        regex(r"\d{1,4}(?:/\d{1,4})? (?:หมู่|ม\.|ถนน|ถ\.|ซอย|ซ\.)[^\n,;|]{2,60}"),
    ),
)


def addresses(text: str) -> Iterator[Edit]:
    """Edits of addresses and roads. Time is linear in the length of the text."""
    for colon in _COLON.finditer(text):
        match = _VALUE.match(text, colon.end())
        if match is None or not _LABEL_BEFORE.search(
            text, max(0, colon.start() - _LONGEST_LABEL), colon.start()
        ):
            continue
        start, end = match.span("value")
        following = _NEXT.search(text, start, end) or _SENTENCE.search(text, start, end)
        end = following.start() if following else end
        end = start + len(text[start:end].rstrip(" ,，、.)）"))
        if _SAYS.search(text, start, end):
            yield Edit(start, end, _READ)
    for seed, pattern in _BY_SCRIPT:
        if seed.search(text):
            for match in pattern.finditer(text):
                yield Edit(*match.span(match.lastgroup or 0), _READ)
