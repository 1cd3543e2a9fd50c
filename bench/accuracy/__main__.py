"""
Accuracy of the shipped policy on labelled texts: the tables of docs/accuracy.md.

    python -m bench.accuracy [--corpora FOLDER] [--corpus NAME]... [--misses N] …

Excerpts hold text: use --misses, --false-positives and --json on synthetic or public texts only.
"""

import argparse
import json
import sys
from pathlib import Path

from bench.accuracy import ours, report
from bench.accuracy.corpora import BESIDE, OWN, PUBLIC, Corpus, chosen, corpora, read_all
from bench.accuracy.document import LEVELS, CorpusError, Document
from bench.accuracy.metrics import Tally
from bench.accuracy.page import refresh
from promptward.engine import Engine


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 2 for a corpus that can't be read."""
    asked = _options().parse_args(arguments)
    try:
        found = chosen(corpora(asked.corpora, asked.source_files), asked.corpus)
        texts = read_all(found)
        tallies = _measured(ours.load(asked.ner), texts, LEVELS.index(asked.min_confidence))
        tables, pooled = _tables(found, tallies, asked.min_confidence)
        if asked.refresh:
            refresh(asked.refresh, "bench-accuracy", "make bench-accuracy", tables)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return 2
    print(tables)
    if asked.detectors:
        every = Tally(pooled.min_level)
        for tally in tallies.values():
            every.merge(tally)
        print(f"\nBy detector, all texts above:\n\n{report.by_detector(every)}")
    for corpus in found:
        _print_excerpts(corpus, tallies[corpus.name], asked.misses, asked.false_positives)
    if asked.json:
        _write_json(asked, found, tallies, pooled)
    return 0


def _tables(
    found: list[Corpus], tallies: dict[str, Tally], min_confidence: str
) -> tuple[str, Tally]:
    """All tables, and the counts of all texts but source code."""
    pooled = Tally(LEVELS.index(min_confidence))
    groups: dict[str, Tally] = {}
    for corpus in found:
        group = groups.setdefault(corpus.group or corpus.name, Tally(pooled.min_level))
        group.merge(tallies[corpus.name])
        if corpus.name not in PUBLIC:
            pooled.merge(tallies[corpus.name])
    own = {f"{OWN}, all": groups[OWN]} if OWN in groups else {}
    tables = [
        f"Findings of confidence {min_confidence} and up; 95 % intervals in brackets.",
        report.by_corpus(tallies | own),
    ]
    if pooled.documents["documents"]:
        tables += [
            "By category, all texts above but source code and notebooks together:",
            report.by_category(pooled),
            f"By corpus and label; in brackets where there are fewer than {report.FEW}:",
            report.by_label(groups),
            "Calibration: findings of each level, and how many of them touch an identifier:",
            report.calibration(pooled),
        ]
    return "\n\n".join(tables), pooled


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.accuracy", description=(__doc__ or "").strip().splitlines()[0]
    )
    parser.add_argument(
        "--corpora",
        type=Path,
        metavar="FOLDER",
        help=f"a folder of labelled texts, *.jsonl (default {BESIDE}, if it is there)",
    )
    parser.add_argument(
        "--corpus", action="append", default=[], metavar="NAME", help="only this one; repeatable"
    )
    parser.add_argument("--min-confidence", choices=LEVELS, default="medium")
    parser.add_argument(
        "--source-files", type=int, default=2_500, metavar="N", help="0: leave source code out"
    )
    parser.add_argument(
        "--ner", type=Path, metavar="FOLDER", help="with the spaCy pipeline of that folder"
    )
    parser.add_argument("--detectors", action="store_true", help="also precision by detector")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="show N identifiers not covered"
    )
    parser.add_argument(
        "--false-positives", type=int, default=0, metavar="N", help="show N findings of nothing"
    )
    parser.add_argument(
        "--refresh", type=Path, metavar="PAGE", help="put the tables into docs/accuracy.md"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures, and the excerpts")
    return parser


def _measured(
    engine: Engine, texts: dict[str, list[Document]], min_level: int
) -> dict[str, Tally]:
    tallies = {}
    for name, documents in texts.items():
        tally = tallies[name] = Tally(min_level)
        for number, document in enumerate(documents, 1):
            tally.add(document, ours.predictions(engine, document.text))
            if number % 100 == 0 and sys.stderr.isatty():
                print(f"\r{name} {number}/{len(documents)}", end="", file=sys.stderr)
        print(f"\r{name} {len(documents)} documents", file=sys.stderr)
    return tallies


def _print_excerpts(corpus: Corpus, tally: Tally, misses: int, false_positives: int) -> None:
    for title, excerpts, asked in (
        ("misses", tally.misses, misses),
        ("false positives", tally.false_positives, false_positives),
    ):
        if asked > 0 and excerpts:
            some = excerpts[:asked]
            print(f"\n{corpus.name}: {title}, {len(some)} of {len(excerpts)}")
            print(report.excerpts(some, shown=corpus.shown))


def _write_json(
    asked: argparse.Namespace, found: list[Corpus], tallies: dict[str, Tally], pooled: Tally
) -> None:
    rows: dict[str, dict[str, object]] = {}
    for corpus in found:
        tally = tallies[corpus.name]
        rows[corpus.name] = tally.to_json()
        if corpus.shown:
            rows[corpus.name] |= {
                "misses": [one._asdict() for one in tally.misses[: asked.misses]],
                "false_positives": [
                    one._asdict() for one in tally.false_positives[: asked.false_positives]
                ],
            }
    data = {
        "min_confidence": asked.min_confidence,
        "corpora": rows,
        "all_but_source_code": pooled.to_json(),
    }
    asked.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
