"""
Other tools on the same texts, beside Promptward, in the same tables.

    python -m bench.accuracy.peers [--venv FOLDER] [--corpora FOLDER] [--sample N] [--seed N] …

They are installed into an environment of their own. Because some take a second for a few pages,
each corpus is a sample of at most N documents, the same ones for the same seed.
"""

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from bench.accuracy import ours, report
from bench.accuracy.corpora import PUBLIC, ROOT, chosen, corpora, read_all, sampled
from bench.accuracy.document import LEVELS, CorpusError, Document, Prediction
from bench.accuracy.metrics import Tally
from bench.accuracy.page import refresh
from bench.accuracy.peer_runner import TOOLS
from promptward.engine import Engine

__all__ = ["LABELS", "Run", "install", "run"]

HERE = Path(__file__).parent
SOURCE_FILES = 25
OURS = "Promptward"

LABELS = {
    "AGE": "AGE_OVER_89",
    "CREDIT_CARD": "ACCOUNT",
    "CREDENTIAL": "OTHER_ID",
    "CRYPTO": "ACCOUNT",
    "DATE": "DATE",
    "DATE_TIME": "DATE",
    "EMAIL": "EMAIL",
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "ACCOUNT",
    "ID": "OTHER_ID",
    "IP_ADDRESS": "IP",
    "LOCATION": "LOCATION",
    "MAC_ADDRESS": "DEVICE",
    "MEDICAL_LICENSE": "LICENSE",
    "ORGANIZATION": "LOCATION",  # to a model, a hospital is one
    "PERSON": "NAME",
    "PHONE": "PHONE",
    "PHONE_NUMBER": "PHONE",
    "SOCIAL_SECURITY_NUMBER": "SSN",
    "SSN": "SSN",
    "TWITTER": "OTHER_ID",
    "UK_NHS": "HEALTH_PLAN_ID",
    "UNKNOWN": "UNTYPED",  # scrubadub's word for overlaps
    "UNTYPED": "UNTYPED",  # philter-lite names dates only; the rest still covers
    "URL": "URL",
    "US_BANK_NUMBER": "ACCOUNT",
    "US_DRIVER_LICENSE": "LICENSE",
    "US_ITIN": "SSN",
    "US_PASSPORT": "OTHER_ID",
    "US_SSN": "SSN",
    "UUID": "OTHER_ID",
    "ZIP_CODE": "LOCATION",
}
"""Our label for each type of the tools, in capitals. What isn't here claims no identifier."""


class Run(NamedTuple):
    """What a tool found, by document, in CPU seconds; `trouble` says why it did not run."""

    found: dict[str, list[Prediction]]
    seconds: float
    left_out: frozenset[str] = frozenset()
    trouble: str = ""


def install(venv: Path) -> list[str]:
    """The environment, made anew when what it should hold has changed; what couldn't be had."""
    lists = [HERE / "peers.txt", HERE / "peers-model.txt"]
    wanted = hashlib.sha256(b"".join(one.read_bytes() for one in lists)).hexdigest()
    stamp = venv / "installed.json"
    if stamp.exists():
        state = json.loads(stamp.read_text(encoding="utf-8"))
        if state["wanted"] == wanted:
            return [str(line) for line in state["missing"]]
    _say(f"installing other tools into {venv}")
    subprocess.run([sys.executable, "-m", "venv", "--clear", venv], check=True)
    lines = lists[0].read_text(encoding="utf-8").splitlines()
    missing = [line for line in lines if line[:1] not in {"", "#"} and not _pip(venv, line)]
    if not _pip(venv, "--no-deps", "--require-hashes", "--requirement", str(lists[1])):
        missing.append("spaCy's small model (peers-model.txt)")
    stamp.write_text(json.dumps({"wanted": wanted, "missing": missing}), encoding="utf-8")
    return missing


