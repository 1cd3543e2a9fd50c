"""A file that is no policy: nothing of it is shown, and a policy with slips is told as before."""

import pytest

from promptward_dsl.build import build
from promptward_dsl.foreign import no_policy
from promptward_dsl.parser import parse
from promptward_dsl.render import render_all
from promptward_dsl.sources import SourceFile

from .folders import TODAY

NOTE = "Patient: Zelda Quince, DOB 3/14/1962\nMRN 0041882\nseen by Dr. Who: {for} chest pain.\n"


@pytest.mark.parametrize(
    "text",
    [
        NOTE,
        "zelda quince, 3/14/1962",
        "rule out MI in Zelda Quince; test results {pending}\n" * 40,
        "name,dob\nZelda Quince,1962-03-14\n",
        "import os\nname = 'Zelda Quince'\n",
        "\x00\x01 Zelda \ud800 Quince",
    ],
)
def test_nothing_of_a_record_is_shown(text):
    made = build(SourceFile("n.txt", text), today=TODAY)
    shown = render_all(made.diagnostics, made.sources)
    assert [one.code for one in made.diagnostics] == ["E001"]
    assert made.compiled is None
    assert not any(word.casefold() in shown.casefold() for word in ("Zelda", "Quince", "1962"))


@pytest.mark.parametrize(
    "text",
    [
        "polcy a.b version 1.0.0\ncategory x: nme\n",
        'policy "a b" version v1.0.0\n',
        "policy a.b version 1.0.0\nrule r { block whn }\n",
        "# mine\ncategory x: number safe_harbor A;\n",
        "detecter d {\n  finds x\n}\n",
    ],
)
def test_a_policy_with_slips_is_told_with_its_lines(text):
    made = build(SourceFile("p.ward", text), today=TODAY)
    assert made.diagnostics
    assert made.sources["p.ward"] == text


@pytest.mark.parametrize(
    ("encoding", "said"), [("utf-16", "is UTF-16"), ("latin-1", "is not UTF-8 (line 1)")]
)
def test_a_policy_in_another_encoding_is_told_so(tmp_path, encoding, said):
    path = tmp_path / "p.ward"
    path.write_bytes('policy a.b version 1.0.0 "Café"\nrole clerk\n'.encode(encoding))
    (one,) = build(path, today=TODAY).diagnostics
    assert (one.code, one.message.endswith(said)) == ("E001", True)
    assert one.help == "save the file as UTF-8"


def test_an_empty_file_and_a_sound_one_are_no_record():
    for text in ("", "policy a.b version 1.0.0\n"):
        assert not no_policy(text, parse(text)[1])


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("d.yaml", "ward: data/1\ndestinations: {}\n"),
        ("d.yml", "destinations: {}\n"),
        ("d.ward", "# vendors\nward: data/1\ndestinations: {}\n"),
    ],
)
def test_data_where_a_policy_is_wanted_is_called_that_and_nothing_more(tmp_path, name, source):
    (tmp_path / name).write_text(source)
    built = build(tmp_path / name, today=TODAY)
    assert built.compiled is None
    (found,) = built.diagnostics
    assert found.code == "E100"
    assert "is a data file, no policy" in found.message
    assert "import data" in found.help
