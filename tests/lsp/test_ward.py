"""Ward in an editor, from outside: one server, one policy, every question."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.lsp.client import Client, applied
from tests.lsp.test_server import pushing

pytestmark = pytest.mark.e2e

SAMPLE = Path(__file__).parents[2] / "examples" / "st_elsewhere"
TEXT = (SAMPLE / "policy.ward").read_text()
LINES = TEXT.split("\n")


def at(piece: str, offset: int = 0) -> dict:
    """The position of the first line that holds a piece, `offset` characters into it."""
    line = next(n for n, text in enumerate(LINES) if piece in text)
    return {"line": line, "character": LINES[line].index(piece) + offset}


@pytest.fixture(scope="module")
def open_policy(tmp_path_factory, shipped_cache, shipped) -> Iterator[tuple[Client, str]]:
    folder = tmp_path_factory.mktemp("policy")
    for file in SAMPLE.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    client = Client(folder, shipped_cache)
    client.announced = client.start(pushing("vscode"), {"inlayHints": True})
    uri = client.open("policy.ward", TEXT, "ward")
    client.settled(uri, [])
    yield client, uri
    client.close()


def ask(opened: tuple[Client, str], method: str, position: dict | None = None, **more):
    client, uri = opened
    params = {"textDocument": {"uri": uri}, **more}
    if position is not None:
        params["position"] = position
    return client.call(f"textDocument/{method}", params, 200)


def test_a_hover_explains_keywords_names_facts_and_paragraphs(open_policy) -> None:
    def said(*where) -> str:
        return ask(open_policy, "hover", at(*where))["contents"]["value"]

    assert said("sh.ssn at least", 4).startswith("**category** `hipaa.safe_harbor.ssn`")
    assert "164.514(b)(2)(i)(G)" in said("sh.ssn at least", 4)
    assert said("then block", 6).startswith("**block**")
    assert "second factor" in said("actor.mfa", 2)
    assert "ecfr.gov" in said('"45 CFR 164.502(b)"', 4)
    assert "entries" in said("lexicon trial_sites within", 9)


def test_names_lead_to_where_they_are_declared(open_policy) -> None:
    (there,) = ask(open_policy, "definition", at("sh.record_number", 4))
    assert there["uri"].endswith("hipaa/safe_harbor/patients.part.ward")
    line = there["range"]["start"]["line"]
    pack = Path(there["uri"].removeprefix("file://")).read_text().split("\n")
    assert pack[line].startswith("detector record_number")
    (there,) = ask(open_policy, "definition", at("import hipaa.safe_harbor", 9))
    assert there["uri"].endswith("hipaa/safe_harbor.ward")
    found = ask(
        open_policy, "references", at("role clinician", 6), context={"includeDeclaration": True}
    )
    assert len(found) == TEXT.count("clinician")
    assert len(ask(open_policy, "documentHighlight", at("role clinician", 6))) == len(found)


def test_a_part_of_a_policy_is_asked_for_its_syntax_alone(open_policy) -> None:
    client, _ = open_policy
    uri = client.open("beds.part.ward", "role nurse inherits\n", "ward")
    client.settled(uri, ["E002"])
    uri = client.open("wards.part.ward", "role nurse inherits head\n", "ward")
    client.settled(uri, [])


def test_a_rename_and_back_is_the_same_text(open_policy) -> None:
    client, uri = open_policy
    assert ask(open_policy, "prepareRename", at("role clinician", 6))["placeholder"] == "clinician"
    assert ask(open_policy, "prepareRename", at("sh.record_number", 4)) is None
    edit = ask(open_policy, "rename", at("role clinician", 6), newName="doctor")
    text = applied(TEXT, edit["changes"][uri])
    assert text == TEXT.replace("clinician", "doctor")
    client.edit(uri, 2, text)
    back = ask(open_policy, "rename", at("role clinician", 6), newName="clinician")
    assert applied(text, back["changes"][uri]) == TEXT
    client.edit(uri, 3, TEXT)
    for bad in ("1x", "a b", "staff", "a.b"):
        reply = client.answer(client.ask("textDocument/rename", {
            "textDocument": {"uri": uri}, "position": at("role clinician", 6), "newName": bad,
        }))  # fmt: skip
        assert "error" in reply


def test_a_rename_reaches_the_policies_that_import_it(open_policy) -> None:
    client, _ = open_policy
    base = "policy site.base version 1.0.0\nrole nurse\nrole chief inherits nurse\n"
    near = (
        "policy site.near version 1.0.0\nimport site.base as base\nrole head inherits base.nurse\n"
    )
    folder = client.folder / "site"
    folder.mkdir()
    (folder / "base.ward").write_text(base)
    (folder / "near.ward").write_text(near)
    uri = client.open("site/base.ward", base, "ward")
    edit = client.call(
        "textDocument/rename",
        {
            "textDocument": {"uri": uri},
            "position": {"line": 1, "character": 6},
            "newName": "carer",
        },
    )
    other = (folder / "near.ward").as_uri()
    assert applied(base, edit["changes"][uri]) == base.replace("nurse", "carer")
    assert applied(near, edit["changes"][other]) == near.replace("nurse", "carer")


def test_a_file_that_moves_takes_its_name_and_its_imports_along(open_policy) -> None:
    client, _ = open_policy
    folder = client.folder / "ours"
    folder.mkdir()
    texts = {
        "wards": "policy ours.wards version 1.0.0\nrole nurse\n",
        "near": "policy ours.near version 1.0.0\nimport ours.wards\nrole head inherits wards.nurse\n",
        "far": "policy ours.far version 1.0.0\nimport ours.wards ^1.0.0 as w\nrole head inherits w.nurse\n",
        "other": "policy ours.other version 1.0.0\nimport hipaa.safe_harbor as sh\n",
    }  # fmt: skip
    for name, text in texts.items():
        (folder / f"{name}.ward").write_text(text)
    uris = {name: (folder / f"{name}.ward").as_uri() for name in texts}
    new = (folder / "units.ward").as_uri()
    moved = {"files": [{"oldUri": uris["wards"], "newUri": new}]}
    announced = client.announced["workspace"]["fileOperations"]["willRename"]
    assert announced["filters"][0]["pattern"]["glob"] == "**/*.ward"
    changes = client.call("workspace/willRenameFiles", moved)["changes"]
    after = {name: applied(text, changes.get(uris[name], [])) for name, text in texts.items()}
    assert after == {
        "wards": texts["wards"].replace("ours.wards", "ours.units"),
        "near": texts["near"].replace("import ours.wards", "import ours.units as wards"),
        "far": texts["far"].replace("ours.wards", "ours.units"),
        "other": texts["other"],
    }
    # A folder takes all its modules along; the files are where the edits say, and are read.
    moved = {"files": [{"oldUri": folder.as_uri(), "newUri": (client.folder / "house").as_uri()}]}
    changes = client.call("workspace/willRenameFiles", moved)["changes"]
    after = {name: applied(text, changes.get(uris[name], [])) for name, text in texts.items()}
    assert after == {name: text.replace("ours.", "house.") for name, text in texts.items()}
    folder.rename(client.folder / "house")
    for name, text in after.items():
        (client.folder / "house" / f"{name}.ward").write_text(text)
    uri = client.open("house/near.ward", after["near"], "ward")
    client.settled(uri, [])
    nowhere = {"files": [{"oldUri": "untitled:x.ward", "newUri": "y"}]}
    assert client.call("workspace/willRenameFiles", nowhere) is None


def test_the_shape_of_a_policy(open_policy) -> None:
    client, _ = open_policy
    names = [s["name"] for s in ask(open_policy, "documentSymbol")]
    assert {"hipaa.safe_harbor", "clinician", "trial_subject", "discharge_summary", "bulk"} <= set(
        names
    )
    assert any(f["kind"] == "imports" for f in ask(open_policy, "foldingRange"))
    data = ask(open_policy, "semanticTokens/full")["data"]
    assert len(data) % 5 == 0
    assert all(n >= 0 for n in data)
    labels = [
        h["label"]
        for h in ask(
            open_policy,
            "inlayHint",
            range={"start": {"line": 0, "character": 0}, "end": {"line": 400, "character": 0}},
        )
    ]
    assert "medium to high" in labels
    assert any("µs/kB" in label for label in labels)
    targets = [link["target"] for link in ask(open_policy, "documentLink")]
    assert any(t.startswith("https://www.ecfr.gov/") for t in targets)
    assert any(t.endswith("destinations.yaml") for t in targets)
    found = client.call("workspace/symbol", {"query": "MFA"})
    assert [s["name"] for s in found] == ["mfa_for_phi"]
    told = ask(open_policy, "signatureHelp", at("then block", 5))
    assert told["signatures"][0]["label"].startswith("then VERDICT")


def test_formatting_gives_the_one_shape(open_policy) -> None:
    client, uri = open_policy
    assert ask(open_policy, "formatting", options={"tabSize": 2, "insertSpaces": True}) == []
    ugly = TEXT.replace("  then block\n", "      then   block\n")
    client.edit(uri, 10, ugly)
    edits = ask(open_policy, "formatting", options={"tabSize": 2, "insertSpaces": True})
    assert applied(ugly, edits) == TEXT
    some = ask(open_policy, "rangeFormatting", options={"tabSize": 2, "insertSpaces": True},
               range={"start": at("rule approved_regions"), "end": at("rule ssn_never")})  # fmt: skip
    assert 0 < len(some) < len(edits)
    client.edit(uri, 11, TEXT)


def test_a_brace_that_is_typed_shapes_its_declaration_and_no_other(open_policy) -> None:
    client, uri = open_policy
    name, other = "approved_regions", "ssn_never"
    ugly = TEXT
    for one in (name, other):
        start = TEXT.index(f"rule {one}")
        ugly = ugly.replace(
            TEXT[start : TEXT.index("\n}", start)],
            TEXT[start : TEXT.index("\n}", start)].replace("\n  ", "\n       "),
        )
    client.edit(uri, 30, ugly)
    end = ugly.count("\n", 0, ugly.index("\n}", ugly.index(f"rule {name}")) + 1)
    edits = ask(
        open_policy,
        "onTypeFormatting",
        {"line": end, "character": 1},
        ch="}",
        options={"tabSize": 2, "insertSpaces": True},
    )
    shaped = applied(ugly, edits)
    start = TEXT.index(f"rule {name}")
    assert TEXT[start : TEXT.index("\n}", start) + 2] in shaped
    start = ugly.index(f"rule {other}")
    assert ugly[start : ugly.index("\n}", start) + 2] in shaped
    client.edit(uri, 31, TEXT)


def test_mistakes_are_told_as_they_are_typed_and_mended(open_policy) -> None:
    client, uri = open_policy
    slip = TEXT.replace("then block\n  oblige audit full", "then blcok\n  oblige audit full")
    client.edit(uri, 20, slip)
    (told,) = client.settled(uri, ["E002"], 20)
    assert told["range"]["start"] == at("then block", 5)
    (action,) = client.actions(uri, told)
    assert action["isPreferred"]
    assert applied(slip, action["edit"]["changes"][uri]) == TEXT
    client.edit(
        uri, 21, TEXT.replace("when contains any sh.ssn at", "when contains any sh.snn at")
    )
    (told,) = client.settled(uri, ["E101"], 21)
    client.edit(uri, 22, TEXT)
    client.settled(uri, [], 22)


def test_tests_run_and_explain_themselves(open_policy) -> None:
    client, _ = open_policy
    lenses = ask(open_policy, "codeLens")

    def run(title: str) -> str:
        command = next(x["command"] for x in lenses if x["command"]["title"] == title)
        return client.call(
            "workspace/executeCommand",
            {"command": command["command"], "arguments": command["arguments"]}, 900,
        )  # fmt: skip

    assert run("run test").endswith("passed")
    assert run("evaluate").startswith("warn: test")
    assert "example at line" in run("why do the examples match?")


def test_policies_hold_no_findings_but_messages(open_policy) -> None:
    client, _ = open_policy
    uri = client.open(
        "other.ward", 'policy a version 1.0.0\ncontact x "SSN 219-09-9999"\n', "ward"
    )
    client.until(lambda: uri in client.diagnostics)
    assert "ssn" not in client.codes(uri)


def test_jupyter_of_a_policy_that_is_no_policy_at_all(open_policy) -> None:
    client, _ = open_policy
    uri = client.open("junk.ward", '\x00{{{ """ /// 12-', "ward")
    client.until(lambda: client.codes(uri))
    assert set(client.codes(uri)) <= {"E001", "E002"}
