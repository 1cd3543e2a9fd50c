"""Forms learnt from examples: what stays, what varies, and that no example is kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.number_form import FORMS, LONGEST, FormError, forms, shape
from promptward_dsl.parser import parse


def patterns(*examples):
    return [form.pattern for form in forms(examples)]


@pytest.mark.parametrize(
    ("examples", "pattern"),
    [
        (("SE-00123456", "SE-00481516", "SE-02342000"), r"\bSE-\d{8}\b"),
        (("SE-00123456", "SE 00481516"), r"\bSE[ -]\d{8}\b"),
        (("MR1234", "MR12345", "MR123456"), r"\bMR\d{4,6}\b"),
        (("12-34-56", "98-76-54"), r"\b\d{2}-\d{2}-\d{2}\b"),
        (("12345678", "20304050"), r"\b\d{8}\b"),
        (("H07.1234.A", "H07.9876.B", "H07.4711.C"), r"\bH\d{2}\.\d{4}\.[A-Z]\b"),
        (("2024/00123", "2025/00456", "2026/00789"), r"\b(?:19|20)\d{2}\/\d{5}\b"),
        (("007-1234", "007-9876", "007-4711"), r"\b007-\d{4}\b"),
        (("ab12", "cd34"), r"\b[a-z]{2}\d{2}\b"),
        (("#4711", "#4712"), r"#\d{4}\b"),
        (("KA1B2", "KB3C4", "KC5D6"), r"\bK[A-Z]\d[A-Z]\d\b"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_all_examples_have_stays_and_the_rest_is_a_class(examples, pattern):
    assert patterns(*examples) == [pattern]


def test_too_few_examples_make_no_rule_of_what_they_happen_to_share():
    assert patterns("07-1234", "07-9876") == [r"\b\d{2}-\d{4}\b"]
    assert patterns("AB12", "AC34") == [r"\b[A-Z]{2}\d{2}\b"]


@pytest.mark.parametrize(
    ("examples", "pattern"),
    [
        (("JROE1961",), r"\b[A-Z]{4}\d{4}\b"),
        (("BRACKENRIDGE-001", "BRACKENRIDGE-002"), r"\b[A-Z]{12}-\d{3}\b"),
        (("Roemer-01", "Roemer-02", "Roemer-03"), r"\b[A-Za-z]{6}-\d{2}\b"),
        (("ROEMERA1", "ROEMERB2", "ROEMERC3"), r"\b[A-Z]{7}\d\b"),
        (("PATIENT-001", "PATIENT-002"), r"\bPATIENT-\d{3}\b"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_letters_that_may_be_somebodys_name_are_never_kept(examples, pattern):
    (form,) = forms(examples)
    assert form.pattern == pattern
    assert not any("ROE" in text.upper() or "BRACK" in text for text in form.invented)


def test_digits_that_happen_to_agree_are_never_kept():
    assert patterns("00123", "00456", "00789", "00999") == [r"\b\d{5}\b"]


def test_different_forms_are_different_patterns_the_commonest_first():
    assert patterns("SE-1234", "12-34", "56-78") == [r"\b\d{2}-\d{2}\b", r"\b[A-Z]{2}-\d{4}\b"]


def test_codes_that_change_class_at_every_place_have_only_their_length_in_common():
    codes = (
        "7K9Q2M",
        "K7Q92M",
        "KQ7M92",
        "79KQM2",
        "K7M9Q2",
        "792KQM",
        "KQM792",
        "7K92QM",
        "Q7K92M",
    )
    assert patterns(*codes) == [r"\b[0-9A-Z]{6}\b"]


def test_a_number_is_anchored_by_letters_that_never_change():
    anchored = {form.pattern: form.anchored for form in forms(["SE-1234", "SE-9876", "1234567"])}
    assert anchored == {r"\bSE-\d{4}\b": True, r"\b\d{7}\b": False}
    assert not forms(["A1", "A2", "A3"])[0].anchored, "one letter is no anchor"


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        ((), "no example"),
        (("  ", ""), "no example"),
        (("Smith", "Jones"), "no digit"),
        (("1" * (LONGEST + 1),), f"longer than {LONGEST}"),
        (("12\u00e934",), "outside ASCII"),
        (("12\t34",), "outside ASCII"),
        (tuple("-".join("1" * n) for n in range(1, FORMS + 2)), f"more than {FORMS} forms"),
    ],
)
def test_what_makes_no_form_is_refused_and_never_quoted(examples, said):
    with pytest.raises(FormError, match=said) as caught:
        forms(examples)
    assert not any(example.strip() and example in str(caught.value) for example in examples)


NUMBERS = st.text("0189AZaz-/. #()", min_size=1, max_size=12).filter(
    lambda text: any(map(str.isdigit, text)) and text == text.strip()
)


@given(st.lists(NUMBERS, min_size=1, max_size=6))
def test_every_example_has_one_of_the_forms_and_none_is_kept(examples):
    try:
        found = forms(examples)
    except FormError:
        return
    assert sum(form.examples for form in found) == len(set(examples))
    for example in examples:
        assert any(re.fullmatch(form.pattern, example) for form in found)
    for form in found:
        for invented in form.invented:
            assert re.fullmatch(form.pattern, invented)
            assert invented not in examples
        module, diagnostics = parse(
            f"detector d finds c {{\n  match /{form.pattern}/ confidence low\n}}"
        )
        assert diagnostics == []
        assert module.items[0].items[0].patterns[0].source == form.pattern.replace("\\/", "/")


@given(st.lists(NUMBERS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_examples_and_repeats_do_not_matter(examples, random):
    shuffled = [*examples, *examples]
    random.shuffle(shuffled)
    try:
        found = forms(examples)
    except FormError:
        with pytest.raises(FormError):
            forms(shuffled)
        return
    assert forms(shuffled) == found


def test_a_shape_tells_classes_and_separators_only():
    assert shape("MR-004711 x") == "AA-999999 a"
    assert shape("\u00e9\u4e8c\u0663 \u2014") == "aa9 ?"
