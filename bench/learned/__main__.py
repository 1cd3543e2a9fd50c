"""
Trains the weights of the looks that have some, on labelled texts, or measures them held out.

    python -m bench.learned --corpora FOLDER                       # writes rules/…/tables/*.tsv
    python -m bench.learned --corpora FOLDER learned_extent        # of one of them
    python -m bench.learned --corpora FOLDER --folds 5 learned     # what held-out files gain

Texts: the project's own, but those that nobody reads (`unread*`), and labelled texts of a folder,
but abstracts of publishers; each of the own also with other names (`varied`). Everything drawn is
drawn from fixed seeds. Takes three to five minutes a look.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.accuracy.corpora import ROOT
from bench.learned.extents import Pieces
from bench.learned.look import Look
from bench.learned.recorder import Recorder
from bench.learned.runs import Runs
from bench.learned.table import Table, table
from bench.learned.texts import Text, folds, texts

_TABLES = ROOT / "rules" / "promptward_rules" / "tables"
_LOOKS: dict[str, type[Runs | Pieces]] = {one.name: one for one in (Runs, Pieces)}


def main(arguments: list[str] | None = None) -> int:
    """Write tables, or print what held-out files would gain."""
    parser = argparse.ArgumentParser(prog="python -m bench.learned")
    parser.add_argument("looks", nargs="*", metavar="LOOK", help=f"of {', '.join(_LOOKS)}; all")
    parser.add_argument("--corpora", type=Path, metavar="FOLDER")
    parser.add_argument("--copies", type=int, metavar="N", help="of each text, with other names")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="measure, write nothing")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.looks).difference(_LOOKS):
        parser.error(f"no look has the name {', '.join(sorted(unknown))}: {', '.join(_LOOKS)}")
    recorder = Recorder()
    for name in asked.looks or _LOOKS:
        look: Look = _LOOKS[name](recorder)
        read = texts(look, asked.corpora, look.copies if asked.copies is None else asked.copies)
        if asked.folds:
            _measure(look, read, asked.folds)
        else:
            _write(look, table(look, read))
    return 0


def _write(look: Look, kept: Table) -> None:
    path = _TABLES / f"{look.name}.tsv"
    lines = ["\t".join((trait, *map(str, weights))) for trait, weights in sorted(kept.items())]
    path.write_text(look.header + "".join(f"{one}\n" for one in lines), encoding="utf-8")
    print(f"{path.name}: {len(kept)} traits, {path.stat().st_size} bytes", file=sys.stderr)


def _measure(look: Look, read: Sequence[Text], count: int) -> None:
    """By level, what would be said of files that were not trained on, and how much is right."""
    counts: dict[tuple[str, str], Counter[bool | None]] = defaultdict(Counter)
    for trained, held in folds(read, count):
        known = table(look, trained)
        for text in held:
            for sample in text.samples:
                for level in look.levels(known, sample) if sample.open else ():
                    counts[_group(text.corpus), level][look.right(sample)] += 1
    print(f"{look.name:20} level    right  wrong  neutral")
    for (group, level), row in sorted(counts.items()):
        print(f"{group:20} {level:8} {row[True]:5} {row[False]:6} {row[None]:8}")


def _group(corpus: str) -> str:
    if corpus.startswith("own/fresh"):
        return "own/fresh*"
    return "own, others" if corpus.startswith("own/") else corpus


if __name__ == "__main__":
    sys.exit(main())
