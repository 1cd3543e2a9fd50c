"""What YAML may not do as data of a policy: its own tricks, slips, depth and size."""

import time

import pytest

from promptward_dsl.yaml_front import read_data
from promptward_dsl.yaml_nodes import DEPTH_LIMIT, read_yaml

from .folders import built, codes
from .yaml_data import HEADER, read, said

REFUSED = {
    "an anchor": ("destinations:\n  a: &x {kind: llm}\n", "anchors and aliases"),
    "an alias": ("destinations:\n  a: *x\n", "anchors and aliases"),
    "an anchor on a key": ("destinations:\n  &k a: {kind: llm}\n", "anchors and aliases"),
    "an anchor on a list": ("lexicons:\n  a: &l [x]\n", "anchors and aliases"),
    "a merge": ("destinations:\n  a: &x {kind: llm}\n  b: {<<: *x}\n", "anchors and aliases"),
    "a merge without an anchor": ("destinations:\n  a: {<<: {kind: llm}}\n", "merges"),
    "a tag": ("destinations:\n  a: {kind: !!str llm}\n", "tags"),
    "a tag of python": ("x: !!python/object/apply:os.system [ls]\n", "tags"),
    "a tag on a list": ("lexicons:\n  a: !!set {x, y}\n", "tags"),
    "a local tag": ("destinations: !include other.yaml\n", "tags"),
    "a second document": ("---\nward: data/1\n", "a second document"),
    "a list as key": ("? [a, b]\n: c\n", "a key has to be a word"),
    "a tab": ("destinations:\n\ta: {}\n", ""),
    "an open list": ("lexicons:\n  a: [x\n", ""),
    "an open quote": ("lexicons:\n  a: ['x]\n", ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_yaml_beyond_plain_lists_and_mappings_is_refused_whole(what):
    body, message = REFUSED[what]
    tree, found = read(body)
    assert [d.code for d in found] == ["E114"]
    assert message in found[0].message
    assert tree.items == ()


PLAINLY = {
    "a key indented less": ("d:\n  a:\n    b: c\n   d: e\n", 5, "this line is not indented"),
    "a key indented more": ("d:\n  a: b\n    c: d\n", 4, "no `:` can stand here"),
    "a colon in a value": ("d:\n  a: b: c\n", 3, "no `:` can stand here"),
    "a tab": ("d:\n\ta: b\n", 3, "a tab can't indent YAML"),
    "a mark of YAML's": ("d:\n  a: @b\n", 3, "no value can begin like this without quotes"),
    "an open quote": ('d:\n  a: "b\n  c: d\n', 3, "this string is not closed"),
    "a line without colon": ("d:\n  a: b\nc\n", 4, "this line has no `:`"),
    "an open list": ("d:\n  a: [b\n", 4, "this list is not closed"),
    "an open mapping": ("d:\n  a: {b\n", 4, "this mapping is not closed"),
}


@pytest.mark.parametrize("what", PLAINLY)
def test_a_slip_in_yaml_is_told_in_plain_words_with_its_line_and_what_to_do(what):
    body, line, message = PLAINLY[what]
    _, (found,) = read(body)
    assert (HEADER + body)[: found.span.start].count("\n") + 1 == line
    assert found.message.startswith(message)
    assert found.help


@pytest.mark.parametrize("days", ["until 2027-06-30", "from 2026-01-01 until 2027-06-30"])
def test_days_of_an_agreement_as_ward_has_them_are_told_their_form_in_yaml(days):
    (found,) = said(f"destinations:\n  a: {{kind: llm, baa: {days}}}\n")
    assert found[1] == "the days of an agreement are a mapping in YAML"
    assert "{until: 2027-06-30}" in found[2]


def test_a_key_that_is_written_twice_is_refused_with_both_places():
    text = HEADER + "destinations:\n  a: {kind: llm}\n  b: {kind: llm}\n  a: {kind: ocr}\n"
    tree, (found,) = read_data(text, "d.yaml")
    assert (found.code, found.message) == ("E102", "key `a` is written twice")
    assert text[: found.span.start].count("\n") == 4
    assert text[: found.related[0].span.start].count("\n") == 2
    assert tree.items == ()


@pytest.mark.parametrize(("beyond", "codes"), [(1, []), (2, ["E114"])])
def test_nesting_has_a_limit(beyond, codes):
    # The root is nested in nothing.
    depth = DEPTH_LIMIT + beyond
    root, found = read_yaml("[" * depth + "]" * depth, "d.yaml")
    assert [d.code for d in found] == codes
    assert (root is None) == bool(codes)


@pytest.mark.parametrize("body", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000])
def test_endless_nesting_is_refused_at_once(body):
    before = time.process_time()
    _, found = read_yaml(body, "d.yaml")
    assert [d.code for d in found] == ["E114"]
    assert time.process_time() - before < 5


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    text = HEADER + "\n".join(lines)
    (found,) = read_data(text, "d.yaml")[1]
    assert (found.code, text[: found.span.start].count("\n")) == ("E114", 1)


@pytest.mark.parametrize("text", ["#" * (1 << 20), "ü" * (1 << 19) + "é"])
def test_data_has_at_most_one_mebibyte_in_bytes(text):
    (found,) = read_data(HEADER + text, "d.yaml")[1]
    assert (found.code, "1 MiB" in found.message) == ("E114", True)


def test_a_data_file_that_is_too_large_is_refused_at_its_import(tmp_path):
    files = {
        "m.ward": 'policy m version 1.0.0\nimport base\nimport data "d.yaml"\n',
        "d.yaml": HEADER + "#" * (1 << 20),
    }
    assert codes(built(tmp_path, files)) == ["E100"]
