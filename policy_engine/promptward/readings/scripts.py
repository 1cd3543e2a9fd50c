"""
Words for days, ages and numbers in other scripts, as the English words that rules know.

The views of a text hold Latin letters only: 生年月日 and رقم الملف say nothing there. Here a label
reads as its English cue, a day as `14 March 1962` and an age with its unit. Years of the Japanese
eras and of the Buddhist calendar are reckoned; months of other calendars stand for the one they
are nearest to: it is enough that a day is told there. No disguise, so it is always read.
"""

from collections.abc import Iterable
from itertools import chain

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.script_addresses import addresses
from promptward.readings.script_houses import houses
from promptward.readings.script_names import names

__all__ = ["scripts"]

_OTHER = regex(
    "[\u0370-\u03ff]{3}"
    "|[\u0400-\u077f\u0900-\u10ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
"""Some script of those read here; a single Greek letter stands in much English prose."""


def _listed(words: str) -> list[str]:
    """What stands between semicolons or on lines of their own."""
    return [word.strip() for word in words.replace("\n", ";").split(";") if word.strip()]


def _cased(words: Iterable[str]) -> set[str]:
    """As they are, with a capital, and in capitals: `телефон`, `Телефон`, `ТЕЛЕФОН`."""
    return {form for word in words for form in (word, word[:1].upper() + word[1:], word.upper())}


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = """
    января; февраля; марта; апреля; мая; июня; июля; августа; сентября; октября; ноября; декабря
    --
    січня; лютого; березня; квітня; травня; червня; липня; серпня; вересня; жовтня; листопада
    грудня
    --
    януари; февруари; март; април; май; юни; юли; август; септември; октомври; ноември; декември
    --
    јануара; фебруара; марта; априла; маја; јуна; јула; августа; септембра; октобра; новембра
    децембра
    --
    Ιανουαρίου; Φεβρουαρίου; Μαρτίου; Απριλίου; Μαΐου; Ιουνίου; Ιουλίου; Αυγούστου; Σεπτεμβρίου
    Οκτωβρίου; Νοεμβρίου; Δεκεμβρίου
    --
    ינואר; פברואר; מרץ; אפריל; מאי; יוני; יולי; אוגוסט; ספטמבר; אוקטובר; נובמבר; דצמבר
    --
    يناير; فبراير; مارس; أبريل; مايو; يونيو; يوليو; أغسطس; سبتمبر; أكتوبر; نوفمبر; ديسمبر
    --
    كانون الثاني; شباط; آذار; نيسان; أيار; حزيران; تموز; آب; أيلول; تشرين الأول; تشرين الثاني
    كانون الأول
    --
    محرم; صفر; ربيع الأول; ربيع الثاني; جمادى الأولى; جمادى الآخرة; رجب; شعبان; رمضان; شوال
    ذو القعدة; ذو الحجة
    --
    دی; بهمن; اسفند; فروردین; اردیبهشت; خرداد; تیر; مرداد; شهریور; مهر; آبان; آذر
    --
    जनवरी; फरवरी; मार्च; अप्रैल; मई; जून; जुलाई; अगस्त; सितंबर; अक्टूबर; नवंबर; दिसंबर
    --
    มกราคม; กุมภาพันธ์; มีนาคม; เมษายน; พฤษภาคม; มิถุนายน; กรกฎาคม; สิงหาคม; กันยายน; ตุลาคม
    พฤศจิกายน; ธันวาคม
    """
"""The months of a year, in each language in order, in the form that stands behind a day."""
_NUMBER = {
    month: number for months in _MONTHS.split("--") for number, month in enumerate(_listed(months))
}
_DAY = regex(
    r"(?<!\d)(\d{1,2})[.ªº-]? ?(?:ב|de )?("
    + _longest_first(_NUMBER)
    + r")(?:[ ,،]{1,2}(?:עם )?(\d{4}))?(?!\d)"
)
_ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
_FIGURES = "〇零一二三四五六七八九十"
_ASIAN = regex(
    rf"(?:(?P<era>{'|'.join(_ERAS)})(?P<of>\d{{1,2}}|元|[{_FIGURES}]{{1,3}})年 ?"
    rf"|(?P<year>\d{{4}}|[{_FIGURES}]{{4}}) ?[年년] ?)?"
    rf"(?P<month>\d{{1,2}}|[{_FIGURES}]{{1,2}}) ?[月월] ?"
    rf"(?P<day>\d{{1,2}}|[{_FIGURES}]{{1,3}}) ?[日号號일]"
)
_ASIAN_MONTH = regex(r"(?<!\d)(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?!\d)")
_AGE = regex(
    r"(?<!\d)(?P<age>\d{2,3}) ?(?:歳|才|岁|歲|周岁|세|살|лет|года|год|років|роки|годин[аи]|ετών"
    r"|χρονών|عاما|عامًا|سنة|عام|ساله|वर्ष|साल|ปี)(?!\w)"
    r"|(?:\bב[תן]|อายุ) ?(?P<aged>\d{2,3})(?!\d)"
)
_OLDEST, _OLD = 119, 90
_BUDDHIST, _GREGORIAN = 2400, 543
_MONTHS_A_YEAR, _LONGEST_MONTH = 12, 31

_LABELS = {
    "MRN": r"""
        患者ID; 患者番号; カルテ番号; 診察券番号; 診療録番号; 登録番号; 住院号; 住院號; 病历号
        病歷號; 門診號; 门诊号; 病案号; 就诊号; 就诊卡号; 등록번호; 환자번호; 병록번호
        차트번호; رقم الملف الطبي; رقم الملف; رقم المريض; شماره پرونده; номер истории болезни
        история болезни №; история болезни; номер карты; амбулаторная карта; медкарта №
        медична картка; αριθμός φακέλου; αριθμός μητρώου; ΑΜΚΑ; מספר תיק; מספר מטופל
        เลขประจำตัวผู้ป่วย; เลขที่ผู้ป่วย; पंजीकरण संख्या; रोगी संख्या
        """,
    "ID card no": r"""
        身份证号码; 身份证号; 身份证; 身分證字號; 身份證號; マイナンバー; 個人番号
        パスポート番号; 护照号码?; 護照號碼; 주민등록번호; 주민번호; 여권번호; 외국인등록번호
        رقم الهوية الوطنية; رقم الهوية; الرقم القومي; رقم الإقامة; رقم الجواز; رقم جواز السفر
        کد ملی; СНИЛС; ИНН; паспорт серия; паспорт; ЕГН; ЈМБГ; ΑΔΤ; ΑΦΜ; αριθμός ταυτότητας
        תעודת זהות; ת\.ז\.; ת"ז; דרכון; เลขบัตรประชาชน; เลขประจำตัวประชาชน; आधार संख्या; आधार
        """,
    "member ID": r"""
        保険者番号; 被保険者番号; 記号番号; 記号・番号; 医保卡号; 医保卡; 医保号; 医疗保险号
        健保卡號; 健保卡; 건강보험증번호; 건강보험번호; 보험증번호; 보험번호; رقم التأمين الصحي
        رقم التأمين; رقم البوليصة; شماره بیمه; полис ОМС; полис; ΑΜΑ; מספר חבר; बीमा संख्या
        เลขที่กรมธรรม์
        """,
    "license no": r"""
        免許証番号; 免許番号; 医籍登録番号; 登録医番号; 执业证号; 执业证书编号; 驾驶证号
        駕照號碼; 면허번호; 운전면허번호; 의사면허번호; رقم الترخيص; رقم الرخصة
        شماره نظام پزشکی; водительское удостоверение; лицензия; מספר רישיון; ใบอนุญาตเลขที่
        """,
    "license plate": r"""
        車両番号; ナンバープレート; 車牌號碼?; 车牌号码?; 车牌; 차량번호; 번호판; رقم اللوحة
        رقم السيارة; гос\. ?номер; госномер; номер авто; πινακίδα; αριθμός κυκλοφορίας
        מספר רכב; ทะเบียนรถ
        """,
    "serial no": r"""
        製造番号; シリアル番号; 機器番号; 序列号; 设备编号; 序號; 일련번호; 기기번호
        الرقم التسلسلي; رقم الجهاز; серийный номер; заводской номер; серийный №
        σειριακός αριθμός; מספר סידורי; หมายเลขเครื่อง
        """,
    "account no": r"""
        口座番号; 会計番号; 账号; 帳號; 발송번호; 계좌번호; رقم الحساب; лицевой счет
        номер счета; счет №; αριθμός λογαριασμού; מספר חשבון; เลขที่บัญชี
        """,
    "accession no": r"""
        受付番号; 検体番号; オーダー番号; 整理番号; 検査番号; 检验号; 检查号; 条码号; 条码
        标本号; 申请单号; 流水号; 접수번호; 검체번호; 오더번호; 처방번호; رقم العينة
        رقم الموعد; رقم الطلب; رقم المعاملة; номер заявки; номер направления; направление №
        штрихкод; номер образца; αριθμός δείγματος; αριθμός παραπεμπτικού; מספר דגימה
        מספר הפניה; เลขที่ใบสั่ง
        """,
    "phone": r"""
        電話番号; 電話; 电话; 手机号?; 手機; 전화번호; 전화; 휴대폰; 연락처; رقم الهاتف; هاتف
        جوال; رقم الجوال; تلفن; телефон; тел\.; моб\.; τηλέφωνο; τηλ\.; טלפון; נייד; โทรศัพท์
        โทร\.?; फोन; मोबाइल
        """,
    "DOB": r"""
        生年月日; 誕生日; 出生日期; 出生年月; 出生; 생년월일; تاريخ الميلاد; تاریخ تولد
        дата рождения; д\.р\.; дата народження; ημερομηνία γέννησης; תאריך לידה; วันเกิด
        जन्म तिथि
        """,
    "seen on": r"""
        受診日; 入院日; 退院日; 手術日; 検査日; 次回予約; 次回; 入院日期; 出院日期; 就诊日期
        采样; 报告日期; 입원일; 퇴원일; 수술일; 진료일; 예약일; تاريخ الدخول; تاريخ الخروج
        تاريخ الزيارة; موعد المراجعة; дата поступления; дата выписки; дата обращения
        поступил[аи]?; выписан[аы]?; ημερομηνία εισαγωγής; תאריך אשפוז; תאריך ביקור
        """,
}
_LABEL = regex(
    "|".join(
        f"(?P<k{number}>{_longest_first(_cased(_listed(words)))})"
        for number, words in enumerate(_LABELS.values())
    )
)
_CUES = tuple(_LABELS)
_KOREAN_PLATE = regex(r"(?<!\d)(\d{2,3})[가-힣] ?(\d{4})(?!\d)")
_CHINESE_PLATE = regex(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    "([A-Z])[· ]?([A-Z0-9]{5,6})(?![A-Z0-9])"
)
_JAPANESE_PLATE = regex(r"[一-龥]{1,4} ?(\d{2,3}) ?[ぁ-ん] ?(\d{1,2}-?\d{2})(?!\d)")


def _figures(text: str) -> int:
    """A number of Chinese or any other figures, up to 99; a year digit by digit."""
    if text == "元":
        return 1
    if not any(c in _FIGURES for c in text):
        return int(text)
    digits = [max(0, "零一二三四五六七八九".find(c)) for c in text if c != "十"]
    if "十" not in text:
        return int("".join(map(str, digits)))
    tens, _, ones = text.partition("十")
    return (_figures(tens) if tens else 1) * 10 + (_figures(ones) if ones else 0)


def _told(day: int, month: int, year: int) -> str:
    if not (1 <= month <= _MONTHS_A_YEAR and 1 <= day <= _LONGEST_MONTH):
        return ""
    return f"{_ENGLISH[month - 1]} {day}" + (f", {year}" if year else "")


_HEBREW_ON = regex(r"(?<![\u0590-\u05ff])[בלמ]-(?=\d{1,2}[./]\d)")
"""A preposition that is joined to a day by a stroke."""


def _days(text: str) -> Iterable[Edit]:
    for found in _HEBREW_ON.finditer(text):
        yield Edit(*found.span(), " on ")
    for found in _DAY.finditer(text):
        year = int(found[3] or 0)
        year -= _GREGORIAN if year > _BUDDHIST else 0
        told = _told(int(found[1]), _NUMBER[found[2]] + 1, year)
        yield Edit(found.start(), found.end(), told)
    for found in _ASIAN.finditer(text):
        era = found["era"]
        year = _ERAS[era] + _figures(found["of"]) if era else _figures(found["year"] or "0")
        told = _told(_figures(found["day"]), _figures(found["month"]), year)
        if told:
            yield Edit(found.start(), found.end(), told)
    for found in _ASIAN_MONTH.finditer(text):
        if 1 <= int(found[2]) <= _MONTHS_A_YEAR:
            yield Edit(
                found.start(), found.end(), f"{_ENGLISH[int(found[2]) - 1]} {int(found[1])}"
            )


def _ages(text: str) -> Iterable[Edit]:
    for found in _AGE.finditer(text):
        kind = "age" if found["age"] else "aged"
        age = int(found[kind])
        if _OLD <= age <= _OLDEST:
            yield Edit(*found.span(), f"{age} years old")


def _plates(text: str) -> Iterable[Edit]:
    for pattern in (_KOREAN_PLATE, _CHINESE_PLATE, _JAPANESE_PLATE):
        for found in pattern.finditer(text):
            figures = "".join(c for c in found[0] if c.isascii() and c.isdigit())
            yield Edit(*found.span(), f" plate ABC {figures[-4:]:0>4} ")


def _labels(text: str) -> Iterable[Edit]:
    for found in _LABEL.finditer(text):
        if found.lastgroup is not None:
            yield Edit(*found.span(), f" {_CUES[int(found.lastgroup[1:])]} ")


def scripts(text: str) -> Iterable[Edit]:
    """Edits of the original text, before it is folded. Time is linear in its length."""
    if not _OTHER.search(text):
        return ()
    return chain(
        *(one(text) for one in (_days, _ages, _plates, _labels, names, addresses, houses))
    )
