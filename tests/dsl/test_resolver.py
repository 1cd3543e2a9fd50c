"""Modules, imports and names: which file is meant, and what is said when it can't be had."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.build import build
from promptward_dsl.program import Kind, Scope
from promptward_dsl.resolver import resolve
from promptward_dsl.sources import SHIPPED, Root, SourceFile

from .folders import BASE, GOOD, TODAY, UNCOVERED, built, codes, compiled, errors, ir, root, write


def module(name, *lines, version="1.0.0"):
    return "\n".join([f"policy {name} version {version}", *lines, ""])


def said(result, code):
    """The one diagnostic with a code, and the text that it points at."""
    (found,) = [d for d in result.diagnostics if d.code == code]
    return found, result.sources[found.span.file][found.span.start : found.span.end]


# ---------------------------------------------------------------------- modules and files


def test_an_import_reads_the_file_below_the_entrys_folder_and_all_of_it_applies(tmp_path):
    found = ir(tmp_path, {"m.ward": module("m", "import base as b")})
    assert set(found.rules) == {"base.ssn_never"}
    assert set(found.categories) == {f"base.{c}" for c in ("ssn", "mrn", "dates", "diagnosis")}
    assert (found.name, found.version) == ("m", "1.0.0")


def test_modules_lie_below_the_root_that_the_entrys_own_name_implies(tmp_path):
    files = {"hospital/ward.ward": module("hospital.ward", "import base")}
    assert ir(tmp_path, files, entry="hospital/ward.ward").name == "hospital.ward"


def test_an_entry_may_lie_anywhere_whatever_its_header_says(tmp_path):
    files = {
        "etc/policy.ward": module("st_elsewhere.prompts", "import base"),
        "etc/base.ward": BASE,
    }
    assert ir(tmp_path, files, entry="etc/policy.ward").name == "st_elsewhere.prompts"


def test_an_imported_file_has_to_name_itself_as_it_lies(tmp_path):
    files = {"m.ward": module("m", "import packs.base"), "packs/base.ward": BASE}
    found, text = said(built(tmp_path, files), "E119")
    assert text == "base"
    assert found.help == "`policy packs.base`"
    assert found.related[0].span.file.endswith("m.ward")


def test_a_missing_module_is_reported_at_its_import_with_the_places(tmp_path):
    result = built(tmp_path, {"m.ward": module("m", "import base", "import hipaa.none as h")})
    found, text = said(result, "E112")
    assert text == "hipaa.none"
    assert "hipaa/none.ward" in found.help
    assert result.compiled is None


def test_names_of_a_module_that_is_missing_are_not_reported_as_well(tmp_path):
    group = "group mine = h.ssn, other.ssn"
    files = {"m.ward": module("m", "import base", "import hipaa.none as h", group)}
    found = errors(built(tmp_path, files))
    assert [(code, message) for code, message, *_ in found] == [
        ("E112", "there is no module `hipaa.none`"),
        ("E101", "nothing is imported as `other`"),
    ]


def test_an_imported_file_without_header_is_an_error(tmp_path):
    files = {"m.ward": module("m", "import base", "import x"), "x.ward": "role clerk\n"}
    found, _ = said(built(tmp_path, files), "E002")
    assert found.help == "begin with `policy x version 1.0.0`"


def test_an_unreadable_module_is_an_error_at_its_import(tmp_path):
    files = {"m.ward": module("m", "import base", "import x"), "x.ward": b"policy \xff"}
    found, text = said(built(tmp_path, files), "E001")
    assert (text, "not UTF-8" in found.message) == ("x", True)


def test_a_module_that_leads_out_of_the_root_is_refused(tmp_path):
    write(tmp_path, {"outside.ward": module("x"), "root/m.ward": module("m", "import x")})
    (tmp_path / "root" / "x.ward").symlink_to(tmp_path / "outside.ward")
    assert "E113" in codes(built(tmp_path / "root", entry="m.ward"))


@pytest.mark.parametrize(
    "path", ["../d.yaml", "/etc/passwd", "x/../../d.yaml", "https://example.org/d.yaml"]
)
def test_data_that_leads_out_of_the_root_is_refused_and_never_shown(tmp_path, path):
    write(tmp_path, {"d.yaml": "ward: data/1\n"})
    files = {"m.ward": module("m", "import base", f'import data "{path}"')}
    result = built(tmp_path / "root", files)
    _, text = said(result, "E113")
    assert text == f'"{path}"'
    assert set(result.sources) == {f"{tmp_path}/root/{name}.ward" for name in ("m", "base")}


def test_a_lexicon_that_leads_out_of_the_root_is_refused(tmp_path):
    write(tmp_path, {"n.txt": "secret\n"})
    files = {
        "m.ward": module(
            "m",
            "import base",
            'lexicon l from "../n.txt"',
            "detector d finds base.mrn { match lexicon l confidence low }",
        )
    }
    result = built(tmp_path / "root", files)
    assert codes(result) == ["E113"]
    assert result.compiled is None


# ---------------------------------------------------------------------- circles


@pytest.mark.parametrize("length", [1, 2, 3])
def test_imports_in_a_circle_are_named_in_order(tmp_path, length):
    names = ["m", "a", "b"][:length]
    after = [*names[1:], names[0]]
    files = {
        f"{n}.ward": module(n, f"import {other}") for n, other in zip(names, after, strict=True)
    }
    found, _ = said(built(tmp_path, files), "E112")
    ring = " imports ".join(f"`{name}`" for name in [*names, names[0]])
    assert found.message == f"imports go in a circle: {ring}"


def test_two_ways_to_one_module_are_no_circle_and_load_it_once(tmp_path):
    files = {
        "m.ward": module("m", "import a", "import b", "import base"),
        "a.ward": module("a", "import base"),
        "b.ward": module("b", "import base"),
    }
    found = ir(tmp_path, files)
    assert list(found.rules) == ["base.ssn_never"]


def test_a_chain_of_imports_has_an_end(tmp_path):
    files = {f"m{n}.ward": module(f"m{n}", f"import m{n + 1}") for n in range(40)}
    found, _ = said(built(tmp_path, files | {"m40.ward": module("m40")}, entry="m0.ward"), "E112")
    assert "one import too many" in found.message


def test_a_policy_has_only_so_many_modules(tmp_path):
    lines = [f"import x{n}" for n in range(260)]
    files = {f"x{n}.ward": module(f"x{n}") for n in range(260)}
    result = built(tmp_path, files | {"m.ward": module("m", *lines)})
    assert {d.message.partition("` ")[2] for d in result.diagnostics if d.code == "E112"} == {
        "is one import too many"
    }


def test_groups_of_groups_may_be_very_deep_and_go_round(tmp_path):
    # Each group stands before the one that it needs: the hardest order for whoever expands them.
    chain = "".join(f"group g{n} = g{n - 1}\n" for n in range(3000, 0, -1))
    found = ir(tmp_path, {"m.ward": module("m", "import base", chain, "group g0 = base.ssn")})
    assert found.groups["m.g3000"] == ("base.ssn",)
    ring = built(tmp_path, {"m.ward": module("m", "import base", chain, "group g0 = g3000")})
    assert codes(ring) == ["E122"]


def test_a_ring_of_groups_is_shown_with_its_members(tmp_path):
    lines = ["import base", "group a = base.ssn, b", "group b = c", "group c = b, base.mrn"]
    result = built(tmp_path, {"m.ward": module("m", *lines)})
    assert errors(result) == [("E122", "group `b` holds itself: `b` holds `c` holds `b`")]


# ---------------------------------------------------------------------- versions


@pytest.mark.parametrize(
    ("wanted", "ok"),
    [
        ("1.4.2", True),
        ("1.4.1", True),
        ("1.3.9", True),
        ("1.0.0", True),
        ("1.4.3", False),
        ("1.5.0", False),
        ("1.10.0", False),
        ("2.0.0", False),
        ("0.9.0", False),
    ],
)
def test_an_import_takes_its_version_and_up_below_the_next_first_number(tmp_path, wanted, ok):
    result = built(tmp_path, {"m.ward": module("m", f"import base ^{wanted}")})
    assert codes(result) == ([] if ok else ["E115"])
    if not ok:
        found, text = said(result, "E115")
        assert text == f"^{wanted}"
        assert found.message == f"`base` is version 1.4.2, not `^{wanted}`"
        assert result.sources[found.related[0].span.file].startswith("policy base")


def test_versions_are_compared_as_numbers_and_not_as_text(tmp_path):
    files = {
        "m.ward": module("m", "import base ^1.9.0"),
        "base.ward": BASE.replace("1.4.2", "1.10.0"),
    }
    assert codes(built(tmp_path, files)) == []


def test_the_version_is_asked_of_each_import_of_a_module(tmp_path):
    files = {
        "m.ward": module("m", "import base ^1.0.0", "import a"),
        "a.ward": module("a", "import base ^2.0.0"),
    }
    found, _ = said(built(tmp_path, files), "E115")
    assert found.span.file.endswith("a.ward")


@pytest.mark.parametrize("big", ["9" * 20, "9" * 5000])
def test_a_version_of_any_length_is_compared_and_never_an_exception(tmp_path, big):
    for wanted, version in [(f"{big}.0.0", "1.0.0"), ("1.0.0", f"{big}.0.0"), (f"1.0.{big}",) * 2]:
        files = {
            "m.ward": module("m", "import base", f"import x ^{wanted}"),
            "x.ward": module("x", version=version),
        }
        assert set(codes(built(tmp_path, files))) <= {"E115", "E001", "E002"}


# ---------------------------------------------------------------------- names


def test_an_alias_reaches_what_its_module_declares_and_nothing_behind_it(tmp_path):
    files = {
        "m.ward": module("m", "import a", "import base", "group g = base.ssn, a.base.ssn"),
        "a.ward": module("a", "import base"),
    }
    (error,) = errors(built(tmp_path, files))
    assert (error[0], "a.base.ssn" in error[1]) == ("E101", True)


def test_two_imports_under_one_alias_are_an_error(tmp_path):
    files = {
        "m.ward": module("m", "import base", "import x.base"),
        "x/base.ward": module("x.base"),
    }
    found, text = said(built(tmp_path, files), "E102")
    assert text == "import x.base"
    assert found.related[0].message == "first used here"


def test_a_name_is_declared_once_in_a_module_whatever_file_it_stands_in(tmp_path):
    data = "ward: data/1\ndestinations:\n  cloud: {kind: llm}\n"
    lines = ["import base", 'import data "d.yaml"', "destination cloud { kind: llm }"]
    found, _ = said(built(tmp_path, {"m.ward": module("m", *lines), "d.yaml": data}), "E102")
    assert found.message == "destination `cloud` is declared twice"


def test_a_part_of_a_policy_declares_as_if_it_stood_in_it(tmp_path):
    part = 'category badge: text "Badge"\nrole guard\ncontact gate "role:gate"\n'
    lines = ["import base", 'import data "m/staff.part.ward"', "role head inherits guard"]
    found = ir(tmp_path, {"m.ward": module("m", *lines), "m/staff.part.ward": part})
    assert {"m.badge"} < set(found.categories)
    assert set(found.roles) == {"m.guard", "m.head"}


def test_a_part_with_a_header_or_an_import_is_refused(tmp_path):
    lines = ["import base", 'import data "staff.part.ward"']
    files = {"m.ward": module("m", *lines), "staff.part.ward": module("m", "role guard")}
    assert said(built(tmp_path, files), "E119")[1] == "m"
    files["staff.part.ward"] = "import base\nrole guard\n"
    assert said(built(tmp_path, files), "E112")[1] == "import base"


def test_a_part_by_itself_is_told_where_to_be_checked(tmp_path):
    found, _ = said(built(tmp_path, {"m.part.ward": "role guard\n"}, entry="m.part.ward"), "E002")
    assert found.help == "check the policy that reads this part with `import data`"


def test_a_data_file_with_an_alias_keeps_its_names_apart(tmp_path):
    data = "ward: data/1\ndestinations:\n  cloud: {kind: llm}\n"
    lines = ["import base", 'import data "d.yaml" as far', "destination cloud { kind: llm }"]
    found = ir(tmp_path, {"m.ward": module("m", *lines), "d.yaml": data})
    assert set(found.destinations) == {"m.cloud", "m.far.cloud"}
    assert found.names["m.far.cloud"] == found.names["far.cloud"] == "m.far.cloud"
    assert found.names["cloud"] == "m.cloud"


@pytest.mark.parametrize(
    "pair",
    [
        ("category x : text", "category x : text"),
        ("category x : text", "group x = base.ssn"),
        ("role x", "role x"),
        ('contact x "a"', 'contact x "b"'),
        ("rule x { then warn }", "rule x { then block }"),
        ("defaults { act_on: low }", "defaults { act_on: low }"),
        ('test "x" { prompt "a" expect allow }', 'test "x" { prompt "b" expect allow }'),
    ],
)
def test_the_second_declaration_of_a_name_is_an_error(tmp_path, pair):
    result = built(tmp_path, {"m.ward": module("m", "import base", *pair)})
    found, _ = said(result, "E102")
    assert "declared twice" in found.message
    assert found.related[0].span.start < found.span.start


def test_different_kinds_of_thing_may_share_a_name(tmp_path):
    lines = ["import base", "role x", 'contact x "a"', "category x : text", "rule x { then warn }"]
    assert codes(built(tmp_path, {"m.ward": module("m", *lines)})) == []


def test_only_the_entrys_own_tests_run(tmp_path):
    own = 'test "own" { prompt "a" expect allow }'
    files = {
        "m.ward": module("m", "import base", "import a", own),
        "a.ward": module("a", "import base", own.replace("own", "theirs")),
    }
    assert [test.name for test in compiled(tmp_path, files).notes.tests] == ["own"]


def test_what_a_name_means_depends_on_where_it_is_written(tmp_path):
    files = {
        "m.ward": module("m", "import a as base", "import base as a"),
        "a.ward": module("a", "import base", "category own : text"),
    }
    write(tmp_path, {"base.ward": BASE} | files)
    program = resolve(tmp_path / "m.ward", today=TODAY).program
    assert program is not None
    ask = program.find
    assert ask(Kind.CATEGORY, "base.own", Scope("m")) == "a.own"
    assert ask(Kind.CATEGORY, "a.ssn", Scope("m")) == "base.ssn"
    assert ask(Kind.CATEGORY, "base.ssn", Scope("a")) == "base.ssn"
    assert ask(Kind.CATEGORY, "base.ssn", Scope("m")) is None
    assert ask(Kind.RULE, "a.ssn_never", Scope("m")) == "base.ssn_never"
    assert ask(Kind.DETECTOR, "a.ssn_never", Scope("m")) is None


# ---------------------------------------------------------------------- roots and entries


def test_an_entry_may_be_a_name_below_the_roots_or_a_source_in_memory(tmp_path):
    write(tmp_path, {"base.ward": BASE})
    by_name = build("base", roots=[root(tmp_path)], today=TODAY)
    in_memory = build(SourceFile("base.ward", BASE), today=TODAY)
    assert by_name.compiled is not None
    assert in_memory.compiled is not None
    assert by_name.compiled.ir == in_memory.compiled.ir


def test_an_entry_that_is_not_there_is_an_error_with_a_place(tmp_path):
    for entry in (tmp_path / "none.ward", "none", tmp_path):
        result = build(entry, roots=[root(tmp_path)], today=TODAY)
        assert codes(result) == ["E100"]
        assert result.diagnostics[0].span.file in result.sources


def test_the_entrys_folder_comes_before_the_packs(tmp_path):
    write(tmp_path, {"packs/base.ward": BASE, "near/m.ward": module("m", "import base")})
    packs = [Root(SHIPPED, tmp_path / "packs")]
    result = build(tmp_path / "near" / "m.ward", roots=packs, today=TODAY)
    assert "promptward:base.ward" in result.sources
    write(tmp_path, {"near/base.ward": module("base", UNCOVERED)})
    assert "E108" in codes(build(tmp_path / "near" / "m.ward", roots=packs, today=TODAY))


def test_every_file_that_was_read_is_among_the_inputs(tmp_path):
    files = {
        "m.ward": module("m", "import base", 'import data "d.yaml"', 'lexicon l from "n.txt"'),
        "d.yaml": "ward: data/1\n",
        "n.txt": "Anna\n",
    }
    result = built(tmp_path, files)
    read = {one.path for one in result.inputs if one.sha256}
    assert read == {str(tmp_path / name) for name in (*files, "base.ward")}


def test_an_empty_file_and_one_of_rubbish_are_errors_and_no_exceptions(tmp_path):
    for content in (b"", b"\n# nothing\n", b"\x00\x01\x02", b"}{" * 100, b"policy"):
        result = built(tmp_path, {"m.ward": content})
        assert result.compiled is None
        assert codes(result)


# ---------------------------------------------------------------------- the names of callers


def test_callers_may_write_canonical_written_and_bare_names(tmp_path):
    files = {
        "m.ward": module("m", "import a as x", "import base", "role clerk"),
        "a.ward": module("a", GOOD, "role nurse"),
    }
    names = ir(tmp_path, files).names
    assert names == {
        "a.good": "a.good",
        "a.nurse": "a.nurse",
        "clerk": "m.clerk",
        "good": "a.good",
        "m.clerk": "m.clerk",
        "nurse": "a.nurse",
        "x.good": "a.good",
        "x.nurse": "a.nurse",
    }


def test_a_bare_name_of_two_imports_is_nobodys_and_the_entrys_own_wins(tmp_path):
    files = {
        "m.ward": module("m", "import base", "import a", "import b", "role clerk"),
        "a.ward": module("a", "role nurse", "role clerk"),
        "b.ward": module("b", "role nurse"),
    }
    names = ir(tmp_path, files).names
    assert "nurse" not in names
    assert names["clerk"] == "m.clerk"


@given(st.permutations(["role r1", "role r2 inherits r1", "group g = base.ssn", "group h = g"]))
def test_the_order_of_declarations_has_no_part_in_the_program(tmp_path_factory, lines):
    folder = tmp_path_factory.getbasetemp() / "orders"
    found = ir(folder, {"m.ward": module("m", "import base", *lines)})
    assert found.roles == {"m.r1": ("m.r1",), "m.r2": ("m.r1", "m.r2")}
    assert found.groups["m.h"] == ("base.ssn",)


def test_roles_that_inherit_in_a_circle_come_to_an_end(tmp_path):
    lines = ["import base", *(f"role {a} inherits {b}" for a, b in itertools.pairwise("abca"))]
    result = built(tmp_path, {"m.ward": module("m", *lines)})
    assert set(codes(result)) <= {"E122"}
