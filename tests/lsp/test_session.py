"""Whatever was typed, and however answers of workers fell in between: what is told is a full look."""

import asyncio
import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

import promptward_lsp.session
from promptward.scan.baseline import Baseline
from promptward.scan.examine import Terms
from promptward.scan.settings import read_settings
from promptward_dsl.lattice import Confidence
from promptward_lsp.look import look
from promptward_lsp.positions import Lines
from promptward_lsp.project import Project
from promptward_lsp.session import Opened, Session
from promptward_lsp.wishes import Wishes
from tests.lsp.test_standing import PIECES, keys

DAY = dt.date(2026, 11, 23)
FILES = ("note.txt", "note.md", "case.py", "data.json", "rows.csv", "case.js", "a.yaml", "b.html", "q.sql", "m.hl7", "n.xml")  # fmt: skip
LANGUAGES = {"py": "python", "md": "markdown", "js": "javascript"}
ALLOW = "# promptward: allow[ssn] reason=x\n"


def project_of(engine, folder: str = "/nowhere") -> Project:
    scan = read_settings({}, folder)
    terms = Terms(Confidence.MEDIUM, DAY, exact=True, context=False)
    return Project(folder, engine, scan, terms, Baseline, f"{folder}/b.jsonl", None)


def text_of(data) -> str:
    return "".join(data.draw(st.lists(st.sampled_from((*PIECES, ALLOW)), max_size=12)))


class Told:
    """A session on one project, and what it has told last of each document."""

    def __init__(self, engine, encoding) -> None:
        self.last: dict[str, tuple] = {}
        self.session = Session(self.changed, lambda uri: self.last.pop(uri, None))
        self.session.encoding = encoding
        self.session.wishes = Wishes(debounce=0)
        self.project = project_of(engine)

    def changed(self, opened: Opened) -> None:
        document = opened.document
        self.last[opened.uri] = document.version, document.text, keys(opened.standing.shown)

    def open(self, uri: str, text: str, version: int = 1) -> None:
        language = LANGUAGES.get(uri.rpartition(".")[2], "plaintext")
        root = self.session.projects.root_for(uri.removeprefix("file://"))
        self.session.projects._known.setdefault(root, self.project)
        self.session.open(types.TextDocumentItem(uri, language, version, text))


def edited(data, text: str, encoding) -> tuple[str, types.TextDocumentContentChangeEvent]:
    """A text after an edit, and the edit as a client says it."""
    if data.draw(st.integers(0, 9)) == 0:
        new = text_of(data)
        return new, types.TextDocumentContentChangeWholeDocument(new)
    size = len(text)
    one, other = sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size))))
    other = one if other - one > 40 else other
    new = data.draw(st.sampled_from(("", "x", *PIECES, ALLOW)))
    lines = Lines(text)
    # Inside of a line break there is no position.
    one, other = (lines.offset(*lines.position(at, encoding), encoding) for at in (one, other))
    first, last = lines.position(one, encoding), lines.position(other, encoding)
    where = types.Range(types.Position(*first), types.Position(*last))
    changed = text[:one] + new + text[other:]
    return changed, types.TextDocumentContentChangePartial(where, new)


async def typed(data, engine, steps: int) -> None:
    encoding = data.draw(st.sampled_from(("utf-8", "utf-16", "utf-32")))
    told = Told(engine, encoding)
    session = told.session
    session.wishes = Wishes(debounce=data.draw(st.sampled_from((0, 2, 5))))
    texts: dict[str, str] = {}
    versions: dict[str, int] = {}
    try:
        for file in data.draw(
            st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True)
        ):
            uri = f"file:///nowhere/{file}"
            texts[uri], versions[uri] = text_of(data), 1
            told.open(uri, texts[uri])
        for _ in range(steps):
            uri = data.draw(st.sampled_from(sorted(texts)))
            text = texts[uri]
            versions[uri] += 1
            texts[uri], change = edited(data, text, encoding)
            named = types.VersionedTextDocumentIdentifier(versions[uri], uri)
            session.change(types.DidChangeTextDocumentParams(named, [change]))
            assert session.opened[uri].document.text == texts[uri]
            match data.draw(st.integers(0, 5)):
                case 0:
                    await asyncio.sleep(0)
                case 1 | 2:
                    await asyncio.sleep(data.draw(st.sampled_from((0.001, 0.004))))
                case 3:
                    session.refresh(session.opened[uri])  # as a pull, a hover or a lens does
                case _:
                    pass
        for _ in range(200_000):
            if all(o.standing.settled and o.timer is None for o in session.opened.values()):
                break
            await asyncio.sleep(0.0005)
        await asyncio.sleep(0)
        for uri, text in texts.items():
            opened = session.opened[uri]
            whole = look(
                text,
                session.name(opened, told.project),
                told.project.find,
                told.project.terms,
                told.project.accepted,
            )
            assert opened.standing.settled
            assert told.last[uri] == (versions[uri], text, keys(list(whole.shown))), uri
    finally:
        for opened in list(session.opened.values()):
            session.close(opened.uri)
        session._worker.shutdown()


