"""What a notebook's outputs keep of people, and what `notebook clean` leaves of it."""

import base64
import json
import subprocess
import sys

import nbformat
import pytest

from promptward.guard.outputs import NotebookError, clean, clean_file

NAME, SSN = "Avery Abramsen", "900-10-1000"
WHO = f"{NAME} has {SSN}"


def notebook(*outputs: dict) -> dict:
    cell = nbformat.v4.new_code_cell("1", outputs=list(map(nbformat.from_dict, outputs)))
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("0"), cell])
    return json.loads(nbformat.writes(made))


OUTPUTS = [
    {"output_type": "stream", "name": "stderr", "text": f"warning: {WHO}\n"},
    {"output_type": "display_data", "metadata": {}, "data": {"text/plain": WHO, "text/html": f"<td>{NAME}</td>\n<td>{SSN}</td>", "application/json": {"rows": [WHO]}}},
    {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": {"application/vnd.plotly.v1+json": {"layout": {"title": NAME}}}},
    {"output_type": "error", "ename": "ValueError", "evalue": WHO, "traceback": ["\x1b[0;31mValueError\x1b[0m: Avery \x1b[0;32mAbramsen\x1b[0m"]},
    {"output_type": "stream", "name": "stdout", "text": base64.b64encode(f"{WHO}, and more".encode()).decode()},
    {"output_type": "stream", "name": "stdout", "text": "Avery\nAbramsen\n"},
]  # fmt: skip


@pytest.mark.parametrize("output", OUTPUTS, ids=range(len(OUTPUTS)))
def test_every_kind_of_output_is_masked(guard, output) -> None:
    made = notebook(output)
    cleaned = clean(made, guard.engine)
    assert cleaned.cells == (2,)
    text = json.dumps(made)
    assert "Abramsen" not in text
    assert SSN not in text
    nbformat.validate(nbformat.from_dict(made))
    assert clean(made, guard.engine).clean


def test_what_holds_nothing_keeps_its_bytes(guard) -> None:
    content = json.dumps(
        notebook({"output_type": "stream", "name": "stdout", "text": "done\n"}), indent=4
    )
    assert clean_file(content, guard.engine)[0] == content
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "iVBORw0KGgo="},
    }
    assert clean(notebook(picture), guard.engine).unread == 1


def shown(**data: object) -> dict:
    return {
        "output_type": "display_data",
        "metadata": {},
        "data": {f"application/{kind.replace('_', '.')}": value for kind, value in data.items()},
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Eleanor Marsh", "536-22-4399", "ok"], ["[names]", "[ssn]", "ok"]),
        (["Eleanor Marsh", "Walter Quigley"], ["[names]", "[names]"]),
        (["one\n", "two"], ["one\n", "two"]),
        (
            {"mrn": 123456, "ssn": 536224399, "dob": 19620314, "count": 12345},
            {"mrn": "[mrn]", "ssn": "[ssn]", "dob": "[dates]", "count": 12345},
        ),
        (
            {"data": {"values": [{"mrn": "00123457", "a": 5}]}},
            {"data": {"values": [{"mrn": "[mrn]", "a": 5}]}},
        ),
        ({"mrn": 123456.0, "a": None, "b": True}, {"mrn": "[mrn]", "a": None, "b": True}),
        # 16 digits of a measurement pass the check of a card.
        ({"x": [0.3105, 0.7302459165328147, 1e-7]}, {"x": [0.3105, 0.7302459165328147, 1e-7]}),
        ({"Eleanor Marsh": 1, "Walter Quigley": 2}, {"[names]": 1, "[names] 2": 2}),
        ({"note": 'said "Eleanor Marsh"\\'}, {"note": 'said "[names]"\\'}),
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", ["json", "vnd.plotly.v1+json"])
def test_data_is_looked_at_as_data(shipped, kind, before, after) -> None:
    made = notebook()
    made["cells"][1]["outputs"] = [shown(**{kind.replace(".", "_"): before})]
    clean(made, shipped)
    assert list(made["cells"][1]["outputs"][0]["data"].values()) == [after]
    assert clean(made, shipped).clean


def test_lines_of_a_text_are_one_text(guard) -> None:
    lines = {
        "text/plain": ["Avery\n", "Abramsen\n"],
        "image/svg+xml": ["<text>Avery ", "Abramsen"],
    }
    made = notebook()
    made["cells"][1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": lines}]
    assert clean(made, guard.engine).counts == {"names": 2}


def test_the_state_of_widgets_is_looked_at(guard) -> None:
    made = notebook()
    made["metadata"]["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": {"state": {"value": WHO}}}}
    }
    clean(made, guard.engine)
    assert "Abramsen" not in json.dumps(made)


@pytest.mark.parametrize("content", ["no json", "[]", "{}", '{"worksheets": []}'])
def test_what_is_no_notebook_is_said_so(guard, content) -> None:
    with pytest.raises(NotebookError):
        clean_file(content, guard.engine)


def test_the_command_masks_files_and_says_what_it_found(guard, place, environ, tmp_path) -> None:
    file = tmp_path / "analysis.ipynb"
    file.write_text(json.dumps(notebook(*OUTPUTS)))

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "promptward", "notebook", "clean", *arguments],
            cwd=place, env=environ, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    before = file.read_text()
    checked = run("--check", str(file))
    assert (checked.returncode, file.read_text()) == (1, before)
    done = run(str(file))
    assert done.returncode == 0, done.stderr
    assert "masked in the outputs of cell 2" in done.stdout
    assert "Abramsen" not in file.read_text() + done.stdout + checked.stdout
    assert run("--check", str(file)).returncode == 0
    missing = run(str(tmp_path / "none.ipynb"), str(tmp_path))
    assert missing.returncode == 3
    assert "none.ipynb: does not exist" in missing.stderr
    assert "is a folder" in missing.stderr
