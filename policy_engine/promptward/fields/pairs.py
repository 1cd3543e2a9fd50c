"""
Names before a `:` or `=`: labels of notes and forms, keys of data, assignments and arguments.

Works from separators: a text without one costs a search for them and no more. Around each, at most
a few hundred characters are looked at, so time is linear in the text.
"""

import re

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.kinds import PLAIN
from promptward.fields.words import WORD, Known, known, words_of

__all__ = ["pairs"]

_COLON_OR_EQUAL = regex("[:=]")
_IN_ADDRESS = regex(
    r"(?:[^\w]|^)?[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}:|:[0-9A-Fa-f]{2}:[0-9A-Fa-f]{2}(?!\w)"
)
_SEPARATOR = regex("[:=]|<-")
_SEPARATOR_OR_BRACE = regex("[:={}]|<-")
# Read backwards from a separator: up to five words with single blanks between them.
_LABEL = regex(r"[\w.#/'$-]{1,40}(?: [\w.#/'$-]{1,24}){0,4}", re.ASCII)
_LETTER = regex("[A-Za-z]")
# What follows a separator: a quote, nothing, a brace, a list or call, words with single blanks.
_VALUE = regex(
    r"[=>~*-]{0,2}[ \t]{0,60}(?:[A-Za-z@$]{0,2}(?P<quote>\\{0,3}[\"'`])"
    r"|(?P<nothing>\n|$)|(?P<brace>\{|\[(?=\s{0,60}\{))"
    r"|(?P<call>(?:new )?(?:[A-Za-z_][\w.:]{0,40}[\[(]"
    r"|[\[(](?=\s{0,20}[\"'\[(]|\s{0,20}-?\d[\d., -]{3,60}\]|\d{4,}[\d ]{0,60}\)))"
    r"\s{0,20}(?:[\w.]{0,24}[\[(]\s{0,20})?)"
    r"|(?P<words>[^\s|{\"\\]{1,80}(?: [^\s|{\"\\]{1,80}){0,24}))",
    re.ASCII,
)
# The commonest of these, and a stop that leaves no doubt.
_PLAIN_VALUE = regex(
    r"[ \t]{1,60}([A-Z0-9][^\s|{\"\\(\['`]{0,80}(?: [^\s|{\"\\(\['`]{1,80}){0,24})"
    r"(?=\n|  |\t|$| ?\|)"
)
_BELOW = regex(r"[ \t]{0,40}(?:[-*] )?([^\s{}\[\]<>|-][^\n|{}<>]{1,80})(?=\n|$)")
_INSIDE = regex(r"[^\])}{]{0,600}")
_ITEM = regex(r"[\"']([^\"'\n]{1,120})[\"']")
_KEYED = regex(r"[ ]{0,4}(?:=>|:)")
_FIGURES = regex(r"[\d ,._#xX-]{1,60}")
_BARE = regex(r"[^\n\t,;&|\"'`<>(){}\[\]\\]{1,120}")
_NICKNAME = regex(r"\"[A-Z][A-Za-z' .-]{0,20}\"(?: [^\s|{\"\\]{1,80}){0,12}")
_HUMP = regex("[a-z][A-Z]")
_BETWEEN = regex(r"[A-Za-z][0158]+[A-Za-z]")
_ALIKE = str.maketrans("0158", "OISB")
_LONGEST_NAME = 24
_SHORTEST_BASE64 = 8
_new = tuple.__new__  # half the cost of a call of the class
_LONGEST_QUOTED = 400
_LONGEST_PATH = 4
_DEEPEST_YAML = 16
_FAR = 300
_MOST_SPELLINGS = 4096
_HINTS = frozenset(
    """
    system code text field column attribute key property label question name parameter path
    """.split()  # noqa: SIM905  # legible
)
_OF_HINTED = frozenset(("value", "new", "old", "before", "after", "current", "previous", "answer"))
"""`{"field": "mrn", "old": …, "new": …}`: what says what stands there, and where it stands."""

