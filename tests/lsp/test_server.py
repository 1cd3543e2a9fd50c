"""The server from outside, as five clients speak to it: what is underlined, and what can be done."""

import json
import os
import subprocess
import sys

import pytest

from tests.lsp.client import Client, applied, edits_of, pushing

pytestmark = pytest.mark.e2e

CLIENTS = ("vscode", "neovim", "emacs", "helix", "jupyterlab")
NOTE = "Patient John Smith, SSN 219-09-9999\n"


@pytest.mark.parametrize("client", CLIENTS)
def test_each_client_gets_findings_and_a_fix_that_takes_one_away(serve, client) -> None:
    c: Client = serve(pushing(client))
    uri = c.open("note.txt", NOTE)
    told = c.settled(uri, ["names", "ssn"])
    assert c.diagnostics[uri]["version"] == 1
    assert told[1]["range"] == {
        "start": {"line": 0, "character": 24},
        "end": {"line": 0, "character": 35},
    }
    assert told[1]["codeDescription"]["href"].endswith("(G)")
    assert ("relatedInformation" in told[1]) is (client in ("vscode", "neovim"))
    action = c.actions(uri, told[1])[0]
    assert action["title"] == "Redact: replace with [ssn]"
    if "edit" not in action:
        action = c.call("codeAction/resolve", action)
    text = applied(NOTE, edits_of(action["edit"], uri))
    assert text == "Patient John Smith, SSN [ssn]\n"
    c.edit(uri, 2, text)
    c.settled(uri, ["names"], 2)
    assert c.stop() == 0


@pytest.mark.parametrize("client", CLIENTS)
def test_positions_are_in_the_units_that_were_agreed(serve, client) -> None:
    c: Client = serve(pushing(client))
    encoding = c.announced["positionEncoding"]
    text = "first \f line\n😀é SSN 219-09-9999\n"
    uri = c.open("note.txt", text)
    told = c.settled(uri, ["ssn"])
    before = {"utf-8": 4 + 2, "utf-16": 2 + 1, "utf-32": 2}[encoding] + 5
    assert told[0]["range"]["start"] == {"line": 1, "character": before}
    assert encoding == {"emacs": "utf-32", "helix": "utf-8"}.get(client, "utf-16")
    c.edit(uri, 2, (1, before, 1, before + 11, "[ssn]"))
    c.settled(uri, [], 2)


def test_a_client_that_pulls_is_never_pushed_to(serve) -> None:
    c: Client = serve("vscode")
    assert c.announced["diagnosticProvider"]["interFileDependencies"]
    uri = c.open("note.txt", NOTE)

    def pull(previous=None):
        return c.call(
            "textDocument/diagnostic", {"textDocument": {"uri": uri}, "previousResultId": previous}
        )

    c.until(lambda: c.refreshed)
    answer = pull()
    while [d["code"] for d in answer["items"]] == ["not-yet"]:
        seen = c.refreshed
        c.until(lambda seen=seen: c.refreshed > seen)
        answer = pull()
    assert [d["code"] for d in answer["items"]] == ["names", "ssn"]
    assert pull(answer["resultId"]) == {"kind": "unchanged", "resultId": answer["resultId"]}
    c.edit(uri, 2, (0, 24, 0, 35, "[ssn]"))
    assert [d["code"] for d in pull(answer["resultId"])["items"]] == ["names"]
    assert not c.diagnostics


def test_a_hover_says_everything_but_the_value(serve) -> None:
    c: Client = serve(pushing("vscode"), {"destination": "nowhere"})
    uri = c.open("note.txt", NOTE)
    c.settled(uri, ["names", "ssn"])
    told = c.call(
        "textDocument/hover",
        {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 30}},
    )
    value = told["contents"]["value"]
    for part in (
        "Social Security numbers",
        "164.514(b)(2)(i)(G)",
        "**high**",
        "`us_ssn`",
        "**redact**",
        "`nowhere`",
        "**block**",
    ):
        assert part in value
    assert "219" not in json.dumps(told)
    assert (
        c.call(
            "textDocument/hover",
            {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 20}},
        )
        is None
    )