def run(data, engine, steps: int) -> None:
    with ExitStack() as stack:
        # Short texts go the way of long ones: first lines, glances, looks in a worker.
        for name, value in (
            ("SMALL", data.draw(st.sampled_from((0, 60, 4000)))),
            ("FIRST", 80),
            ("IDLE", 0.0),
        ):
            stack.enter_context(patch.object(promptward_lsp.session, name, value))
        asyncio.run(typed(data, engine, steps))


@given(data=st.data())
@settings(max_examples=25)
def test_what_is_told_in_the_end_is_a_full_look(data, shipped) -> None:
    run(data, shipped, 6)


@pytest.mark.slow
@given(data=st.data())
@settings(max_examples=2000)
def test_what_is_told_in_the_end_is_a_full_look_in_long_sessions(data, shipped) -> None:
    run(data, shipped, 12)


def notebook_of(cells: dict[str, str]) -> types.DidOpenNotebookDocumentParams:
    return types.DidOpenNotebookDocumentParams(
        types.NotebookDocument(
            NOTEBOOK,
            "jupyter-notebook",
            1,
            [types.NotebookCell(types.NotebookCellKind.Code, uri) for uri in cells],
        ),
        [types.TextDocumentItem(uri, "python", 1, text) for uri, text in cells.items()],
    )


NOTEBOOK = "file:///nowhere/n.ipynb"
CELLS = {f"vscode-notebook-cell:/n.ipynb#W{n}": f"ssn = '219-09-{9000 + n}'" for n in range(30)}


def test_cells_of_a_long_notebook_let_others_through(shipped) -> None:
    async def opened() -> None:
        told = Told(shipped, "utf-16")
        session = told.session
        session.projects._known[session.projects.root_for("/nowhere/n.ipynb")] = told.project
        session.open_notebook(notebook_of(CELLS))
        (*_, asked, last) = CELLS
        for _ in range(3):
            await asyncio.sleep(0)
        # A question about the last cell and an edit of it have not waited for those before.
        assert 0 < len(told.last) < len(CELLS) - 1
        assert last not in told.last
        session.refresh(session.opened[last])
        session.refresh(session.opened[asked])
        assert keys(session.opened[asked].standing.shown)
        named = types.VersionedTextDocumentIdentifier(2, last)
        change = types.TextDocumentContentChangeWholeDocument("nothing = 1")
        session.change(types.DidChangeTextDocumentParams(named, [change]))
        closed = next(uri for uri in CELLS if uri not in told.last)
        session.close(closed)
        for _ in range(20_000):
            if len(told.last) == len(CELLS) - 1 and told.last[last][0] == 2:
                break
            await asyncio.sleep(0.001)
        assert set(told.last) == set(CELLS) - {closed}
        for uri, (version, text, found) in told.last.items():
            assert (version, text) == ((2, "nothing = 1") if uri == last else (1, CELLS[uri]))
            assert len(found) == (uri != last)
        for uri in list(session.opened):
            session.close(uri)

    with patch.object(promptward_lsp.session, "SLICE", 0.0):
        asyncio.run(opened())


def test_an_answer_is_searched_for_before_it_is_due_and_told_when_it_is(shipped) -> None:
    """An edit between the search and the answer puts the answer off; the newest text is told."""
    happened: list[str] = []

    class Watched(Session):
        def refresh(self, opened: Opened) -> bool:
            happened.append("known" if opened.standing.settled else "searched")
            return super().refresh(opened)

    class Heard(Told):
        def changed(self, opened: Opened) -> None:
            happened.append(f"told {opened.document.version}")
            super().changed(opened)

    async def edited_twice() -> None:
        with patch(f"{__name__}.Session", Watched):
            told = Heard(shipped, "utf-16")
        session = told.session
        session.wishes = Wishes(debounce=200)
        uri = "file:///nowhere/note.txt"
        told.open(uri, "nothing")
        happened.clear()

        async def until(wanted: str) -> None:
            for _ in range(20_000):
                if happened and happened[-1] == wanted:
                    return
                await asyncio.sleep(0.001)
            raise AssertionError(happened)

        def change(version: int, text: str) -> None:
            named = types.VersionedTextDocumentIdentifier(version, uri)
            event = types.TextDocumentContentChangeWholeDocument(text)
            session.change(types.DidChangeTextDocumentParams(named, [event]))

        begun = asyncio.get_running_loop().time()
        change(2, "SSN 219-09-9999")
        await until("searched")
        change(3, "SSN 219-09-9999, SSN 219-09-9998")
        await until("told 3")
        assert asyncio.get_running_loop().time() - begun >= 0.2
        assert happened == ["searched", "searched", "known", "told 3"]
        assert len(told.last[uri][2]) == 2
        session.close(uri)

    with patch.object(promptward_lsp.session, "AHEAD", 0.1):
        asyncio.run(edited_twice())


def test_no_file_of_the_tests_is_there() -> None:
    assert not Path("/nowhere").exists()
