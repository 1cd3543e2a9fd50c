"""Names, addresses and houses in other scripts are found where they stand surest, and only there."""

import pytest

import promptward
from promptward.readings.script_addresses import addresses
from promptward.readings.script_houses import houses
from promptward.readings.script_names import names
from promptward_dsl.lattice import Confidence

pytestmark = pytest.mark.usefixtures("loads_shipped")


def found(text: str) -> set[str]:
    return {
        text[one.start : one.end]
        for one in promptward.load().find(text)
        if one.confidence >= Confidence.MEDIUM
    }


def named(text: str) -> set[str]:
    return {text[edit.start : edit.end] for edit in names(text)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Patient: 高橋花子, seen today", "高橋花子"),
        ("氏名: 綾瀬 光太郎\n診断: 肺炎", "綾瀬 光太郎"),
        ("姓名：欧阳明  性别：男", "欧阳明"),
        ("이름: 최지우\n진단: 천식", "최지우"),
        ("Пациент: Зайцев Олег Игоревич, 60 лет", "Зайцев Олег Игоревич"),
        ("Ονοματεπώνυμο: Ελένη Βασιλείου", "Ελένη Βασιλείου"),
        ("اسم المريض: سامي الحداد\nالعمر: 40", "سامي الحداد"),
        ("שם המטופל: נדב פרידמן", "נדב פרידמן"),
        ("रोगी का नाम: अनीता वर्मा", "अनीता वर्मा"),
        ("ชื่อผู้ป่วย: วิชัย สุขใจ", "วิชัย สุขใจ"),
        ("Mother: ნინო კაპანაძე", "ნინო კაპანაძე"),
        ("адрес: г. Пермь, ул. Лесная, д. 3", "г. Пермь, ул. Лесная, д. 3"),
        ("住所: 名古屋市中区栄3-5-12", "名古屋市中区栄3-5-12"),
        ("患者は名古屋市中区錦町12、独居", "名古屋市中区錦町12"),
        ("주소: 부산광역시 해운대구 우동 1408", "부산광역시 해운대구 우동 1408"),
    ],
)
def test_a_field_in_another_script_is_found_whole(text: str, value: str) -> None:
    assert value in found(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("佐々木さんが来院した", "佐々木"),
        ("请吴医生会诊", "吴"),
        ("患者郭小明，男，三十岁", "郭小明"),
        ("김하늘 님, 안녕하세요", "김하늘"),
        ("письмо пациентке Ольге Крыловой", "Ольге Крыловой"),
        ("лечил Рябов К. Н. до весны", "Рябов К. Н."),
        ('מכתב לד"ר שפירא', "שפירא"),
        ("راجع السيد خالد", "خالد"),
        ("นางสาวมาลี ทองดี มาตามนัด", "มาลี ทองดี"),
        ("मरीज़ अनीता वर्मा, जन्म 12/04/1957", "अनीता वर्मा"),
        ("रोगी विजय राव, 54 वर्ष, दो दिन से बुखार", "विजय राव"),
    ],
)
def test_a_title_or_a_full_name_tells_a_name(text: str, value: str) -> None:
    assert value in named(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("佐々木さんが今朝から発熱しています。", "佐々木"),
        ("请吴医生今天查房后再定", "吴"),
        ("患者从江城医院转来我们科", "江城医院"),
        ("患者様：山田太郎 58歳", "山田太郎"),
        ("박지영 교수님께서 회진", "박지영"),
    ],
)
def test_what_stands_behind_without_a_blank_is_no_part_of_it(text: str, value: str) -> None:
    assert found(text) == {value}


def test_a_column_of_names_is_told_by_its_head() -> None:
    assert named("氏名,年齢\n青山次郎,50\n森本さくら,33\n") == {"青山次郎", "森本さくら"}


def test_what_is_named_once_is_found_again() -> None:
    text = "患者: 田村健二\n経過: 本日田村健二氏は退院。"
    assert len({edit.start for edit in names(text)}) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("于武汉市第九医院手术", "武汉市第九医院"),
        ("в Тульской областной больнице", "Тульской областной больнице"),
        ("лежал в ГКБ №15", "ГКБ №15"),
        ("세브란스병원 예약", "세브란스병원"),
        ("נבדק באיכילוב", "איכילוב"),
    ],
)
def test_a_house_with_a_name_of_its_own_is_found(text: str, value: str) -> None:
    assert value in {text[edit.start : edit.end] for edit in houses(text)}


@pytest.mark.parametrize(
    "text",
    [
        "患者：胸痛，男性",
        "患者: 高血圧",
        "主治医生：请填写",
        "环境卫生由家庭医生和全科医生负责",
        "환자: 고혈압",
        "이러한 환자에서 심부전",
        "Пациент: жалоб нет",
        "Врач: Кардиолог",
        "Ασθενής: Άνδρας 60 ετών",
        "المريض: يعاني من ألم",
        "מטופל: גבר בן 45",
        "रोगी: पुरुष, 45 वर्ष",
        "แพทย์: อายุรกรรม",
        '"name": "氏名", "patient": "患者", "doctor": "医生"',
        "総合病院と大学病院の連携、社区医院",
        "районная больница, бета-блокатор",
    ],
)
def test_descriptions_labels_and_kinds_of_houses_are_nobody(text: str) -> None:
    assert not list(names(text))
    assert not list(houses(text))


@pytest.mark.parametrize(
    "text",
    [
        "मरीज़ को तीन दिन से बुखार है",
        "रोगी तेज बुखार, 3 दिन",
        "横浜市中区町村3件の病院",
        "大阪市北区の病院5件",
    ],
)
def test_what_somebody_has_and_how_many_houses_there_are_is_nobody(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize("text", ["адрес: введите", "住所: 不明", '"address": "住所"'])
def test_an_address_has_more_than_a_word(text: str) -> None:
    assert not list(addresses(text))