def chosen(c: Client, uri: str, diagnostic: dict, title: str) -> dict:
    action = next(a for a in c.actions(uri, diagnostic) if a["title"].startswith(title))
    assert "edit" not in action
    return c.call("codeAction/resolve", action)["edit"]


def test_every_way_to_rewrite_a_value(serve) -> None:
    c: Client = serve(pushing("vscode"))
    text = (
        '"""Doc."""\nimport sys\n\nssn = "219-09-9999"\nline = "SSN: 219-09-9998 of the patient"\n'
    )
    uri = c.open("case.py", text, "python")
    first, second = c.settled(uri, ["ssn", "ssn"])
    rows = {
        "Redact": 'ssn = "[ssn]"',
        "Mask": 'ssn = "***-**-****"',
        "Replace with an invented": 'ssn = "987-65-4320"',
        "Read it from": 'ssn = os.environ["PATIENT_SSN"]',
    }
    for title, line in rows.items():
        after = applied(text, edits_of(chosen(c, uri, first, title), uri))
        assert line in after.split("\n")
        compile(after, "case.py", "exec")
    after = applied(text, edits_of(chosen(c, uri, second, "Read it from"), uri))
    assert 'line = "SSN: " + os.environ["PATIENT_SSN"] + " of the patient"' in after
    assert after.startswith('"""Doc."""\nimport os\nimport sys\n')


def test_fix_all_leaves_nothing_that_counts(serve) -> None:
    c: Client = serve(pushing("vscode"))
    text = "Patient John Smith, SSN 219-09-9999\n\nMRN: 00123456, born 03/14/1962\n"
    uri = c.open("note.md", text, "markdown")
    told = c.settled(uri, ["names", "ssn", "mrn", "dates"])
    (action,) = c.actions(uri, told[0], ["source.fixAll"])
    assert action["kind"] == "source.fixAll.promptward"
    after = applied(text, edits_of(c.call("codeAction/resolve", action)["edit"], uri))
    assert after == "Patient [names], SSN [ssn]\n\nMRN: [mrn], born [dates]\n"
    c.edit(uri, 2, after)
    c.settled(uri, [], 2)


def test_an_action_of_an_older_text_is_refused(serve) -> None:
    c: Client = serve(pushing("vscode"))
    uri = c.open("note.txt", NOTE)
    told = c.settled(uri, ["names", "ssn"])
    action = c.actions(uri, told[1])[0]
    c.edit(uri, 2, (0, 0, 0, 0, "x"))
    reply = c.answer(c.ask("codeAction/resolve", action))
    assert reply["error"]["code"] == -32801


def test_an_allow_counts_once_its_reason_is_written(serve) -> None:
    c: Client = serve(pushing("vscode"))
    text = 'patient_ssn = "219-09-9999"\n'
    uri = c.open("case.py", text, "python")
    (told,) = c.settled(uri, ["ssn"])
    after = applied(text, edits_of(chosen(c, uri, told, "Allow ssn on this line"), uri))
    assert '# promptward: allow[ssn] reason="" until=20' in after
    c.edit(uri, 2, after)
    c.settled(uri, ["ssn", "allow-without-reason"], 2)
    c.edit(uri, 3, after.replace('reason=""', 'reason="made up"'))
    c.settled(uri, [], 3)


def test_a_second_allow_of_a_line_joins_the_first(serve) -> None:
    c: Client = serve(pushing("vscode"))
    text = 'patient_ssn = "219-09-9999"; mrn = "MRN: 00123456"  # promptward: allow[ssn] reason="made up"\n'
    uri = c.open("case.py", text, "python")
    (told,) = c.settled(uri, ["mrn"])
    after = applied(text, edits_of(chosen(c, uri, told, "Allow mrn on this line"), uri))
    assert 'allow[ssn, mrn] reason="made up"' in after
    c.edit(uri, 2, after)
    c.settled(uri, [], 2)


