"""Records made late are those that lsprotocol makes."""

import json
import subprocess
import sys
from pathlib import Path

CAPABILITIES = sorted((Path(__file__).parent / "capabilities").glob("*.json"))
READ = """
import json, sys
if sys.argv[1] == "late":
    from promptward_lsp.records import import_records
    import_records()
from lsprotocol import types
from lsprotocol.converters import get_converter
converter = get_converter()
told = []
for path in sys.argv[2:]:
    params = {"processId": 7, "rootUri": None, "capabilities": json.load(open(path))}
    read = converter.structure(params, types.InitializeParams)
    told.append(converter.unstructure(read))
item = types.TextDocumentItem("file:///a", "python", 1, "x")
told.append(converter.unstructure(types.DidOpenTextDocumentParams(item)))
try:
    types.Position(line="x", character=0)
except Exception as error:
    told.append(type(error).__name__)
told.append(types.Position(1, 2) < types.Position(1, 3))
told.append(hasattr(types.Position, "__attrs_attrs__"))
print(json.dumps(told))
"""


def read(how: str) -> object:
    made = subprocess.run(
        [sys.executable, "-c", READ, how, *map(str, CAPABILITIES)],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(made.stdout)


def test_what_clients_say_is_read_and_written_as_lsprotocol_does() -> None:
    assert len(CAPABILITIES) >= 5
    assert read("late") == read("at once")