def _pip(venv: Path, *arguments: str) -> bool:
    command = [str(venv / "bin" / "python"), "-m", "pip", "install", "--quiet", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        _say(f"not installed: {arguments[-1]}: {(done.stderr.strip().splitlines() or [''])[-1]}")
    return done.returncode == 0


def run(python: Path, tool: str, texts: dict[str, str]) -> Run:
    """One tool over all texts, in a process of its own."""
    rows = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in texts.items())
    done = subprocess.run(
        [python, "-m", "bench.accuracy.peer_runner", tool],
        input=rows,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "DATAFOG_NO_TELEMETRY": "1", "DO_NOT_TRACK": "1"},
        check=False,
    )
    if done.returncode:
        last = done.stderr.strip().splitlines() or ["no message"]
        return Run({}, 0.0, trouble=last[-1])
    found: dict[str, list[Prediction]] = {}
    left_out: set[str] = set()
    seconds = 0.0
    for line in done.stdout.splitlines():
        row = json.loads(line)
        seconds = row.get("seconds", seconds)
        if "id" in row:
            spans = [(start, end, kind.upper()) for start, end, kind in row["spans"]]
            left_out |= {kind for _, _, kind in spans if kind not in LABELS}
            found[row["id"]] = [
                Prediction(start, end, LABELS[kind], detector=kind)
                for start, end, kind in spans
                if kind in LABELS
            ]
    return Run(found, seconds, frozenset(left_out))


def _own_run(engine: Engine, texts: dict[str, str]) -> Run:
    begun = time.process_time()
    found = {name: ours.predictions(engine, text) for name, text in texts.items()}
    return Run(found, time.process_time() - begun)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Install, run, print; 2 for a corpus that can't be read."""
    asked = _options().parse_args(arguments)
    try:
        found = chosen(corpora(asked.corpora, SOURCE_FILES), asked.corpus)
        samples = {
            name: sampled(documents, asked.sample, asked.seed)
            for name, documents in read_all(found).items()
        }
    except CorpusError as error:
        _say(str(error))
        return 2
    # A file may be called the same in two corpora.
    texts = {f"{name} {one.id}": one.text for name, some in samples.items() for one in some}
    missing = install(asked.venv)
    runs = {OURS: _own_run(ours.load(), texts)}
    for tool, (title, _) in TOOLS.items():
        if tool in (asked.tool or TOOLS):
            _say(f"running {title}")
            runs[title] = run(asked.venv.absolute() / "bin" / "python", tool, texts)
    sample = f"At most {asked.sample} documents a corpus, seed {asked.seed}"
    tables = "\n\n".join(
        [
            f"{sample}, {sum(map(len, texts.values()))} characters; {OURS} at medium and up.",
            *_tables(samples, runs),
            *(f"Not installable: {line}" for line in missing),
        ]
    )
    print(tables)
    if asked.refresh:
        refresh(asked.refresh, "bench-peers", "make bench-peers", tables)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.accuracy.peers",
        description=(__doc__ or "").strip().splitlines()[0],
    )
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv-peers", metavar="FOLDER")
    parser.add_argument("--corpora", type=Path, metavar="FOLDER")
    parser.add_argument("--corpus", action="append", default=[], metavar="NAME")
    parser.add_argument("--tool", action="append", choices=list(TOOLS), help="only this one")
    parser.add_argument("--refresh", type=Path, metavar="PAGE")
    parser.add_argument("--sample", type=int, default=100, metavar="N", help="documents a corpus")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    return parser


def _tables(samples: dict[str, list[Document]], runs: dict[str, Run]) -> list[str]:
    ran = {tool: one for tool, one in runs.items() if not one.trouble}
    tallies: dict[str, Tally] = {}
    pooled = {tool: Tally(LEVELS.index("medium")) for tool in ran}
    for name, documents in samples.items():
        # The own texts are many small files: one row for all of them.
        row = name.partition("/")[0]
        for tool, one in ran.items():
            tally = Tally(LEVELS.index("medium"))
            for document in documents:
                tally.add(document, one.found.get(f"{name} {document.id}", []))
            tallies.setdefault(f"{row}: {tool}", Tally(LEVELS.index("medium"))).merge(tally)
            if name not in PUBLIC:
                pooled[tool].merge(tally)
    characters = sum(len(one.text) for documents in samples.values() for one in documents)
    tables = [
        report.by_corpus(tallies, "corpus: tool"),
        "All but source code together:",
        report.by_corpus(pooled, "tool"),
        "Covered by label, all but source code:",
        report.by_label(pooled),
        "Thousand characters in a CPU second:",
        "\n".join(
            f"{tool:<24}{characters / 1000 / max(one.seconds, 1e-9):>9.0f}"
            for tool, one in ran.items()
        ),
    ]
    tables += [f"Not run: {tool}: {one.trouble}" for tool, one in runs.items() if one.trouble]
    tables += [
        f"{tool} claims no identifier, left out: {', '.join(sorted(one.left_out))}"
        for tool, one in runs.items()
        if one.left_out
    ]
    return tables


if __name__ == "__main__":
    sys.exit(main())