# Spellings of names of our own table that occurred, and nothing else of any text: `DOB` → dob.
_spelt: dict[str, tuple[list[str], Known]] = {}


def _reading(label: str) -> tuple[list[str], Known | None]:
    words = words_of(label)
    told = known(words) if words else None
    if told is None and _BETWEEN.search(label):
        read_as = words_of(label.translate(_ALIKE))  # `D0B`, `PAT1ENT`
        if known(read_as) is not None:
            return read_as, known(read_as)
    if told is None and "__" in label.strip("_"):
        begun = _reading(label.rpartition("__")[0])  # `last_name__iexact`
        if begun[1] is not None:
            return begun
    if (
        told is not None
        and not told.first
        and told.whole
        and len(_spelt) < _MOST_SPELLINGS
        and not _inner(label)  # a key: the second time it is one as well
    ):
        _spelt[label] = words, told
    return words, told


class _Pairs:
    """One text on its way from separators to fields."""

    __slots__ = ("backwards", "found", "hint", "hinted", "parents", "pending", "text", "yaml")

    def __init__(self, text: str) -> None:
        self.text = text
        self.backwards = text[::-1]
        self.found: list[Field] = []
        self.parents: list[list[str]] = []
        self.pending: list[str] = []
        self.yaml: list[tuple[int, list[str]]] = []
        self.hint: list[str] = []
        self.hinted = 0

    def read(self) -> list[Field]:
        text = self.text
        pair = self._pair
        separators = _separators(text)
        if separators is None:
            at = text.find(":")
            while at >= 0:
                pair(at, ":")
                at = text.find(":", at + 1)
            return self.found
        for separator in separators.finditer(text):
            at = separator.start()
            sign = text[at]
            if sign == "{":
                self.parents.append(self.pending)
                self.pending = []
            elif sign == "}":
                self.pending = self.parents.pop() if self.parents else []
            else:
                pair(at, sign)
        return self.found

    def _label(self, at: int) -> tuple[int, int, bool]:
        """Range of the label that ends before `at`, and whether it is quoted; start < 0: none."""
        text = self.text
        end = at
        while end and text[end - 1] in " \t" and at - end < 24:  # a column's gap
            end -= 1
        if not end:
            return -1, 0, False
        last = text[end - 1]
        if last == "]" and end > 1 and text[end - 2] in "\"'":
            end -= 1
            last = text[end - 1]
        if last in "\"'`":
            stop = end - 1
            start = text.rfind(last, max(0, stop - 60), stop)
            if start < 0 or "\n" in text[start:stop]:
                return -1, 0, False
            return start + 1, stop, True
        if last == ")":
            start = text.rfind("(", max(0, end - 24), end)
            if start < 0:
                return -1, 0, False
            end = start
            while end and text[end - 1] == " ":
                end -= 1
        size = len(text)
        words = _LABEL.match(self.backwards, size - end)
        if words is None:
            return -1, 0, False
        return size - words.end(), end, False

    def _pair(  # noqa: C901, PLR0912, PLR0915  # the hot path: one branch a way to write a pair
        self, at: int, sign: str
    ) -> None:
        text = self.text
        before = text[at - 1] if at else ""
        ahead = at + 1
        if sign == ":":
            after = text[ahead : ahead + 1]
            if before == ":" or (
                after and (after in ":=/" or (after.isdigit() and before.isdigit()))
            ):
                return
            if after.isalnum() and _IN_ADDRESS.match(text, max(0, at - 3)):
                return  # `00:1A:2B:3C:4D:5E`
        elif sign == "=":
            if before and before in "=!<>+*/%^~|":
                return
            if before == ":":
                at -= 1
                before = text[at - 1] if at else ""
        else:
            ahead += 1
        near = _LABEL.match(self.backwards, len(text) - at) if before.isalpha() else None
        if near is not None:
            start, end, quoted = at - (near.end() - near.start()), at, False
        else:
            start, end, quoted = self._label(at)
            if start < 0:
                return
        if start and text[start - 1] == "\\" and text[start] in "nrt":
            start += 1  # an escaped line break
        elif sign == ":" and start and text[start - 1] == "=":
            return  # a value: `DTSTART;VALUE=DATE:20250120`
        if sign == "=" and before != " " and not quoted:
            start = max(start, text.rfind(" ", start, end) + 1)  # one word: `a=1 b=2`
        label = text[start:end]
        spelt = _spelt.get(label)
        words, told = spelt if spelt is not None else _reading(label)
        if not words or not (spelt or _LETTER.search(label)):
            return
        if (
            sign == "="
            and not quoted
            and _padded(label, text[at + 1 : at + 2], named=told is not None)
        ):
            return
        found = self.found
        if found and found[-1].end > start:
            self._cut(start, label, told)
        if told is not None and told.first == 1 and words[0].isdigit():
            words = words[1:]  # the end of the sentence before: `at 14:20. Family: `
        if told is None or told.kinds[0][1] <= 1:
            words = self._path(words, start, at)
        elif told.first and not quoted:
            words = words[told.first :]
        if sign == ":" and spelt and not quoted:
            plain = _PLAIN_VALUE.match(text, ahead)
            if plain is not None and "_" not in label:
                self.pending = []
                first, last = plain.span(1)
                while text[last - 1] in " ,;\r" and last > first:
                    last -= 1
                found.append(_new(Field, (first, last, " ".join(words), "label")))
                return
        value = _VALUE.match(text, ahead)
        if value is None:
            self.pending = []
            return
        how = value.lastgroup
        if how == "words":
            self.pending = []
            if sign == ":" and not quoted and "_" not in label and (spelt or not _inner(label)):
                first, last = value.span("words")
                if text[last : last + 2] == ' "':
                    more = _NICKNAME.match(text, last + 1)
                    last = more.end() if more else last
                while text[last - 1] in " ,;\r" and last > first:
                    last -= 1
                if last > first:
                    found.append(_new(Field, (first, last, " ".join(words), "label")))
                return
            bare = _BARE.match(text, value.start("words"))
            if bare is not None:
                self._add(bare.start(), bare.end(), " ".join(words), "key")
            return
        if how == "quote":
            self.pending = []
            self._quoted(value.end(), value["quote"], " ".join(words), words)
        elif how == "call":
            self.pending = words if text[value.start("call")] == "[" else []
            self._listed(value.end(), " ".join(words))
        elif how == "brace":
            self.pending = words
        else:
            self._nothing(at, value.end(), words, told)

    def _nothing(self, at: int, after: int, words: list[str], told: Known | None) -> None:
        """A name with its value on the lines after it; in YAML, the parent of what is indented."""
        self.pending = []
        text = self.text
        label = text[text.rfind("\n", max(0, at - 60), at) + 1 : at]
        if len(self.yaml) < _DEEPEST_YAML:
            self.yaml.append((len(label) - len(label.lstrip(" -")), words))
        if told is None or told.kinds[0][1] < PLAIN:
            return
        below = _BELOW.match(text, after)
        if below is not None and ":" not in below[1] and "=" not in below[1]:
            self._add(*below.span(1), " ".join(words), "label")

    def _cut(self, start: int, label: str, told: Known | None) -> None:
        """A value ends where the next label starts."""
        last = self.found[-1]
        if last.form == "key" and self.text[last.start - 1 : last.start] in ("'", '"'):
            return
        stop = start + _word_start(label, told.first if told is not None else -1)
        end = last.start + len(self.text[last.start : stop].rstrip(" ,;/|&?-("))
        if end > last.start:
            self.found[-1] = _new(Field, (last.start, end, last.name, last.form))
        else:
            self.found.pop()

    def _path(self, words: list[str], start: int, at: int) -> list[str]:
        """A general name (`value`, `name`, `line`) with the names of what it stands in."""
        if self.parents:
            parent = self.parents[-1]
            if self.hint and words[-1] in _OF_HINTED and at - self.hinted < _FAR:
                words = [*parent, *self.hint]
                if words[-1] == "value":
                    self.hint = []
            elif parent:
                words = [*parent, *words][-_LONGEST_PATH:]
        elif self.yaml:
            text = self.text
            line = text.rfind("\n", max(0, start - 40), start) + 1
            indent = start - line
            while self.yaml and self.yaml[-1][0] >= indent:
                self.yaml.pop()
            if self.yaml and not text[line:start].strip(" -"):
                words = [*self.yaml[-1][1], *words][-_LONGEST_PATH:]
        return words

    def _quoted(self, at: int, sign: str, name: str, words: list[str]) -> None:
        text = self.text
        end = text.find(sign, at, at + _LONGEST_QUOTED)
        while end > 0 and len(sign) == 1:
            if text[end - 1] == "\\" and end > at:
                end = text.find(sign, end + 1, at + _LONGEST_QUOTED)
            elif sign == "'" and text.startswith("''", end) and end > at:
                end = text.find(sign, end + 2, at + _LONGEST_QUOTED)
            else:
                break
        if end <= at:
            return
        last = words[-1]
        if last in _HINTS:
            hint = words_of(text[at:end].rpartition("/")[2].rpartition(".")[2])
            if hint and known(hint[-3:]) is not None:
                self.hint, self.hinted = hint[-3:], at
        self._add(at, end, name, "key")

    def _listed(self, at: int, name: str) -> None:
        text = self.text
        inside = _INSIDE.match(text, at)
        end = inside.end() if inside else at
        some = False
        items = list(_ITEM.finditer(text, at, end))
        if len(items) > 1 and sum(known(words_of(item[1])) is not None for item in items) > 1:
            return  # names and values in turn, which `statements` reads
        for item in items:
            before = text[max(at, item.start() - 2) : item.start()].strip()
            if (before and before[-1] in "=:") or _KEYED.match(text, item.end()):
                continue
            some = True
            self._add(item.start(1), item.end(1), name, "key")
        if not some and _FIGURES.fullmatch(text, at, end):
            self._add(at, end, name, "key")

    def _add(self, start: int, end: int, name: str, form: str) -> None:
        while end > start and self.text[end - 1] in " ,;\\\r":
            end -= 1
        if end > start:
            self.found.append(Field(start, end, name, form))


