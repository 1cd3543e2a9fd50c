"""Notebooks that nobody watches: nbclient and papermill stop at a block, swallowed or not."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NAME = "Avery Abramsen"
SENDING = (
    'httpx.post("{url}/v1/messages", json={{"messages": [{{"role": "user", "content": row}}]}})'
)
CELLS = {
    "raised": f'row = "Ave" + "ry Abramsen"\n{SENDING}',
    "swallowed": f'row = "Ave" + "ry Abramsen"\ntry:\n    {SENDING}\nexcept Exception as error:\n    print("no answer")',
    "in a task": f'row = "Ave" + "ry Abramsen"\nimport asyncio\nasync def go():\n    {SENDING}\nawait asyncio.gather(go(), return_exceptions=True)',
}


@pytest.fixture(params=list(CELLS))
def notebook(request, environ, other, monkeypatch):
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    cells = [
        "%load_ext promptward_jupyter\nimport httpx",
        CELLS[request.param].format(url=other.url),
        'print("went on")',
    ]
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    made.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return made


def _stopped(text: str, notebook) -> None:
    assert "Prompt blocked: nothing was sent" in text
    assert NAME not in text
    assert notebook.cells[1].execution_count is not None
    assert notebook.cells[2].execution_count is None


def test_nbclient_stops_at_the_block(notebook, place, other) -> None:
    client = NotebookClient(
        notebook, timeout=120, startup_timeout=180, resources={"metadata": {"path": str(place)}}
    )
    with pytest.raises(CellExecutionError, match="PromptBlocked"):
        client.execute()
    _stopped(nbformat.writes(notebook), notebook)
    assert other.connections == 0


@pytest.mark.sdk
@pytest.mark.filterwarnings("ignore")  # papermill's own
def test_papermill_stops_at_the_block(notebook, place, other, tmp_path) -> None:
    papermill = pytest.importorskip("papermill")
    nbformat.write(notebook, tmp_path / "in.ipynb")
    with pytest.raises(papermill.PapermillExecutionError, match="PromptBlocked"):
        papermill.execute_notebook(
            str(tmp_path / "in.ipynb"),
            str(tmp_path / "out.ipynb"),
            cwd=str(place),
            progress_bar=False,
        )
    kept = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    # Papermill puts a cell of its own, with the error, in front of the one that failed.
    kept.cells = [
        cell
        for cell in kept.cells
        if "papermill-error-cell-tag" not in cell.metadata.get("tags", ())
    ]
    _stopped((tmp_path / "out.ipynb").read_text(), kept)
    assert other.connections == 0