@pytest.mark.parametrize("do", ["Allow ssn on this line", "Allow ssn in this file", "Allow ssn in the project", "Put it into the baseline"])  # fmt: skip
def test_a_client_that_can_ask_for_a_reason_is_told_to(serve, tmp_path, do) -> None:
    """VS Code asks for the reason and the day; what the server then writes counts at once."""
    c: Client = serve(pushing("vscode"), {"askReason": True})
    text = 'patient_ssn = "219-09-9999"\n'
    (tmp_path / "case.py").write_text(text)
    uri = c.open("case.py", text, "python")
    (told,) = c.settled(uri, ["ssn"])
    action = next(a for a in c.actions(uri, told) if a["title"].startswith(do))
    assert "data" not in action
    assert "edit" not in action
    assert action["command"]["command"] == "promptward.askReason"
    data = action["command"]["arguments"]

    def allow(*given: object) -> str | None:
        arguments = {"command": "promptward.allowWithReason", "arguments": [*data, *given]}
        return c.call("workspace/executeCommand", arguments)

    for wrong in (("", ""), ("   ", None), ("fine", "2020-01-01"), ("fine", "soon"), (None,), ()):
        assert "reason" in allow(*wrong)
    assert not c.applied
    assert allow('made "up" --> by\nhand', "2999-12-31") is None
    (edit,) = c.applied
    (change,) = [one for one in edit["documentChanges"] if "edits" in one]
    target, new = change["textDocument"]["uri"], change["edits"][0]["newText"]
    assert "made  up    by hand" in new
    assert "2999-12-31" in new
    if target == uri:
        c.edit(uri, 2, applied(text, change["edits"]))
        c.settled(uri, [], 2)
        assert "ask again" in allow("made up", "")
    else:
        path = tmp_path / ".promptward" / target.rpartition("/")[2]
        path.parent.mkdir()
        path.write_text(new)
        c.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": target, "type": 1}]})
        c.settled(uri, [])


def test_an_allow_for_the_file_is_written_where_the_command_line_reads_it(serve, tmp_path) -> None:
    c: Client = serve(pushing("vscode"))
    uri = c.open("note.txt", NOTE)
    told = c.settled(uri, ["names", "ssn"])
    edit = chosen(c, uri, told[1], "Allow ssn in this file")
    config = tmp_path / ".promptward" / "config.toml"
    assert edit["documentChanges"][0] == {
        "kind": "create",
        "uri": config.as_uri(),
        "options": {"ignoreIfExists": True},
    }
    (new,) = edits_of(edit, config.as_uri())
    config.parent.mkdir()
    config.write_text(new["newText"].replace('reason = ""', 'reason = "an invented person"'))
    c.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 1}]})
    c.settled(uri, ["names"])
    # Without a reason nothing is allowed, and nothing is looked at until it is put right.
    config.write_text(new["newText"])
    c.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 2}]})
    (told,) = c.settled(uri, ["policy"])
    assert "reason" in told["message"]


def test_the_baseline_of_the_editor_is_that_of_the_command_line(serve, tmp_path) -> None:
    (tmp_path / ".promptward").mkdir()
    c: Client = serve(pushing("vscode"))
    (tmp_path / "note.txt").write_text(NOTE)
    uri = c.open("note.txt", NOTE)
    told = c.settled(uri, ["names", "ssn"])
    path = tmp_path / ".promptward" / "baseline.jsonl"
    for number, one in enumerate(told):
        (new,) = edits_of(chosen(c, uri, one, "Put it into the baseline"), path.as_uri())
        with path.open("a") as file:
            file.write(new["newText"])
        c.notify(
            "workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]}
        )
        c.settled(uri, ["ssn"][number:])