def _word_start(label: str, number: int) -> int:
    """Where that word of a label starts, the last one if there are fewer or `number` is -1."""
    if number < 0:
        last = label.rpartition(" ")[2]
        if last.isascii() and last.isalpha() and (last.istitle() or last.islower()):
            return len(label) - len(last)  # most often
    elif number == 0:
        first = WORD.search(label)
        return first.start() if first else 0
    starts = [word.start() for word in WORD.finditer(label)]
    return starts[min(number, len(starts) - 1)]


def _separators(text: str) -> re.Pattern[str] | None:
    """A search for the separators of the text, the fewer the faster; None: colons alone."""
    if "{" in text:
        return _SEPARATOR_OR_BRACE
    if "<" in text and "<-" in text:
        return _SEPARATOR
    return _COLON_OR_EQUAL if "=" in text else None


def _padded(label: str, after: str, *, named: bool) -> bool:
    """Whether a `=` pads base64 and names nothing: `MTk1OC0wNC0xMQ==`."""
    if "_" in label or " " in label or len(label) < _SHORTEST_BASE64:
        return False
    if len(label) > _LONGEST_NAME and not named:
        return True
    mixed = not label.islower() and not label.isupper() and any(map(str.isdigit, label))
    return mixed and after in ("", "=", "\n", " ", '"', "'") and len(label) % 4 > 1


def _inner(label: str) -> bool:
    """Whether the label is written like a name in code: `birthDate`."""
    return _HUMP.search(label) is not None and not label.istitle()


def pairs(text: str) -> list[Field]:
    """Fields in the order of their separators."""
    return _Pairs(text).read()
