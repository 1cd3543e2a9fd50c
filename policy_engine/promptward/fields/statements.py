"""Names before values without a sign between them: SQL, options of commands, dotted leaders."""

import re
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.fields.field import Field
from promptward.fields.kinds import PLAIN
from promptward.fields.words import known, words_of
from promptward.rare import rare

__all__ = ["statements"]

_COMPARED = regex(
    r"\b([A-Za-z_][\w.]{0,50})\s?\)?\s{1,4}(?:i?like|in|<>|between|similar to)\s{1,4}"
    r"\(?(?:inet |date |N)?'",
    re.IGNORECASE | re.ASCII,
)
_ITEM = regex(r"'((?:[^'\n]|''){1,120})'\s{0,4}(,|and\s)?\s{0,4}", re.IGNORECASE)
_OPTION = regex(
    r"-(?<![^\s`]-)-?([A-Za-z][\w-]{1,30})[ =]"
    r"(?:([\"'])([^\"'\n]{1,120})\2|([\w@.+/-]{1,80}))",
    re.ASCII,
)
_CALL = regex(
    r"(?<!as)\.([A-Za-z]\w{1,40})\(\s{0,2}(?:date|Date|LocalDate\.parse\()?\(?[\"']([^\"'\n]{1,120})[\"']",
    re.ASCII,
)
_TWO = regex(
    r"[(\[]\s{0,8}([\"'])([A-Za-z][\w .#/-]{1,40})\1\s{0,4},\s{0,8}"
    r"[A-Za-z]{0,2}([\"'])([^\"'\n]{1,120})\3\s{0,8}[)\]]",
    re.ASCII,
)
_TURN = regex(r"\(\s{0,20}[\"'][A-Za-z][\w .-]{1,40}[\"']\s{0,4},(?=\s{0,20}[\"'\w-])")
_NEXT = regex(r"\s{0,20}(?:[\"']([^\"'\n]{0,120})[\"']|(-?[\w.]{1,20}))\s{0,20}([,)])", re.ASCII)
_FEWEST_TURNS = 4
_MOST_TURNS = 60
_TURN_NAMES = 2
_DECLARED = rare(
    r"\b\d\d\s{1,8}([A-Z][A-Z0-9-]{1,30})\s{1,30}(?:PIC\s{1,4}[A-Z0-9()]{1,12}\s{1,4})?"
    r"VALUE\s{1,4}[\"']([^\"'\n]{1,60})[\"']"
)
_ASKED = regex(
    r"(?:(?:\.str)?(?:\.|__)"
    r"(?:i?contains|[Cc]ontains|(?:i|str_)?starts?_?[wW]ith|StartsWith|i?ends_?[wW]ith|EndsWith"
    r"|includes|eq|ne|equals(?:IgnoreCase)?|Equals|match|i?exact|i?regex)\s?[(=]|\s?!==?)"
    r"\s?r?[\"']([^\"'\n]{1,80})[\"']"
)
_OF_WHOM = regex(r"([A-Za-z_]\w{0,40})(?:[\"'`]\]|\(\))?$", re.ASCII)
_ASKED_MOST = 48  # characters of what is asked
_OTHER_VALUE = r"[^\s,;]{2,40}(?: (?:[A-Z0-9][\w./-]{0,24})){0,3}"
_CHANGE = regex(
    r" (?:(?:was|is|has been|had been|been|got) )?"
    r"(?:chang|updat|correct|amend|switch|edit|revis|modifi|transpos|overwritten)(?:ed|es)? "
    rf"(?:from [\"']?(?P<old>{_OTHER_VALUE}?)[\"']? )?(?:to|as) [\"']?(?P<new>{_OTHER_VALUE})",
    re.ASCII,
)
_ENDING = regex(r"[A-Za-z][\w.#/'-]{0,24}(?: [A-Za-z#][\w.#/'-]{0,24}){0,3}$", re.ASCII)
_LONGEST_NAME = 60
_LEADER = regex(
    r"([A-Za-z][A-Za-z /#()'.-]{1,40}?)[ ]?(?:\.{3,80}|_{3,80}|(?: \.){3,40})[ ]{0,4}(?=[^\s._])",
    re.ASCII,
)
_DASH = regex(
    r"[ \t]{0,8}([A-Za-z][A-Za-z .#/]{1,30}?) {1,3}- {1,3}"
    r"([^\s-][^\n]{1,80}?)(?=\n|$|  )"
)
_LONGEST = 120