def test_a_lens_says_how_many_and_what_the_policy_says(serve) -> None:
    c: Client = serve(pushing("vscode"), {"destination": "azure_openai"})
    uri = c.open("prompt.md", NOTE, "markdown")
    c.settled(uri, ["names", "ssn"])
    (lens,) = c.call("textDocument/codeLens", {"textDocument": {"uri": uri}})
    command = c.call("codeLens/resolve", lens)["command"]
    assert command["title"] == "2 identifiers · block for azure_openai"
    told = c.call(
        "workspace/executeCommand",
        {"command": command["command"], "arguments": command["arguments"]},
    )
    assert "block" in told
    assert "219" not in told


def test_the_command_line_and_the_editor_say_the_same(serve, tmp_path, shipped_cache) -> None:
    """One folder, every kind of suppression: findings, places and what does not count."""
    files = {
        "note.txt": NOTE + "\nMRN: 00123456 and phone (617) 555-0142\n",
        "note.md": "# Case\n\nPatient Mary Alvarez, born 03/14/1962 <!-- promptward: allow[dates] reason=invented -->\n",
        "case.py": 'patient_ssn = "219-09-9999"  # promptward: allow[ssn] reason="made up"\nssn = "219-09-9998"\n',
        "data.json": '{"patient": {"ssn": "219-09-9999", "name": "John Smith"}}\n',
        "lines.jsonl": '{"ssn": "219-09-9999"}\n{"mrn": "00123456", "text": "MRN: 00123456"}\n',
        "case.js": "const patient = {mrn: 'MRN: 00123456', ssn: '219-09-9997'};\n",
        "deep/old.txt": "SSN 219-09-9999\n",
        "page.html": "<p>Patient John Smith</p>\n<p>SSN 219-09-9999</p> <!-- promptward: allow[ssn] reason=invented -->\n",
        "conf.yaml": "patient:\n  ssn: 219-09-9999\n  name: John Smith\n",
        "dump.sql": "insert into patients (name, ssn) values ('John Smith', '219-09-9999');\n",
        "adt.hl7": "MSH|^~\\&|A|B|C|D|20260101||ADT^A01|1|P|2.5\rPID|1||00123456^^^H^MR||SMITH^JOHN||19620314|M\r",
        "patient.xml": "<patient><name>John Smith</name><ssn>219-09-9999</ssn></patient>\n",
        "Case.java": 'class Case { String ssn = "219-09-9999"; }\n',
        "run.sh": "PATIENT_SSN=219-09-9999 # promptward: allow[ssn] reason=invented\n",
    }
    (tmp_path / ".promptward").mkdir()
    (tmp_path / ".promptward" / "config.toml").write_text(
        '[scan.allow."deep/"]\ncategories = ["ssn"]\nreason = "old fixtures"\n'
    )
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    done = subprocess.run(
        [sys.executable, "-m", "promptward", "scan", "--format", "json", *files], cwd=tmp_path,
        capture_output=True, text=True, check=False, env={**os.environ, "PROMPTWARD_CACHE": str(shipped_cache)},
    )  # fmt: skip
    scanned = {
        file["path"]: sorted(
            (f["line"], f["column"], f["category"].rpartition(".")[2])
            for f in file["findings"]
            if f["status"] == "new"
        )
        for file in json.loads(done.stdout)["files"]
    }
    c: Client = serve(pushing("emacs"))  # counts in code points, as the scanner does
    languages = {
        "py": "python",
        "md": "markdown",
        "js": "javascript",
        "json": "json",
        "txt": "plaintext",
        "jsonl": "jsonl",
    }
    for name, text in files.items():
        uri = c.open(name, text, languages.get(name.rpartition(".")[2], "plaintext"))
        c.until(lambda uri=uri: uri in c.diagnostics and c.codes(uri) != ["not-yet"])
        shown = sorted(
            (d["range"]["start"]["line"] + 1, d["range"]["start"]["character"] + 1, d["code"])
            for d in c.diagnostics[uri]["diagnostics"]
        )
        assert shown == scanned.get(name, []), name
