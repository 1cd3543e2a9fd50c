"""The tables of the bench, as text."""

from collections.abc import Iterable, Mapping, Sequence

from bench.accuracy.document import LEVELS
from bench.accuracy.labels import IDENTIFIERS, letter_of
from bench.accuracy.metrics import Excerpt, Tally
from bench.accuracy.share import Share

__all__ = ["by_category", "by_corpus", "by_detector", "by_label", "calibration", "excerpts"]

FEW = 20
"""Identifiers; a share of fewer says little, and stands in brackets where no interval is shown."""

_SHORT = {
    "LOCATION": "LOC",
    "AGE_OVER_89": "AGE",
    "HEALTH_PLAN_ID": "PLAN",
    "ACCOUNT": "ACCT",
    "LICENSE": "LIC",
    "VEHICLE": "VEH",
    "DEVICE": "DEV",
    "BIOMETRIC": "BIO",
    "OTHER_ID": "OTHER",
}


def by_corpus(tallies: Mapping[str, Tally], title: str = "corpus") -> str:
    """A row a corpus: the figures that count, with 95 % intervals."""
    head = (
        title, "documents", "identifiers", "covered %", "all levels %", "leak %", "precision %",
        "flagged %", "per 10,000 characters",
    )  # fmt: skip
    rows = []
    for name, tally in tallies.items():
        low = tally.recalled("covered_by_any_level").value
        rows.append(
            (
                name,
                str(tally.documents["documents"]),
                str(tally.recalled().whole),
                tally.recalled().shown(),
                "-" if low is None else f"{100 * low:.1f}",
                tally.leak().shown(),
                tally.precise().shown(),
                tally.flagged().shown(),
                tally.density().shown(10_000),
            )
        )
    return _table(head, rows)


def by_category(tally: Tally) -> str:
    """A row a label, in the order of the letters: covered, the right letter, and precision."""
    head = (
        "", "label", "identifiers", "covered %", "same letter %", "findings", "precision %"
    )  # fmt: skip
    rows = []
    for label in _labels(tally):
        recalled, precise = tally.recalled(label=label), tally.precise(label=label)
        rows.append(
            (
                letter_of(label),
                label,
                str(recalled.whole),
                recalled.shown(),
                tally.recalled("same_letter", label).shown(),
                str(precise.whole),
                precise.shown(),
            )
        )
        if label == "LOCATION" and tally.recall[label]["countries"]:
            less = tally.without_countries()
            rows.append(("", "less countries", str(less.whole), less.shown(), "", "", ""))
    return _table(head, rows, words=2)


def by_label(tallies: Mapping[str, Tally]) -> str:
    """Covered, in percent: a row a corpus, a column a label."""
    present = {label for tally in tallies.values() for label in tally.recall}
    labels = [label for label in _ordered() if label in present]
    head = ("covered %", *(_SHORT.get(label, label) for label in labels))
    rows = []
    for name, tally in tallies.items():
        cells = []
        for label in labels:
            share = tally.recalled(label=label)
            shown = "-" if share.value is None else f"{100 * share.value:.1f}"
            cells.append(f"({shown})" if 0 < share.whole < FEW else shown)
        if any(cell != "-" for cell in cells):
            rows.append((name, *cells))
    return _table(head, rows)


def calibration(tally: Tally) -> str:
    """A row a label: of the findings of each level, how many touch an identifier."""
    head = ["", "label"]
    for word in LEVELS:
        head += [word, "touch %"]
    rows = []
    for label in (
        None,
        *(one for one in _ordered() if any(k[0] == one for k in tally.calibration)),
    ):
        row = ["", "all"] if label is None else [letter_of(label), label]
        for level in range(len(LEVELS)):
            share = tally.calibrated(level, label)
            row += [str(share.whole), share.shown()]
        rows.append(row)
    return _table(head, rows, words=2)


def by_detector(tally: Tally) -> str:
    """A row a detector, the one that is wrong most often first."""
    rows = []
    for name, row in tally.detectors.items():
        share = Share(row["overlap"], row["predictions"])
        rows.append((share.part - share.whole, name, share))
    shown = [
        (name, str(share.whole), str(-less), share.shown()) for less, name, share in sorted(rows)
    ]
    return _table(("detector", "findings", "of nothing", "precision %"), shown)


def excerpts(found: Iterable[Excerpt], *, shown: bool) -> str:
    """A line each: document, place, label, who spoke and why, and the text around if `shown`."""
    lines = []
    for one in found:
        fields = [one.document, f"{one.start}-{one.end}", one.label, one.why or "nothing found"]
        if shown:
            fields.append(f"{one.before}[[{one.value}]]{one.after}")
        lines.append("\t".join(fields).replace("\n", "\\n").replace("\r", "\\r"))
    return "\n".join(lines)


def _ordered() -> list[str]:
    return sorted(IDENTIFIERS, key=lambda label: (letter_of(label), label != "DATE"))


def _labels(tally: Tally) -> list[str]:
    return [one for one in _ordered() if one in tally.recall or one in tally.precision]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int = 1) -> str:
    """Columns as wide as they must be; the first `words` of them flush left."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if at < words else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join(lines)
