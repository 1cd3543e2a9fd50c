"""
Names before a `:` or `=`: labels of notes and forms, keys of data, assignments and arguments.

Works from separators: a text without one costs a search for them and no more. Around each, at most
a few hundred characters are looked at, so time is linear in the text.
"""

import re

from promptward.fields.field import Field
from promptward.fields.words import WORD, Known, known, words_of

__all__ = ["pairs"]

_SEPARATOR = re.compile("[:=]|<-")
_SEPARATOR_OR_BRACE = re.compile("[:={}]|<-")
_LEAD = re.compile(r"[=>~-]{0,2}[ \t]{0,60}")
# Read backwards from a separator: up to five words with single blanks between them.
_LABEL = re.compile(r"[\w.#/&'$-]{1,40}(?: [\w.#/&'$-]{1,24}){0,4}", re.ASCII)
_LETTER = re.compile("[A-Za-z]")
_OPEN = re.compile(r"[A-Za-z@$]{0,2}(\\{0,3}[\"'`])")
_CALL = re.compile(r"(?:new )?(?:[A-Za-z_][\w.:]{0,40})?[\[(]\s{0,20}(?:[\w.]{0,24}[\[(]\s{0,20})?", re.ASCII)
_LISTS = re.compile(r"\s{0,20}[\"'\[(]|\s{0,20}-?\d[\d., -]{3,60}\]")
_INSIDE = re.compile(r"[^\])}{]{0,600}")
_ITEM = re.compile(r"[\"']([^\"'\n]{1,120})[\"']")
_KEYED = re.compile(r"[ ]{0,4}(?:=>|:)")
_BARE = re.compile(r"[^\n\t,;&|\"'`<>(){}\[\]\\]{1,120}")
_SCALAR = re.compile(r"[\w.+/-]{1,60}", re.ASCII)
_HINT = re.compile(r"[^\"'\n]{1,80}")
_LONGEST = 200
_LONGEST_QUOTED = 400
_LONGEST_PATH = 4
_FAR = 300


