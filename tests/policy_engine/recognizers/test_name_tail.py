"""Whole names without capitals, and what looks like one."""

import time

import pytest

from promptward.engine import Engine

from .findings import found


@pytest.mark.parametrize(
    "name",
    [
        *("jean-baptiste moreau", "mary-kate o'hara", "o'neil brathwaite", "ahmad bin yusof"),
        *("maria-elena van den berg", "nguyen thi lan", "concetta lo presti", "grace long"),
        *("abdul-rahman al-tikriti", "t. subramaniam", "april strand"),
    ],
)
def test_a_whole_name_in_lower_case_is_found_behind_a_label(shipped: Engine, name: str):
    assert name in found(shipped, f"patient: {name}", "person_name")


@pytest.mark.parametrize("name", ["a. kruger", "g. oyelowo", "jean-baptiste moreau"])
@pytest.mark.parametrize("carrier", ["seen by {} today", "i saw {} in clinic", "d/w {} at noon"])
def test_so_it_is_in_a_text_typed_in_haste(shipped: Engine, name: str, carrier: str):
    assert name in found(shipped, carrier.format(name), "person_name")


@pytest.mark.parametrize(
    "text",
    [
        "e. coli and s. aureus grew, c. difficile neg, h. pylori pos, p. jirovecii",
        "patient: stable on metoprolol",
        "is it safe to hope winters are mild",
        "resident: lasix 40 and reassess",
    ],
)
def test_what_is_typed_in_haste_about_nobody_holds_no_name(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


@pytest.mark.parametrize(
    "carrier",
    ['{{"name": "{}"}}', "p = Patient('{}', 54)", "INSERT INTO p VALUES (1, '{}', 'M');"],
)
@pytest.mark.parametrize(
    "name", ["beatrice holloway", "thandeka mahlangu", "sjoerd van der heijden"]
)
def test_a_whole_name_is_found_as_a_literal(shipped: Engine, carrier: str, name: str):
    assert name in found(shipped, f"import json\n{carrier.format(name)}\n", "person_name")


@pytest.mark.parametrize(
    "literal", ["solarized dark", "jetbrains mono", "maria db", "ruby on rails", "bar chart"]
)
def test_two_words_of_a_literal_are_none(shipped: Engine, literal: str):
    assert found(shipped, f'import json\nx = {{"theme": "{literal}"}}\n', "person_name") == []


def test_three_surnames_without_capitals_are_people(shipped: Engine):
    text = "withdrawals: okoro (AE), lindqvist (no reason), mrozek (moved). update the text"
    assert found(shipped, text, "person_name") == ["okoro", "lindqvist", "mrozek"]


@pytest.mark.parametrize(
    "text",
    [
        "compare kafka and redis for a queue, then pandas vs polars, django vs flask, keras",
        "explain hoffmann, babinski, chvostek and trousseau signs, and romberg",
        "differences between losartan, valsartan, farxiga, jardiance and entresto",
    ],
)
def test_three_things_without_capitals_are_none(shipped: Engine, text: str):
    assert found(shipped, text, "person_name") == []


def test_time_is_linear_in_a_chain_of_names_without_capitals(shipped: Engine):
    def took(count: int) -> float:
        start = time.thread_time()
        shipped.find("smith-" * count)
        return time.thread_time() - start

    took(20)
    assert min(took(16_000), took(16_000)) < 9 * min(took(4_000), took(4_000))