_INPUT = rare(r"\binput\s([^;]{1,600});", re.IGNORECASE)
_LINES = regex(
    r"\b(?:datalines|cards)\s{0,4};\s{0,4}\n((?:[^;\n]{1,400}\n){1,500})", re.IGNORECASE
)
_VARIABLE = regex(
    r"([A-Za-z_]\w{0,31})(?:\s{0,3}(?::\s?)?\$?[\w.]{0,12}\.)?(?:\s{1,3}\$)?", re.ASCII
)


def _datalines(text: str, found: list[Field]) -> None:
    """SAS: `input` names the columns of the lines after `datalines`."""
    named = _INPUT.search(text)
    lines = _LINES.search(text, named.end()) if named else None
    if named is None or lines is None:
        return
    names = [" ".join(words_of(one[1])) for one in _VARIABLE.finditer(text, *named.span(1))]
    at, end = lines.span(1)
    while at < end:
        stop = text.index("\n", at)
        sign = next((sign for sign in "|,\t" if text.find(sign, at, stop) >= 0), " ")
        cell = at
        for name, value in zip(names, text[at:stop].split(sign), strict=False):
            if value:
                found.append(Field(cell, cell + len(value), name, "column"))
            cell += len(value) + 1
        at = stop + 1


_COMPARING = regex(r"[eno>]\s{1,4}\(?(?:inet |date |N)?'", re.IGNORECASE)
"""How what `_COMPARED` matches ends: with a word of comparison and a quote."""

_COMPARED_MOST = 80  # characters of a match


def _compared(text: str) -> Iterator[re.Match[str]]:
    """`_COMPARED.finditer`, looking only before quotes: its first name fits at every word."""
    at = 0
    for end in _COMPARING.finditer(text):
        compared = _COMPARED.search(text, max(at, end.end() - _COMPARED_MOST), end.end())
        if compared is not None:
            at = compared.end()
            yield compared


def _comparisons(text: str, found: list[Field]) -> None:
    for compared in _compared(text):
        name = " ".join(words_of(compared[1]))
        at = compared.end() - 1
        while True:
            item = _ITEM.match(text, at)
            if item is None:
                break
            found.append(Field(*_without_wildcards(text, *item.span(1)), name, "key"))
            at = item.end()
            if not item[2]:
                break


def _without_wildcards(text: str, start: int, end: int) -> tuple[int, int]:
    """`Kerr` of `like '%Kerr%'`."""
    while start < end - 1 and text[start] in "%*^":
        start += 1
    while end > start + 1 and text[end - 1] in "%*$":
        end -= 1
    return start, end


def _options(text: str, found: list[Field]) -> None:
    for option in _OPTION.finditer(text):
        span = option.span(3) if option[3] is not None else option.span(4)
        found.append(Field(*span, " ".join(words_of(option[1])), "key"))


def _calls(text: str, found: list[Field]) -> None:
    """Builders: `.familyName("Doe")`, `.setBirthDate("1962-03-14")`."""
    for call in _CALL.finditer(text):
        words = words_of(call[1])
        told = known(words)
        if told is not None and told.kinds[0][1] >= PLAIN:
            found.append(Field(*call.span(2), " ".join(words), "key"))


def _twos(text: str, found: list[Field]) -> None:
    """Pairs: `("mrn", "4471902")`, `["date of birth", "1962-03-14"]`, `set("phone", "…")`."""
    for two in _TWO.finditer(text):
        words = words_of(two[2])
        told = known(words)
        if told is not None and told.kinds[0][1] >= PLAIN:
            found.append(Field(*two.span(4), " ".join(words), "key"))


def _turns(text: str, found: list[Field]) -> None:
    """`Map.of("last", "Kerr", "town", "Ely")`, `struct('surname', 'Kerr', 'age', 44)`."""
    for call in _TURN.finditer(text):
        spans: list[tuple[int, int]] = []
        at = call.start() + 1
        while len(spans) < _MOST_TURNS and (one := _NEXT.match(text, at)) is not None:
            spans.append(one.span(1) if one[1] is not None else one.span(2))
            at = one.end()
            if one[3] == ")":
                break
        if len(spans) < _FEWEST_TURNS or len(spans) % 2 or text[at - 1] != ")":
            continue
        names = [words_of(text[slice(*span)]) for span in spans[::2]]
        told = sum(known(name) is not None for name in names)
        values = (words_of(text[slice(*span)]) for span in spans[1::2])
        if told * 2 < len(names) or told < _TURN_NAMES or any(map(known, values)):
            continue
        for name, span in zip(names, spans[1::2], strict=True):
            if name and span[0] < span[1]:
                found.append(Field(*span, " ".join(name), "key"))