class _Pairs:
    """One text on its way from separators to fields."""

    __slots__ = ("backwards", "found", "hint", "hinted", "names", "parents", "pending", "text", "yaml")

    def __init__(self, text: str) -> None:
        self.text = text
        self.backwards = text[::-1]
        self.found: list[Field] = []
        self.names: dict[str, tuple[list[str], Known | None]] = {}
        self.parents: list[list[str]] = []
        self.pending: list[str] = []
        self.yaml: list[tuple[int, list[str]]] = []
        self.hint: list[str] = []
        self.hinted = 0

    def read(self) -> list[Field]:
        text = self.text
        braces = "{" in text
        found = self.found
        for separator in (_SEPARATOR_OR_BRACE if braces else _SEPARATOR).finditer(text):
            at = separator.start()
            sign = text[at]
            if sign == "{":
                self.parents.append(self.pending)
                self.pending = []
            elif sign == "}":
                self.pending = self.parents.pop() if self.parents else []
            else:
                self._pair(at, sign)
        return found

    def _label(self, at: int) -> tuple[int, int, bool]:
        """Range of the label that ends before `at`, and whether it is quoted; start < 0: none."""
        text = self.text
        end = at
        while end and text[end - 1] in " \t" and at - end < 24:
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

    def _pair(self, at: int, sign: str) -> None:
        text = self.text
        after = text[at + 1 : at + 2]
        before = text[at - 1] if at else ""
        if sign == ":":
            if after in ":=/" and after or before == ":" or (after.isdigit() and before.isdigit()):
                return
        elif sign == "=":
            if before in "=!<>+*/%^~|":
                return
            if before in ":":
                at -= 1
        start, end, quoted = self._label(at)
        if start < 0:
            return
        label = text[start:end]
        known_name = self.names.get(label)
        if known_name is None:
            words = words_of(label)
            known_name = self.names[label] = words, known(words) if words else None
        words, told = known_name
        if not words or not _LETTER.search(label):
            return
        found = self.found
        if found and found[-1].end > start:
            self._cut(start, label, told)
        if told is None or told.kinds[0][1] <= 1:
            words = self._path(words, start, at)
        elif not quoted and told.first:
            words = words[told.first :]
        value = _LEAD.match(text, at + 1 if sign != "<" else at + 2)
        assert value is not None
        form = "key" if quoted or sign != ":" or "_" in label or _inner(label) else "label"
        self._value(value.end(), words, form, at)

    def _cut(self, start: int, label: str, told: Known | None) -> None:
        """A value ends where the next label starts."""
        last = self.found[-1]
        if last.form == "key" and self.text[last.start - 1 : last.start] in ("'", '"'):
            return
        tokens = [m.start() for m in WORD.finditer(label)]
        first = told.first if told is not None else len(tokens) - 1
        stop = start + tokens[min(first, len(tokens) - 1)]
        end = last.start + len(self.text[last.start : stop].rstrip(" ,;/|-("))
        if end > last.start:
            self.found[-1] = last._replace(end=end)
        else:
            self.found.pop()

    def _path(self, words: list[str], start: int, at: int) -> list[str]:
        """A general name (`value`, `name`, `line`) with the names of what it stands in."""
        if self.parents:
            parent = self.parents[-1]
            if self.hint and words[-1] == "value" and at - self.hinted < _FAR:
                words = [*parent, *self.hint]
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

    def _value(self, at: int, words: list[str], form: str, separator: int) -> None:
        text = self.text
        sign = text[at : at + 1]
        name = " ".join(words)
        self.pending = words if sign and sign in "{[" else []
        if sign in ("", "\n"):
            if form != "key" or sign:
                line = text.rfind("\n", max(0, separator - 60), separator) + 1
                label = text[line:separator]
                if len(self.yaml) < 16:
                    self.yaml.append((len(label) - len(label.lstrip(" -")), words))
            return
        if sign == "{":
            return
        opened = _OPEN.match(text, at)
        if opened is not None:
            self._quoted(opened.end(), opened[1], name, words)
            return
        called = _CALL.match(text, at)
        if called is not None and (sign not in "[(" or _LISTS.match(text, at + 1)):
            self._listed(called.end(), name)
            return
        if form == "key":
            pattern = _BARE
            bare = pattern.match(text, at)
            if bare is not None:
                self._add(at, bare.end(), name, form)
            return
        self._add(at, self._rest(at), name, form)

    def _rest(self, at: int) -> int:
        """Where a value without quotes ends: the line, a wide gap, a cell, a quote that closes."""
        text = self.text
        end = text.find("\n", at, at + _LONGEST)
        if end < 0:
            end = min(len(text), at + _LONGEST)
        for stop in ("  ", "\t", "|", "{", "\\n"):
            cut = text.find(stop, at, end)
            if cut >= 0:
                end = cut
        cut = text.find('"', at, end)
        if cut >= 0 and not (text[cut - 1] == " " and text[cut + 1 : cut + 2].isalpha()):
            end = cut
        return end

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
        if last in ("system", "code", "text"):
            hint = words_of(text[at:end].rpartition("/")[2])
            if hint and known(hint[-3:]) is not None:
                self.hint, self.hinted = hint[-3:], at
        self._add(at, end, name, "key")

    def _listed(self, at: int, name: str) -> None:
        text = self.text
        inside = _INSIDE.match(text, at)
        assert inside is not None
        end = inside.end()
        some = False
        for item in _ITEM.finditer(text, at, end):
            before = text[max(at, item.start() - 2) : item.start()].strip()
            if (before and before[-1] in "=:") or _KEYED.match(text, item.end()):
                continue
            some = True
            self._add(item.start(1), item.end(1), name, "key")
        if not some and end - at <= 60:
            self._add(at, end, name, "key")

    def _add(self, start: int, end: int, name: str, form: str) -> None:
        while end > start and self.text[end - 1] in " ,;\\\r":
            end -= 1
        if end > start:
            self.found.append(Field(start, end, name, form))


def _inner(label: str) -> bool:
    """Whether the label is written like a name in code: `birthDate`."""
    return not label.istitle() and any(
        a.islower() and b.isupper() for a, b in zip(label, label[1:], strict=False)
    )


def pairs(text: str) -> list[Field]:
    """Fields in the order of their separators."""
    return _Pairs(text).read() if ":" in text or "=" in text or "<-" in text else []
