"""The released text: each transform, and what holds of all of them together."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.model import Finding
from promptward.scope import Scope
from promptward.transform import Released, mask, placeholder, transform
from promptward.vault import restore
from promptward_dsl.ir import CategoryIR
from promptward_dsl.lattice import KEEP, REDACT, Confidence, Disposition, safe_harbor_allows

TODAY = dt.date(2026, 11, 24)
CATEGORIES = {
    "h.names": CategoryIR("name", "A"),
    "h.geographic": CategoryIR("zip", "B"),
    "h.dates": CategoryIR("date", "C"),
    "h.ages": CategoryIR("number", "C"),
    "h.ssn": CategoryIR("number", "G"),
    "h.health_plan": CategoryIR("number", "I"),
    "h.diagnosis": CategoryIR("text", None),
}

TOKEN = Disposition("pseudonymise")
HASH = Disposition("hash")
YEAR = Disposition("generalise", "year")
ZIP3 = Disposition("generalise", "zip3")
DECADE = Disposition("generalise", "decade")
SHIFT = Disposition("date_shift", 30)
DISPOSITIONS = (
    KEEP, SHIFT, Disposition("generalise", "month"), YEAR, DECADE, Disposition("generalise", "zip5"),
    ZIP3, Disposition("generalise", "state"), Disposition("mask", ""), Disposition("mask", "last 4"),
    Disposition("mask", "first 2"), TOKEN, HASH, REDACT,
)  # fmt: skip


def finding(start: int, end: int, category: str, disposition: Disposition | None) -> Finding:
    return Finding(
        start, end, f"h.{category}", None, Confidence.HIGH, "h.d", disposition=disposition
    )


def released(
    marked: str, *treatments: tuple[str, Disposition | None], safe_harbor: bool = False,
    scope: Scope | None = None, today: dt.date = TODAY, person: str | None = None,
) -> Released:  # fmt: skip
    """`marked` with its `[[…]]` treated, one after the other."""
    text, findings = "", []
    for part, treatment in zip(
        re.split(r"\[\[|\]\]", marked), _every_other(treatments), strict=False
    ):
        if treatment is not None:
            findings.append(finding(len(text), len(text) + len(part), *treatment))
        text += part
    return transform(
        text, findings, CATEGORIES, scope or Scope(), today=today, safe_harbor=safe_harbor, person=person
    )  # fmt: skip


def _every_other(
    treatments: tuple[tuple[str, Disposition | None], ...],
) -> list[tuple[str, Disposition | None] | None]:
    found: list[tuple[str, Disposition | None] | None] = []
    for treatment in treatments:
        found += [None, treatment]
    return [*found, None]


FIXED = [
    ("SSN [[536-22-4399]].", "ssn", REDACT, "SSN [ssn]."),
    ("SSN [[536-22-4399]].", "ssn", None, "SSN [ssn]."),
    ("SSN [[536-22-4399]].", "ssn", KEEP, "SSN 536-22-4399."),
    ("plan [[H123456]]", "health_plan", REDACT, "plan [health_plan]"),
    ("SSN [[536-22-4399]].", "ssn", Disposition("mask", ""), "SSN ***-**-****."),
    ("SSN [[536-22-4399]].", "ssn", Disposition("mask", "last 4"), "SSN ***-**-4399."),
    ("SSN [[536-22-4399]].", "ssn", Disposition("mask", "first 2"), "SSN 53*-**-****."),
    ("SSN [[536-22-4399]].", "ssn", Disposition("mask", "last 9"), "SSN ***-**-4399."),
    ("born [[03/14/1962]]", "dates", YEAR, "born 1962"),
    ("born [[March 14, 1962]]", "dates", Disposition("generalise", "month"), "born March 1962"),
    ("born [[1962-03-14]]", "dates", Disposition("generalise", "month"), "born 1962-03"),
    ("born [[03/14/1962]]", "dates", DECADE, "born 1960s"),
    ("born [[03/14/1936]]", "dates", YEAR, "born [dates]"),
    ("born [[03/14/1937]]", "dates", YEAR, "born 1937"),
    ("seen [[March 3]]", "dates", YEAR, "seen [dates]"),
    ("seen [[last Monday]]", "dates", YEAR, "seen [dates]"),
    ("stay [[03/01/2020 - 03/05/2020]]", "dates", YEAR, "stay 2020"),
    ("stay [[12/30/2019 to 01/05/2020]]", "dates", YEAR, "stay 2019 to 2020"),
    ("a [[94-year-old]] woman", "dates", YEAR, "a 90+-year-old woman"),
    ("a [[94]]-year-old woman", "dates", YEAR, "a 90+-year-old woman"),
    ("a [[94]] y/o woman", "dates", SHIFT, "a 90+ y/o woman"),
    ("a [[64 y/o]] woman", "dates", YEAR, "a 64 y/o woman"),
    ("day [[14]] of", "dates", YEAR, "day [dates] of"),
    ("in her [[nineties]]", "dates", YEAR, "in her 90 or older"),
    ("age [[64]]", "ages", DECADE, "age 60s"),
    ("age [[94]]", "ages", DECADE, "age 90+"),
    ("no [[536224399]]", "ssn", DECADE, "no [ssn]"),
    ("ZIP [[02139-4307]]", "geographic", ZIP3, "ZIP 021"),
    ("ZIP [[03601]]", "geographic", ZIP3, "ZIP 000"),
    ("ZIP [[02139-4307]]", "geographic", Disposition("generalise", "zip5"), "ZIP 02139"),
    ("ZIP [[02139]]", "geographic", Disposition("generalise", "state"), "ZIP MA"),
    ("at [[12 Main Street]]", "geographic", ZIP3, "at [geographic]"),
    ("at [[Boston, MA 02115]]", "geographic", ZIP3, "at MA 021"),
    ("name [[Smith]]", "names", YEAR, "name [names]"),
    ("name [[Smith]]", "names", SHIFT, "name [names]"),
    ("born [[14 of nothing]]", "dates", SHIFT, "born [dates]"),
    ("[[]]nothing", "names", REDACT, "nothing"),
]


@pytest.mark.parametrize(("marked", "category", "disposition", "expected"), FIXED)
def test_a_finding_is_treated_by_its_disposition(
    marked: str, category: str, disposition: Disposition | None, expected: str
) -> None:
    assert released(marked, (category, disposition)).text == expected


def test_a_pseudonym_is_the_same_for_the_same_value_and_comes_back() -> None:
    scope = Scope()
    out = released(
        "[[John Smith]] saw [[Ann Lee]]; [[John Smith]] left.",
        ("names", TOKEN), ("names", TOKEN), ("names", TOKEN), scope=scope,
    )  # fmt: skip
    tokens = re.findall(r"\[NAME_[2-9A-Z]{6}\]", out.text)
    assert len(tokens) == 3
    assert tokens[0] == tokens[2] != tokens[1]
    assert restore(out.text, scope.vault).text == "John Smith saw Ann Lee; John Smith left."
    assert released("[[John Smith]]", ("names", TOKEN)).text != tokens[0]


def test_a_hash_is_keyed_typed_and_the_same_within_a_scope_only() -> None:
    scope = Scope(hash_key=b"k" * 32)
    out = released("[[536-22-4399]]", ("ssn", HASH), scope=scope).text
    assert re.fullmatch(r"\[SSN#[A-Z2-7]{12}\]", out)
    assert released("[[536-22-4399]]", ("ssn", HASH), scope=Scope(hash_key=b"k" * 32)).text == out
    assert released("[[536-22-4398]]", ("ssn", HASH), scope=scope).text != out
    assert released("[[536-22-4399]]", ("health_plan", HASH), scope=scope).text[5:] != out[5:]
    assert released("[[536-22-4399]]", ("ssn", HASH)).text != out


def test_all_dates_of_a_person_move_alike_and_intervals_survive() -> None:
    scope = Scope()
    out = released(
        "in [[03/01/2020]] out [[2020-03-05]]", ("dates", SHIFT), ("dates", SHIFT), scope=scope
    ).text
    first = dt.datetime.strptime(out[3:13], "%m/%d/%Y").date()  # noqa: DTZ007
    second = dt.date.fromisoformat(out[18:])
    assert second - first == dt.timedelta(days=4)
    assert 1 <= abs((first - dt.date(2020, 3, 1)).days) <= 30
    again = released("in [[03/01/2020]]", ("dates", SHIFT), scope=scope).text
    assert again == out[:13]


def test_people_of_one_scope_have_their_own_shift() -> None:
    scope = Scope()
    wide = Disposition("date_shift", 365)
    seen = {
        released("[[03/01/2020]]", ("dates", wide), scope=scope, person=str(n)).text
        for n in range(40)
    }
    assert len(seen) > 20


def test_shifted_ranges_keep_their_form() -> None:
    out = released("[[03/01/2020 - 03/05/2020]]", ("dates", SHIFT)).text
    assert re.fullmatch(r"\d\d/\d\d/\d{4} - \d\d/\d\d/\d{4}", out)


def test_safe_harbor_redacts_what_it_does_not_allow_on_the_eighteen() -> None:
    for disposition in DISPOSITIONS:
        out = released("[[03/14/1962]]", ("dates", disposition), safe_harbor=True)
        assert safe_harbor_allows(out.replacements[0].disposition)
        assert "03" not in out.text.replace("[DATE", "") or disposition == TOKEN


def test_safe_harbor_redacts_a_join_that_it_does_not_allow() -> None:
    for width in (10, 13):
        out = transform(
            "John Smith MD",
            [finding(0, 10, "names", TOKEN), finding(0, width, "diagnosis", HASH)],
            CATEGORIES, Scope(), today=TODAY, safe_harbor=True,
        )  # fmt: skip
        assert [one.disposition for one in out.replacements] == [REDACT]


def test_safe_harbor_leaves_what_is_no_identifier_to_the_policy() -> None:
    assert released("[[diabetes]]", ("diagnosis", KEEP), safe_harbor=True).text == "diabetes"
    assert (
        released("[[lupus]]", ("diagnosis", Disposition("mask", "")), safe_harbor=True).text
        == "*****"
    )


def test_a_category_nobody_declared_counts_as_one_of_the_eighteen() -> None:
    assert released("[[x]]", ("unheard_of", KEEP), safe_harbor=True).text == "[unheard_of]"


def test_a_finding_outside_the_text_is_an_error() -> None:
    for start, end in ((0, 9), (-1, 2), (2, 1)):
        with pytest.raises(ValueError, match="outside"):
            transform(
                "abc", [finding(start, end, "ssn", REDACT)], CATEGORIES, Scope(), today=TODAY,
                safe_harbor=False,
            )  # fmt: skip


def test_a_name_in_a_kept_sentence_is_hidden_alone() -> None:
    text = "lupus of John Smith today"
    out = transform(
        text,
        [finding(0, len(text), "diagnosis", KEEP), finding(9, 19, "names", REDACT)],
        CATEGORIES, Scope(), today=TODAY, safe_harbor=False,
    )  # fmt: skip
    assert out.text == "lupus of [names] today"


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        ("", "last 4", ""), ("1", "last 4", "*"), ("12", "last 4", "*2"), ("12345", "last 4", "***45"),
        ("j.doe@example.org", "", "*.***@*******.***"), ("\u00e9\u0301", "", "**"),
        ("\u674e\u5c0f\u9f99", "first 1", "\u674e**"), ("a b", "first 0", "* *"), ("\ud800x", "", "**"),
        ("\u00a0\u200b", "", "\u00a0*"), ("\x00\x7f", "", "**"),
    ],
)  # fmt: skip
def test_a_mask_shows_separators_and_never_more_than_half(
    value: str, shown: str, expected: str
) -> None:
    assert mask(value, shown) == expected


@given(st.text(max_size=30), st.integers(0, 12), st.sampled_from(["first", "last"]))
def test_a_mask_keeps_length_and_hides_at_least_half(value: str, number: int, end: str) -> None:
    out = mask(value, f"{end} {number}")
    assert len(out) == len(value)
    shown = [
        a for a, b in zip(value, out, strict=True)
        if a == b and not (a.isspace() or (a.isascii() and a.isprintable() and not a.isalnum()))
    ]  # fmt: skip
    total = sum(
        not (a.isspace() or (a.isascii() and a.isprintable() and not a.isalnum())) for a in value
    )
    assert len(shown) <= min(number, total // 2)


@st.composite
def texts_and_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    words = draw(
        st.lists(
            st.text(max_size=8)
            | st.sampled_from(
                ["03/14/1962", "94 y/o", "02139", "John Smith", "1931", " ", "[names]"]
            ),
            min_size=1,
            max_size=8,
        )
    )
    text = "".join(words)
    findings = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        category = draw(st.sampled_from([*CATEGORIES, "h.other"])).removeprefix("h.")
        findings.append(
            finding(start, end, category, draw(st.sampled_from([*DISPOSITIONS, None])))
        )
    return text, findings


@given(texts_and_findings(), st.booleans())
def test_outside_the_replacements_the_text_is_the_original(
    given_: tuple[str, list[Finding]],
    safe_harbor: bool,
) -> None:
    text, findings = given_
    out = transform(text, findings, CATEGORIES, Scope(), today=TODAY, safe_harbor=safe_harbor)
    rebuilt, place, out_place = "", 0, 0
    for one in out.replacements:
        assert place <= one.start < one.end
        assert text[place : one.start] == out.text[out_place : one.out_start]
        rebuilt += text[place : one.start] + out.text[one.out_start : one.out_end]
        place, out_place = one.end, one.out_end
        assert one.disposition != KEEP
        if safe_harbor:
            involved = [
                f for f in findings if f.start < f.end and f.start < one.end and one.start < f.end
                and CATEGORIES.get(f.category, CATEGORIES["h.ssn"]).safe_harbor
            ]  # fmt: skip
            assert not involved or safe_harbor_allows(one.disposition)
    assert text[place:] == out.text[out_place:]
    assert rebuilt + text[place:] == out.text


@given(texts_and_findings())
def test_what_is_redacted_and_nothing_else_is_gone_and_redacting_again_changes_nothing(
    given_: tuple[str, list[Finding]],
) -> None:
    text, findings = given_
    redacted = [one._replace(disposition=REDACT) for one in findings]
    out = transform(text, redacted, CATEGORIES, Scope(), today=TODAY, safe_harbor=False)
    for one in out.replacements:
        assert re.fullmatch(r"\[[a-z_]+\]", out.text[one.out_start : one.out_end])
    again = transform(
        out.text,
        [
            finding(one.out_start, one.out_end, out.text[one.out_start + 1 : one.out_end - 1], REDACT)
            for one in out.replacements
        ],
        CATEGORIES, Scope(), today=TODAY, safe_harbor=False,
    )  # fmt: skip
    assert again.text == out.text


@given(texts_and_findings())
def test_restoring_undoes_pseudonyms_for_any_text(given_: tuple[str, list[Finding]]) -> None:
    text, findings = given_
    # Ranges that do not overlap: what overlaps in part is redacted, and doesn't come back.
    apart, end = [], 0
    for one in sorted(findings, key=lambda one: (one.start, one.end)):
        if one.start >= end:
            apart.append(one._replace(disposition=TOKEN))
            end = one.end
    scope = Scope()
    out = transform(text, apart, CATEGORIES, scope, today=TODAY, safe_harbor=True)
    assert restore(out.text, scope.vault).text == text


@given(
    st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2030, 1, 1)),
    st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2040, 1, 1)),
    st.sampled_from(["%m/%d/%Y", "%Y-%m-%d", "%B %d, %Y", "%d%b%Y", "%Y", "%m/%d/%y"]),
    st.sampled_from([YEAR, DECADE, SHIFT, Disposition("generalise", "month")]),
)
def test_no_released_birth_date_tells_an_age_over_89(
    birth: dt.date, today: dt.date, form: str, disposition: Disposition
) -> None:
    out = released(f"[[{birth.strftime(form)}]]", ("dates", disposition), today=today).text
    for year in re.findall(r"(?<!\d)\d{4}(?!\d)", out):
        youngest = int(year) + 9 if out.endswith("s") else int(year)
        assert today.year - youngest < 90


def test_placeholders_name_the_kind_only() -> None:
    assert placeholder("hipaa.safe_harbor.health_plan") == "[health_plan]"
    assert placeholder("ssn") == "[ssn]"


def test_no_text_shows_in_a_repr() -> None:
    assert "canary" not in repr(released("canary [[x]]", ("ssn", REDACT)))


def test_a_long_text_with_many_findings_takes_linear_steps() -> None:
    text = "John Smith 03/14/1962 " * 5_000
    findings = []
    for place in range(0, len(text), 22):
        findings.append(finding(place, place + 10, "names", TOKEN))
        findings.append(finding(place + 11, place + 21, "dates", YEAR))
    out = transform(text, findings, CATEGORIES, Scope(), today=TODAY, safe_harbor=True)
    assert len(out.replacements) == 10_000
    assert "Smith" not in out.text
