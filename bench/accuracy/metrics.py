"""Counts predictions against marks, document by document, into the figures of the bench."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.accuracy.document import LEVELS, Document, Mark, Prediction
from bench.accuracy.labels import IDENTIFIERS, NEUTRAL, core_offset, same_family, same_letter
from bench.accuracy.share import Share
from promptward.recognizers.regions import COUNTRIES

__all__ = ["CONTEXT", "Counts", "Excerpt", "Tally"]

CONTEXT = 20


class Excerpt(NamedTuple):
    """Where a miss or a false positive lies, with CONTEXT characters of its text on each side."""

    document: str
    start: int
    end: int
    label: str
    why: str
    before: str
    value: str
    after: str


class Counts(NamedTuple):
    """One document's counts: what a floor remembers of it."""

    identifiers: int
    covered: int
    findings: int
    false_positives: int


class Tally:
    """
    Running counts over documents, for predictions of at least one level of confidence.

    *covered*: every letter and digit of the identifying core of an identifier lies inside
    predictions, of any label. *leak*: documents with identifiers of which one is not covered.
    *precision*: predictions that touch an identifier, of those that touch more than neutral
    marks. *flagged*: documents without any mark that have a prediction. Predictions count as they
    are given, overlapping ones each; the same range under the same label counts once.
    """

    def __init__(self, min_level: int = 1) -> None:
        self.min_level = min_level
        self.documents: Counter[str] = Counter()
        self.recall: dict[str, Counter[str]] = defaultdict(Counter)
        self.precision: dict[str, Counter[str]] = defaultdict(Counter)
        self.calibration: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        self.detectors: dict[str, Counter[str]] = defaultdict(Counter)
        self.misses: list[Excerpt] = []
        self.false_positives: list[Excerpt] = []

    # ---------------------------------------------------------------- counting

    def add(self, document: Document, predictions: Sequence[Prediction]) -> Counts:
        """Count one document; returns its share of the counts."""
        every = _distinct(predictions)
        kept = [one for one in every if one.level >= self.min_level]
        wanted = [mark for mark in document.marks if mark.label not in NEUTRAL]
        neutral = [mark for mark in document.marks if mark.label in NEUTRAL]
        length = len(document.text)
        mask, low_mask = _mask(length, kept), _mask(length, every)
        covered = sum(self._mark(document, mark, every, mask, low_mask) for mark in wanted)
        self.documents["documents"] += 1
        self.documents["characters"] += length
        if wanted:
            self.documents["with"] += 1
            self.documents["leaking"] += covered < len(wanted)
        elif not neutral:
            self.documents["without"] += 1
            self.documents["flagged"] += bool(kept)
            self.documents["predictions_without"] += len(kept)
            self.documents["characters_without"] += length
        judged = [self._prediction(document, one, wanted, neutral) for one in every]
        wrong = sum(
            one.level >= self.min_level and right is False
            for one, right in zip(every, judged, strict=True)
        )
        return Counts(len(wanted), covered, len(kept), wrong)

    def _mark(
        self,
        document: Document,
        mark: Mark,
        every: Iterable[Prediction],
        mask: bytearray,
        low_mask: bytearray,
    ) -> bool:
        value = document.text[mark.start : mark.end]
        inside = range(mark.start, mark.end)
        letters = [at for at in inside if document.text[at].isalnum()] or list(inside)
        core = mark.start + core_offset(value, mark.label)
        touching = [one for one in every if one.touches(mark)]
        kept = [one for one in touching if one.level >= self.min_level]
        covered = all(mask[at] for at in letters if at >= core)
        row = self.recall[mark.label]
        row["marks"] += 1
        row["covered"] += covered
        if mark.label == "LOCATION" and value.casefold() in COUNTRIES:
            row["countries"] += 1
            row["countries_covered"] += covered
        row["covered_by_any_level"] += all(low_mask[at] for at in letters if at >= core)
        row["overlap"] += bool(kept)
        row["overlap_label"] += any(same_family(one.label, mark.label) for one in kept)
        row["same_letter"] += any(same_letter(one.label, mark.label) for one in kept)
        if not covered:
            self.misses.append(_excerpt(document, mark, "; ".join(map(_reason, touching))))
        return covered

    def _prediction(
        self, document: Document, one: Prediction, wanted: list[Mark], neutral: list[Mark]
    ) -> bool | None:
        """Whether it is right; None where it touches neutral marks only."""
        touched = [mark for mark in wanted if one.touches(mark)]
        if not touched and any(one.touches(mark) for mark in neutral):
            return None
        right = bool(touched)
        level = self.calibration[one.label, one.level]
        level["predictions"] += 1
        level["overlap"] += right
        if one.level < self.min_level:
            return right
        row = self.precision[one.label]
        for counts in (row, self.detectors[one.detector]):
            counts["predictions"] += 1
            counts["overlap"] += right
        row["overlap_label"] += any(same_family(one.label, mark.label) for mark in touched)
        if not right:
            where = Mark(one.start, one.end, one.label)
            self.false_positives.append(_excerpt(document, where, _reason(one)))
        return right

    def merge(self, other: "Tally") -> None:
        """Add the counts of another tally; its excerpts stay with it."""
        self.documents.update(other.documents)
        for label, row in other.recall.items():
            self.recall[label].update(row)
        for label, row in other.precision.items():
            self.precision[label].update(row)
        for name, row in other.detectors.items():
            self.detectors[name].update(row)
        for key, row in other.calibration.items():
            self.calibration[key].update(row)

    # ---------------------------------------------------------------- figures

    def recalled(self, what: str = "covered", label: str | None = None) -> Share:
        """Share of identifiers: `covered`, `overlap`, `overlap_label`, `same_letter` …"""
        return _share(self.recall, what, "marks", label)

    def without_countries(self) -> Share:
        """
        Covered, of all places that are more than the name of a country.

        Safe Harbor leaves countries and states (45 CFR 164.514(b)(2)(i)(B): "all geographic
        subdivisions smaller than a State"); marks of other makers include countries.
        """
        row = self.recall["LOCATION"]
        return Share(row["covered"] - row["countries_covered"], row["marks"] - row["countries"])

    def precise(self, what: str = "overlap", label: str | None = None) -> Share:
        """Share of predictions: `overlap` or `overlap_label`."""
        return _share(self.precision, what, "predictions", label)

    def leak(self) -> Share:
        """Documents with identifiers that leave one of them uncovered."""
        return Share(self.documents["leaking"], self.documents["with"])

    def flagged(self) -> Share:
        """Documents without any mark that have a prediction."""
        return Share(self.documents["flagged"], self.documents["without"])

    def density(self) -> Share:
        """Predictions by characters, in documents without any mark."""
        return Share(self.documents["predictions_without"], self.documents["characters_without"])

    def calibrated(self, level: int, label: str | None = None) -> Share:
        """Share of the predictions of exactly this level that touch an identifier."""
        rows = {name: row for (name, at), row in self.calibration.items() if at == level}
        return _share(rows, "overlap", "predictions", label)

    def to_json(self) -> dict[str, object]:
        """All figures, with their counts and intervals."""
        return {
            "documents": self.documents["documents"],
            "characters": self.documents["characters"],
            "covered": self.recalled().to_json(),
            "covered_by_any_level": self.recalled("covered_by_any_level").to_json(),
            "leak": self.leak().to_json(),
            "precision": self.precise().to_json(),
            "flagged": self.flagged().to_json(),
            "predictions_per_character": self.density().to_json(),
            "overlap_label": self.recalled("overlap_label").to_json(),
            "same_letter": self.recalled("same_letter").to_json(),
            "precision_label": self.precise("overlap_label").to_json(),
            "labels": {
                label: {
                    "covered": self.recalled(label=label).to_json(),
                    "same_letter": self.recalled("same_letter", label).to_json(),
                    "precision": self.precise(label=label).to_json(),
                }
                for label in IDENTIFIERS
                if label in self.recall or label in self.precision
            },
            "calibration": {
                name: {
                    label: share.to_json()
                    for label in (None, *IDENTIFIERS)
                    if (share := self.calibrated(level, label)).whole
                }
                for level, name in enumerate(LEVELS)
            },
        }


