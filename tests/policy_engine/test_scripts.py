"""Words of other scripts are read as cues, days, ages and plates; what looks like them is not."""

import pytest

import promptward
from promptward.readings.scripts import scripts
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence

pytestmark = pytest.mark.usefixtures("loads_shipped")


def found(text: str) -> set[tuple[str, str]]:
    return {
        (text[one.start : one.end], one.category.rsplit(".", 1)[-1])
        for one in promptward.load().find(text)
        if one.confidence >= Confidence.MEDIUM
    }


@pytest.mark.parametrize(
    ("text", "value", "category"),
    [
        ("患者ID:00731164", "00731164", "mrn"),
        ("生年月日:昭和21年7月2日", "昭和21年7月2日", "dates"),
        ("复诊 三月十四日 上午", "三月十四日", "dates"),
        ("住院 2023年11月8日 入院", "2023年11月8日", "dates"),
        ("퇴원일 9월 21일", "9월 21일", "dates"),
        ("환자 94세 여성", "94세", "age_over_89"),
        ("차량번호 31나 7702", "31나 7702", "vehicle"),
        ("면허번호 60218", "60218", "license"),
        ("رقم الملف: 660318", "660318", "mrn"),
        ("الموعد ١٢ أكتوبر", "١٢ أكتوبر", "dates"),
        ("родился 2 марта 1931 г.", "2 марта 1931", "dates"),
        ("серийный номер ZK-33108", "ZK-33108", "device"),
        ("ביקור 9 ביוני 2024", "9 ביוני 2024", "dates"),
        ("วันที่ 5 มีนาคม 2567", "5 มีนาคม 2567", "dates"),
        ("दिनांक 7 अगस्त 2023", "7 अगस्त 2023", "dates"),
    ],
)
def test_what_another_script_tells_is_found(text: str, value: str, category: str) -> None:
    assert (value, category) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "10時30分に来院、5分間歩行",
        "年龄 66岁 床号 12",
        "血圧 120/80、体重 62 kg",
        "IL-6 and TNF-α at 12 µg, β-blocker",
        "возраст 64 года, АД 130/80",
        "13月40日",
        "café, naïve, 5–7 días",
    ],
)
def test_times_measures_and_younger_ages_stay_quiet(text: str) -> None:
    assert not found(text)


def test_an_english_text_is_not_read() -> None:
    assert not list(scripts("TNF-α, µg, Müller, 14 March"))


def test_its_places_lead_back_to_what_was_written() -> None:
    text = "α患者ID:00731164 生年月日:昭和21年7月2日。" * 3
    for view in SourceText(text).readings():
        for at in range(len(view.text)):
            span = view.original(at, at + 1)
            assert 0 <= span.start <= span.end <= len(text)