def _declared(text: str, found: list[Field]) -> None:
    """COBOL: `05 PT-CITY PIC X(20) VALUE "ELY".`"""
    for one in _DECLARED.finditer(text):
        name = " ".join(words_of(one[1]))
        if name:
            found.append(Field(*one.span(2), name, "key"))


def _asked(text: str, found: list[Field]) -> None:
    """`df.last_name.str.contains("kerr")`, `last_name__iexact="kerr"`, `p.city != "Ely"`."""
    for asked in _ASKED.finditer(text):
        start = asked.start()
        whom = _OF_WHOM.search(text, max(0, start - _ASKED_MOST), start)
        words = words_of(whom[1]) if whom else []
        told = known(words) if words else None
        if told is not None and told.kinds[0][1] >= PLAIN:
            span = _without_wildcards(text, *asked.span(1))
            found.append(Field(*span, " ".join(words[told.first :]), "key"))


def _changes(text: str, found: list[Field]) -> None:
    """`MRN changed from 4471902 to 4471903`; the name ends right before the verb."""
    for change in _CHANGE.finditer(text):
        before = text[max(0, change.start() - _LONGEST_NAME) : change.start()]
        label = _ENDING.search(before)
        words = words_of(label[0]) if label else []
        told = known(words) if words else None
        if told is None or not told.whole or told.kinds[0][1] < PLAIN:
            continue
        if told.kinds[0][0] == "facility" and change[0].startswith(" switched to"):
            continue  # `our unit switched to Epic 8`: what it uses, not where it is
        name = " ".join(words[told.first :])
        found += [
            Field(*change.span(group), name, "label")
            for group in ("old", "new")
            if change[group] is not None
        ]


_LEADS = ("...", "___", " . . .")
"""With one of these the leader of a `_LEADER` begins."""

_NAME_BEFORE = 42  # the longest name that `_LEADER` takes, and a blank
_LEADER_MOST = 42 + 80 + 5  # from the first place of the longest match to behind its last


def _leaders(text: str, found: list[Field]) -> None:
    # A search of the whole text tries forty lengths of a name at every letter.
    at = 0
    following = [text.find(lead) for lead in _LEADS]
    while any(place >= 0 for place in following):
        lead = min(place for place in following if place >= 0)
        # INVARIANT: no lead stands between `at` and this one, so no match begins before `low`.
        low = max(at, lead - _NAME_BEFORE)
        leader = _LEADER.search(text, low, lead + _LEADER_MOST)
        if leader is None or leader.start() > lead:
            at = lead + 1
        else:
            at = leader.end()
            _led(text, leader, found)
        following = [
            place if place < 0 or place >= at else text.find(_LEADS[number], at)
            for number, place in enumerate(following)
        ]


def _led(text: str, leader: re.Match[str], found: list[Field]) -> None:
    start = leader.end()
    end = text.find("\n", start, start + _LONGEST)
    end = min(len(text), start + _LONGEST) if end < 0 else end
    gap = text.find("  ", start, end)
    end = gap if gap >= 0 else end
    name = " ".join(words_of(leader[1]))
    if name and end > start:
        found.append(Field(start, end, name, "label"))


def _dashes(text: str, found: list[Field]) -> None:
    at = text.find(" - ")
    while at >= 0:
        dash = _DASH.match(text, text.rfind("\n", 0, at) + 1)
        line = text.find("\n", at)
        at = text.find(" - ", line) if line >= 0 else -1
        if dash is None:
            continue
        words = words_of(dash[1])
        told = known(words)
        if told is not None and not told.first and told.kinds[0][1] >= PLAIN:
            found.append(Field(*dash.span(2), " ".join(words), "label"))


def _of_programs(text: str, found: list[Field]) -> None:
    if " '" in text or "('" in text:
        _comparisons(text, found)
    if "datalines" in text or "cards;" in text:
        _datalines(text, found)
    if '("' in text or "('" in text or '["' in text or "['" in text:
        _calls(text, found)
        if '", ' in text or "', " in text or '","' in text or "','" in text:
            _twos(text, found)
            _turns(text, found)


_ASKING = (
    ".str.",
    "ontains",
    "tarts",
    "nds_with",
    "ndsWith",
    "quals(",
    ".eq",
    ".ne",
    "xact",
    "!=",
)


def statements(text: str) -> list[Field]:
    """Fields of statements, in no order."""
    found: list[Field] = []
    _of_programs(text, found)
    if " VALUE " in text:
        _declared(text, found)
    if any(sign in text for sign in _ASKING):
        _asked(text, found)
    if " to " in text and "ed " in text:
        _changes(text, found)
    if " - " in text:
        _dashes(text, found)
    if " -" in text:
        _options(text, found)
    if "..." in text or "___" in text:
        _leaders(text, found)
    return found
