"""The server from outside: notebooks, tables, settings, projects, long documents, workspaces."""

import json

import pytest

from tests.lsp.client import Client, edits_of, pushing

pytestmark = pytest.mark.e2e

NOTE = "Patient John Smith, SSN 219-09-9999\n"


def notebook(c: Client, *cells: tuple[str, str]) -> tuple[str, list[str]]:
    uri = c.uri("case.ipynb")
    names = [
        f"vscode-notebook-cell:{c.folder.as_posix()}/case.ipynb#W{n}" for n in range(len(cells))
    ]
    c.notify("notebookDocument/didOpen", {
        "notebookDocument": {
            "uri": uri, "notebookType": "jupyter-notebook", "version": 1,
            "cells": [{"kind": 1 if kind == "markdown" else 2, "document": n} for n, (kind, _) in zip(names, cells, strict=True)],
        },
        "cellTextDocuments": [
            {"uri": n, "languageId": kind, "version": 1, "text": text} for n, (kind, text) in zip(names, cells, strict=True)
        ],
    })  # fmt: skip
    return uri, names


def test_cells_of_a_notebook_code_markdown_and_raw(serve) -> None:
    c: Client = serve(pushing("vscode"))
    assert c.announced["notebookDocumentSync"]["notebookSelector"][0]["notebook"] == "*"
    uri, cells = notebook(
        c,
        ("python", 'ssn = "219-09-9999"'),
        ("markdown", "SSN 219-09-9998"),
        ("raw", "seen with MRN: 00123456"),
        ("raw", "nothing"),
    )
    c.settled(cells[0], ["ssn"])
    (told,) = c.settled(cells[1], ["ssn"])
    c.settled(cells[2], ["mrn"])
    c.settled(cells[3], [])
    assert not c.actions(cells[1], told, ["source.fixAll"])
    (action,) = c.actions(cells[1], told, ["notebook.source.fixAll"])
    edit = c.call("codeAction/resolve", action)["edit"]
    assert [len(edits_of(edit, cell)) for cell in cells] == [1, 1, 1, 0]
    fresh = f"{cells[0]}9"
    c.notify("notebookDocument/didChange", {
        "notebookDocument": {"uri": uri, "version": 2},
        "change": {"cells": {
            "structure": {
                "array": {"start": 0, "deleteCount": 1, "cells": [{"kind": 2, "document": fresh}]},
                "didOpen": [{"uri": fresh, "languageId": "python", "version": 1, "text": "# MRN: 00123456"}],
                "didClose": [{"uri": cells[0]}],
            },
            "textContent": [{"document": {"uri": cells[1], "version": 2}, "changes": [{"text": "clean"}]}],
        }},
    })  # fmt: skip
    c.settled(fresh, ["mrn"])
    c.settled(cells[1], [], 2)
    c.settled(cells[0], [])
    c.notify(
        "notebookDocument/didClose",
        {"notebookDocument": {"uri": uri}, "cellTextDocuments": [{"uri": fresh}]},
    )
    c.settled(fresh, [])


def test_cells_are_pushed_to_a_client_that_pulls(serve) -> None:
    """VS Code pulls for documents that have a tab; a cell has none."""
    c: Client = serve("vscode")
    _, cells = notebook(c, ("python", 'ssn = "219-09-9999"'))
    c.settled(cells[0], ["ssn"])
    answer = c.call("textDocument/diagnostic", {"textDocument": {"uri": cells[0]}})
    assert answer["items"] == []


def test_jupyterlab_sends_whole_texts_and_opens_twice(serve) -> None:
    c: Client = serve("jupyterlab")
    uri = c.open("case.ipynb", 'x = 1\n\n\nssn = "219-09-9999"\n', "python", 0)
    c.open("case.ipynb", 'x = 1\n\n\nssn = "219-09-9999"\n', "python", 0)
    c.settled(uri, ["ssn"])
    for version, text in enumerate(
        ("x = 1\n", 'x = 1\nssn = "219-09-999"\n', 'x = 1\nssn = "219-09-9998"\n'), 1
    ):
        c.edit(uri, version, text)
    (told,) = c.settled(uri, ["ssn"], 3)
    assert told["range"]["start"] == {"line": 1, "character": 7}
    note = c.open("case.ipynb.python-markdown.md", "SSN 219-09-9999", "markdown", 0)
    c.settled(note, ["ssn"])


def test_a_column_header_is_evidence_in_an_open_table(serve) -> None:
    c: Client = serve(pushing("vscode"))
    uri = c.open("rows.csv", "visit,mrn,plan\n1,48210557,rest\n2,48210558,walk\n", "csv")
    told = c.settled(uri, ["mrn", "mrn"])
    assert told[0]["range"]["start"] == {"line": 1, "character": 2}


