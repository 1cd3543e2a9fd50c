"""What nobody sees: line ends that some programs know, control characters, turned writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.concealed import CONCEALED
from promptward_dsl.formatter import format_source
from promptward_dsl.lexicon_files import read_words
from promptward_dsl.parser import parse
from promptward_dsl.render import render
from promptward_dsl.sources import Refusal, Root, SourceFile, Sources
from promptward_dsl.span import line_and_column
from promptward_dsl.yaml_front import read_data

from .folders import built, codes

RULE = "# no SSN ever{}rule stop { when contains any sh.ssn then block }\n"
LINE_ENDS = ["\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
CONTROLS = ["\x00", "\x01", "\x07", "\x08", "\x1b", "\x1c", "\x7f", "\x9b"]
TURNED = [chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))]
HARMLESS = ["\t", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200e", "\u200f", "\ufe0f"]


def shown(character):
    return f"U+{ord(character):04X}"


def errors(source):
    return [(d.code, d.span.start, shown(source[d.span.start])) for d in parse(source)[1]]


def names(source):
    tree, found = parse(source)
    assert not found
    return [item.name.text for item in tree.items]


def in_folder(folder, reference, text):
    (folder / reference.partition("#")[0]).write_bytes(text.encode())
    root = Root.of(folder)
    return read_words(reference, Sources([root]), SourceFile("m.ward", "", root, "m.ward"))


# ---------------------------------------------------------------------- line ends


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_comment_ends_where_an_editor_ends_its_line(end):
    assert names(RULE.replace("{}", end, 1)) == ["stop"]


@given(
    st.lists(st.sampled_from(["role a", "# x", "role b  # y", "", 'contact c "c"']), max_size=6)
)
def test_a_source_says_the_same_whatever_its_lines_end_with(lines):
    (tree, found), *others = (parse(end.join(lines)) for end in ("\n", "\r\n", "\r"))
    assert not [d for d in found if d.code == "E001"]
    for other, _ in others:
        assert len(other.items) == len(tree.items)
        assert [c.text for c in other.comments] == [c.text for c in tree.comments]


def test_a_lone_carriage_return_counts_as_a_line_in_messages():
    source = "role a\rrole b\rrole c c\r"
    (found,) = parse(source)[1]
    assert line_and_column(source, found.span.start) == (3, 8)
    assert ":3:8" in render(found, source)
    assert "3 | role c c" in render(found, source)


def test_an_error_before_a_lone_carriage_return_leaves_what_stands_behind_it():
    tree, found = parse("role a a\rrole b\rrole c")
    assert [d.code for d in found] == ["E002"]
    assert [item.name.text for item in tree.items] == ["a", "b", "c"]


def test_a_prompt_holds_the_line_ends_of_a_text():
    (test,) = parse('test "t" { prompt """a\rb\r\nc""" expect allow }')[0].items
    assert "a\nb\nc" in repr(test).replace("\\n", "\n")


# ---------------------------------------------------------------------- what is refused


@pytest.mark.parametrize("character", LINE_ENDS + CONTROLS + TURNED, ids=shown)
@pytest.mark.parametrize(
    "source",
    [
        "role a # x{}role b\n",
        'role a "x{}y"\n',
        'test "t" { prompt """x{}y""" expect allow }\n',
        "detector d finds e { match /a{}b/ confidence low }\n",
        "role a {} role b\n",
        "{}role a",
    ],
    ids=["comment", "string", "prompt", "regex", "space", "start"],
)
def test_what_nobody_sees_is_an_error_at_its_place(source, character):
    source = source.replace("{}", character, 1)
    assert errors(source) == [("E001", source.index(character), shown(character))]
    (found,) = parse(source)[1]
    assert shown(character) in found.message
    assert found.help
    assert character not in render(found, source)
    assert format_source(source)[0] is None


@pytest.mark.parametrize("character", HARMLESS, ids=shown)
@pytest.mark.parametrize("source", ["role a # x{}y\n", 'role a "x{}y"\n'])
def test_what_writing_needs_or_a_test_may_hold_stays(source, character):
    assert errors(source.replace("{}", character, 1)) == []


@pytest.mark.parametrize("character", LINE_ENDS + CONTROLS + TURNED, ids=shown)
@pytest.mark.parametrize(
    "body", ["# x{}y\n", "destinations:\n  a: {title: 'x{}y'}\n"], ids=["comment", "value"]
)
def test_yaml_may_not_hold_it_either(body, character):
    source = "ward: data/1\n" + body.replace("{}", character, 1)
    tree, (found,) = read_data(source, "d.yaml")
    assert (found.code, found.span.start) == ("E001", source.index(character))
    assert found.help
    assert tree.items == ()


@pytest.mark.parametrize("escape", [r"\0", r"\e", r"\a", r"\u202e", r"\L"])
def test_an_escape_of_yaml_is_no_way_round(escape):
    source = f'ward: data/1\ndestinations:\n  a: {{title: "x{escape}y"}}\n'
    tree, (found,) = read_data(source, "d.yaml")
    assert found.code == "E001"
    assert tree.items == ()


@pytest.mark.parametrize("reference", ["w.txt", "w.csv#a", "w.yaml#a"])
@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u2028", "\u202e"], ids=shown)
def test_a_word_list_may_not_hold_it(tmp_path, reference, character):
    found = in_folder(tmp_path, reference, f"a\nb{character}c\n")
    assert isinstance(found, Refusal)
    assert found.code == "E001"
    assert shown(character) in found.message
    assert "(line 2)" in found.message
    assert found.help


@pytest.mark.parametrize("reference", ["w.txt", "w.csv#a"])
def test_a_word_list_of_a_lone_carriage_return_is_read_by_line(tmp_path, reference):
    assert in_folder(tmp_path, reference, "a\r#\rb c\r") in {("a", "b c"), ("#", "b c")}


@given(st.text())
def test_any_text_with_something_concealed_has_an_error(text):
    if CONCEALED.search(text):
        assert any(d.code == "E001" for d in parse(text)[1])


def test_a_policy_with_something_concealed_does_not_load(tmp_path):
    found = built(tmp_path, {"m.ward": 'policy m version 1.0.0\nimport base\nrole c "x\x00y"\n'})
    assert found.compiled is None
    assert codes(found) == ["E001"]
