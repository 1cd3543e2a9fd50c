"""
Notebooks of public packages, for the row `notebooks`: fetched once, kept out of the repository.

    python -m bench.accuracy.notebooks        # into .notebooks/, where `make bench-accuracy` looks
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from bench.accuracy.document import Document

__all__ = ["FOLDER", "read_notebooks"]

FOLDER = Path(__file__).resolve().parents[2] / ".notebooks"
_WANTED = Path(__file__).with_name("notebooks.txt")


def read_notebooks(folder: Path = FOLDER) -> list[Document]:
    """Cells and their textual output as one text a notebook, as they stand in a prompt."""
    documents = []
    for path in sorted(folder.glob("*.ipynb")):
        try:
            text = "\n\n".join(_pieces(json.loads(path.read_bytes())))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # made to be refused, as tests of the packages are
        if text.strip():
            documents.append(Document(path.stem, text, ()))
    return documents


def _pieces(notebook: dict[str, list[dict[str, object]]]) -> list[str]:
    pieces = []
    for cell in notebook["cells"]:
        pieces.append(_joined(cell["source"]))
        outputs = cell.get("outputs") or []
        for output in outputs if isinstance(outputs, list) else []:
            data = output.get("data") or {}
            pieces.append(_joined(output.get("text") or data.get("text/plain") or ""))
    return [piece for piece in pieces if piece.strip()]


def _joined(lines: object) -> str:
    return lines if isinstance(lines, str) else "".join(map(str, lines))  # type: ignore[call-overload]  # a list of lines otherwise


def main() -> int:
    """Fetch the packages and keep their notebooks; 1 if some could not be had."""
    FOLDER.mkdir(exist_ok=True)
    failed = 0
    for line in _WANTED.read_text().splitlines():
        package = line.partition("#")[0].strip()
        if package:
            failed += not _fetched(package)
    print(f"{len(list(FOLDER.glob('*.ipynb')))} notebooks in {FOLDER}")
    return int(failed > 0)


def _fetched(package: str) -> bool:
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pip",
                "download",
                "--quiet",
                "--no-deps",
                "--no-binary",
                package.partition("==")[0],
                "--dest",
                place,
                package,
            ],
            check=False,
        )
        archives = list(Path(place).glob("*.tar.gz"))
        if done.returncode or not archives:
            print(f"{package}: not to be had", file=sys.stderr)
            return False
        with tarfile.open(archives[0]) as archive:
            for member in archive:
                content = archive.extractfile(member) if member.name.endswith(".ipynb") else None
                if content is not None:
                    name = "-".join(PurePosixPath(member.name).with_suffix("").parts)
                    (FOLDER / f"{name.replace(' ', '_')}.ipynb").write_bytes(content.read())
    return True


if __name__ == "__main__":
    sys.exit(main())