def test_untitled_documents_are_looked_at(serve) -> None:
    c: Client = serve(pushing("vscode"))
    uri = c.open("untitled:Untitled-1", NOTE, "plaintext")
    told = c.settled(uri, ["names", "ssn"])
    assert not any("file" in a["title"] for a in c.actions(uri, told[1]))


def test_settings_take_effect_without_a_restart(serve) -> None:
    c: Client = serve(pushing("vscode"))
    uri = c.open("note.txt", NOTE)
    c.settled(uri, ["names", "ssn"])
    c.settings = {"maxFindings": 1}
    c.notify("workspace/didChangeConfiguration", {"settings": None})
    (_, more) = c.settled(uri, ["names", "too-many"])
    assert more["message"].startswith("1 more findings are not shown")
    c.settings = {"maxFindings": 100, "maxFileSize": 20}
    c.notify("workspace/didChangeConfiguration", {"settings": None})
    (_, cut) = c.settled(uri, ["names", "too-large"])
    assert "first 20 of 36 characters" in cut["message"]
    c.settings = {"maxFileSize": 1000, "enable": False}
    c.notify("workspace/didChangeConfiguration", {"settings": None})
    c.settled(uri, [])


def test_a_policy_that_does_not_load_is_said_and_mended(serve, tmp_path) -> None:
    policy = tmp_path / ".promptward" / "policy.ward"
    policy.parent.mkdir()
    policy.write_text("policy a version 1.0.0\nrule x {\n")
    c: Client = serve(pushing("vscode"))
    uri = c.open("note.txt", NOTE)
    (told,) = c.settled(uri, ["policy"])
    assert "nothing was looked at" in told["message"]
    policy.unlink()
    c.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": policy.as_uri(), "type": 3}]})
    c.settled(uri, ["names", "ssn"])


def test_what_the_project_leaves_out_is_left_out(serve, tmp_path) -> None:
    (tmp_path / ".promptwardignore").write_text("fixtures/\n")
    c: Client = serve(pushing("vscode"))
    c.settled(c.open("note.txt", NOTE), ["names", "ssn"])
    c.settled(c.open("fixtures/note.txt", NOTE), [])


def test_a_long_document_is_settled_after_the_author_pauses(serve) -> None:
    c: Client = serve(pushing("vscode"))
    filler = "the pain is less today and the plan is the same\n" * 300
    uri = c.open("note.txt", filler + NOTE + filler)
    c.settled(uri, ["names", "ssn"])
    for version, character in enumerate("MRN: 00123456", 2):
        c.edit(uri, version, (2, version - 2, 2, version - 2, character))
    c.settled(uri, ["mrn", "names", "ssn"], 14)
    c.edit(uri, 15, (300, 0, 300, 18, "She"))
    c.settled(uri, ["mrn", "ssn"], 15)
    assert c.stop() == 0


def test_a_long_document_says_how_far_it_was_looked_at_until_it_is_settled(serve) -> None:
    c: Client = serve(pushing("vscode"))
    c.open("warm.txt", "nothing")
    c.until(lambda: c.diagnostics.get(c.uri("warm.txt"), {}).get("diagnostics") == [])
    filler = "the pain is less today and the plan is the same\n" * 2000
    uri = c.open("note.txt", NOTE + filler + "MRN: 00123456\n")
    c.settled(uri, ["names", "ssn", "mrn"])
    told = [
        m["params"]["diagnostics"]
        for m in c.log
        if m.get("method") == "textDocument/publishDiagnostics" and m["params"]["uri"] == uri
    ]
    first = [d["code"] for d in told[0]]
    assert first == ["names", "ssn", "not-yet"], (
        "the beginning comes at once, with what is missing"
    )
    assert "of 2,0" in told[0][-1]["message"]


def test_the_whole_workspace_is_looked_at_where_that_is_asked_for(serve, tmp_path) -> None:
    (tmp_path / "a.txt").write_text(NOTE)
    (tmp_path / "clean.txt").write_text("nothing here\n")
    (tmp_path / "case.ipynb").write_text(
        json.dumps(
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "source": ["patient = 1\n", "ssn = '219-09-9999'"],
                        "outputs": [],
                    }
                ],
                "metadata": {},
                "nbformat": 4,
                "nbformat_minor": 5,
            },
            indent=1,
        )
    )
    c: Client = serve(pushing("vscode"), {"workspaceDiagnostics": True})
    a, notebook_, clean = c.uri("a.txt"), c.uri("case.ipynb"), c.uri("clean.txt")
    c.settled(a, ["names", "ssn"])
    (told,) = c.settled(notebook_, ["ssn"])
    assert "cell 1 line 2" in told["message"]
    assert clean not in c.diagnostics
    c.until(
        lambda: any(
            m.get("method") == "$/progress" and m["params"]["value"]["kind"] == "end"
            for m in c.log
        )
    )
    c.open("a.txt", "SSN 219-09-9999\n")
    c.settled(a, ["ssn"])
