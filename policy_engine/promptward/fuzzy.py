"""
Words of a lexicon in a text that is misspelt: within a number of edits.

An edit inserts, drops or changes a character, or swaps two neighbours (optimal string alignment).
An entry allows one edit for every four of its characters, at most as many as the lexicon says:
shorter ones would match half the dictionary. Candidates come from an index of deletions (any two
words within N edits share a form with at most N characters dropped); each is then measured.
"""

import re
from collections.abc import Iterable, Iterator

from promptward.folding import fold_ascii

__all__ = ["FuzzyWords"]

_WORD = re.compile(r"[0-9A-Za-z]+")
_BLANKS = re.compile(r"\s+")
_LETTERS_AN_EDIT = 4


def _dropped(word: str, edits: int) -> set[str]:
    """The word with up to `edits` characters dropped."""
    found, latest = {word}, {word}
    for _ in range(edits):
        latest = {w[:at] + w[at + 1 :] for w in latest for at in range(len(w))}
        found |= latest
    return found


class FuzzyWords:
    """One lexicon, indexed for misspellings; immutable, shared by threads."""

    __slots__ = ("_cased", "_edits", "_index", "_longest", "_runs")

    def __init__(self, words: Iterable[str], edits: int, *, cased: bool) -> None:
        self._cased = cased
        self._edits = edits
        self._index: dict[str, list[str]] = {}
        entries = {self._plain(fold_ascii(word).strip()) for word in words} - {""}
        for entry in sorted(entries):
            for form in _dropped(entry, self._allowed(entry)):
                self._index.setdefault(form, []).append(entry)
        self._longest = max(map(len, entries), default=0) + edits
        self._runs = max((len(_WORD.findall(entry)) for entry in entries), default=0)

    def _plain(self, text: str) -> str:
        text = _BLANKS.sub(" ", text)
        return text if self._cased else text.lower()

    def _allowed(self, entry: str) -> int:
        return min(self._edits, len(entry) // _LETTERS_AN_EDIT)

    def scan(self, text: str) -> list[tuple[int, int]]:
        """Ranges of whole words within the edits allowed of some entry; sorted, time linear."""
        known: dict[str, bool] = {}
        found: list[tuple[int, int]] = []
        for start, end in self._windows(text):
            window = self._plain(text[start:end])
            if window not in known:
                known[window] = self._matches(window)
            if known[window]:
                found.append((start, end))
        return found

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        words = [found.span() for found in _WORD.finditer(text)]
        for index, (start, end) in enumerate(words):
            yield start, end
            last = end
            # One run more than any entry has, for a mark put into a word: `O-Brien`.
            for more, (begin, end_of_next) in enumerate(
                words[index + 1 : index + 1 + self._runs], 2
            ):
                between = text[last:begin]
                if end_of_next - start > self._longest + 3:
                    break
                if more > self._runs and not between.strip():
                    break
                yield start, end_of_next
                last = end_of_next

    def _matches(self, window: str) -> bool:
        if len(window) > self._longest:
            return False
        forms = _dropped(window, self._edits)
        candidates = {entry for form in forms for entry in self._index.get(form, ())}
        if not candidates:
            return False
        from rapidfuzz.distance import OSA  # noqa: PLC0415  # 22 ms, only when something is near

        return any(
            OSA.distance(window, entry, score_cutoff=self._allowed(entry)) <= self._allowed(entry)
            for entry in candidates
        )