def _distinct(predictions: Iterable[Prediction]) -> list[Prediction]:
    """Each range under each label once, the surest of it."""
    kept: dict[Mark, Prediction] = {}
    for one in predictions:
        key = Mark(one.start, one.end, one.label)
        if one.end > one.start and (key not in kept or kept[key].level < one.level):
            kept[key] = one
    return list(kept.values())


def _mask(length: int, predictions: Iterable[Prediction]) -> bytearray:
    mask = bytearray(length)
    for one in predictions:
        start, end = max(0, one.start), min(length, one.end)
        if end > start:
            mask[start:end] = b"\x01" * (end - start)
    return mask


def _share(rows: Mapping[str, Counter[str]], part: str, whole: str, label: str | None) -> Share:
    chosen = [row for name, row in rows.items() if label is None or name == label]
    return Share(sum(row[part] for row in chosen), sum(row[whole] for row in chosen))


def _reason(one: Prediction) -> str:
    evidence = f" ({', '.join(one.evidence)})" if one.evidence else ""
    return f"{LEVELS[one.level]} {one.detector or one.label}{evidence} {one.start}-{one.end}"


def _excerpt(document: Document, mark: Mark, why: str) -> Excerpt:
    text, start, end = document.text, mark.start, mark.end
    return Excerpt(
        document.id, start, end, mark.label, why,
        text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT],
    )  # fmt: skip
