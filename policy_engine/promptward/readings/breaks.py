"""Line breaks within a word or a number, also behind the marks of quotes, comments and changes."""

import re
from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.readings.edits import Edit
from promptward.readings.word_tree import word_tree
from promptward_rules import word_list

__all__ = ["line_breaks", "line_breaks_of_rows"]

_BREAK = regex(
    r"(?P<hyphen>-?)(?P<lead>[ \t]?)\r?\n"
    # Between two pages, and the number of the next one.
    r"(?:(?:\r?\n)?\f?Page \d{1,4}(?: of \d{1,4})?(?:\r?\n){1,2}|\f)?"
    r"(?P<mark>[ \t]{0,8}(?:>{1,3}(?: ?>){0,2}[ \t]?|(?:#{1,3}|//|;|--|\|)[ \t]|\+[ \t]?))?"
    r"(?P<after>[ ]?[^\s])"
)
_CAPITAL = regex(r"(?<![A-Za-z-])[A-Z][A-Za-z']{0,20}\Z")
# The rest of a word, and no word that often begins a line.
_GOES_ON = regex(
    r"(?!(?:the|an?|on|of|in|and|to|for|is|was|at|by|or|with|from|that|as|who|has|had|have|are"
    r"|were"
    r"|be|been|it|he|she|they|his|her|their|this|these|will|would|can|may|if|but|not|no|so|than"
    r"|then"
    r"|when|where|which|while|after|before|since|until|between|during|into|per"
    r"|via)\b)[a-z]{2,20}(?![\w@])"
    r"|[a-z](?:,|\.| [A-Z]|-[A-Z]|'s| (?:was|is|has|in|on|at|to|and)\b)"
)
_WHOLE_WORDS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january"),
    *("february", "march", "april", "june", "july", "august", "september", "october", "november"),
    *("december", "zero", "three", "four", "five", "seven", "eight", "nine", "patient"),
    *("hospital", "clinic", "medical", "center", "street", "avenue"),
)
"""Words that are one however they were torn, in small letters too."""
_KNOWN = regex(rf"(?i:{word_tree(_WHOLE_WORDS)})(?![A-Za-z])")
_BEGUN = frozenset(word[:cut] for word in _WHOLE_WORDS for cut in range(1, len(word)))
_SMALL = regex(r"(?<![A-Za-z-])[A-Za-z]?[a-z]{1,9}\Z")
_ADDRESS = regex(r"[\w.+-]{2,40}@[\w.-]{0,40}\Z")
_LOCAL = regex(r"(?<![\w@.])[A-Za-z][\w.+-]{2,30}\Z")
_DOMAIN = regex(r"[\w.+-]{0,30}(?:@[\w-]+)?[\w.-]{0,40}\.[A-Za-z]{2,6}(?![\w@])")
_BACK, _AHEAD, _BESIDE = 40, 32, 12
_LONG_LINE, _QUOTED_LINE = 24, 40
"""A line at least so long was broken for its length; a shorter one is a line of its own."""
_UNIT = regex(r"(?:Suite|Ste|Apt|Unit|Floor|Room|Rm|Bldg|Building|PO|P\.O)\b")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_SHORT = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
# What is one value when its two lines are put together, and no line of it alone.
_VALUE = regex(
    r"(?<![\w.-])(?<!\d,)"
    r"(?:\d{3}-\d{2}-\d{4}|(?:\+?1[-. ])?\(?\d{3}\)?[-. /]?\d{3}[-. ]\d{4}|\d{3}-\d{4}"
    r"|\+\d{1,3}[- ]\d[\d -]{6,14}|\d{4}[- ]\d{4}[- ]\d{4}[- ]\d{1,7}|\d{13,16}"
    r"|\d{1,3}(?:\.\d{1,3}){3}|\d{1,2}([-/.])\d{1,2}\1(?:19|20)?\d{2}"
    r"|(?:19|20)\d{2}([-/.])\d{1,2}\2\d{1,2}|(?:[A-Z]{1,4}[- ]?)?\d{6,12}"
    r"|[A-Z]{1,4}-?\d{2,6}-\d{2,7}(?:-\d{1,7})?|\d{5}-\d{4}|[A-Z]{2} \d{5}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH},? (?:19|20)\d\d|{_MONTH} (?:19|20)\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}"
    r"|[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}|[0-9a-f]{1,4}(?::{1,2}[0-9a-f]{1,4}){3,7}"
    rf"|\d{{1,2}}[- ]?(?i:{_SHORT})[- ]?(?:19|20)\d\d|\d{{1,2}}/(?:19|20)\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)|\d{1,2}/\d{1,2})(?![\w-])"
)
_WHOLE = regex(
    r"\d{3}-\d{2}-\d{4}|\(?\d{3}\)?[-. /]?\d{3}[-. ]\d{4}|\d{1,3}(?:\.\d{1,3}){3}|\d{5}|\d{7,}"
    r"|\d{1,2}([-/.])\d{1,2}\1(?:19|20)?\d{2}|(?:19|20)\d{2}([-/.])\d{1,2}\2\d{1,2}"
)
_PLAIN = regex(r"[A-Z]{0,4}[- ]?\d{6,12}")
_CUED = regex(
    r"(?i)(?:\b(?:mrn|ssn|record|chart|(?:patient )?id|number|no|num|phone|tel|fax|card|account"
    r"|acct|policy|member|claim|ins|accession|serial|s/n|sn|csn|licen[cs]e|npi|dea|ref|ticket"
    r"|case|service no|last (?:4|four)|ending(?: in)?)|#)[.:#= ('\x22]{0,8}(?:is |was )?"
    r"(?P<value>[A-Z]{0,6}-?[0-9](?:[0-9-]|[A-Z](?=[A-Z0-9-]{0,12}[0-9])){3,20})"
    r"(?![\w-]|[/.:][0-9]|[ \t](?:y\.?[/ ]?o|y(?:ea)?rs?|[MFmf]\b|male|female|m?c?g\b"
    r"|m?[lL]\b|[kcm]?m\b|kg|units?|tab|cap|days?|weeks?|months?|hours?|hrs?|min|patients?|beds?"
    r"|times|bpm|of\b|x\b|%))"
)
_STARTED = regex(r"[0-9-]")
_ROW = regex(r" {0,8}\d{1,5}, {0,3}\d{1,5}, {0,3}\d{1,5},")
"""Figures with commas are a row of a table: no value goes on with it."""
_WANTING = regex(
    r"(?i)[-/]\Z|\b(?:mrn|dob|ssn|id|no|number|born|phone|tel|acct|account)\b\W{0,3}[\d/ -]*\Z"
)
"""Unless the line before ends within a day or a number, or a cue leads to it."""
_CUE = 40
_COMPLETE = 7
"""So many digits in the first line are a number of their own."""


_QUOTED_BEFORE = regex(r"(?P<by>['\x22])[A-Za-z0-9][A-Za-z0-9.-]{0,23}\Z")
_QUOTED_AFTER = regex(r"[A-Za-z0-9.-]{1,24}(?P<by>['\x22])")
"""A literal of which each line has a part and that holds no blank."""


_INDENTED = 8
"""More lines that begin with one blank, and a third of all, are indented so."""
_TEARS, _OF = 2, 6
"""So many breaks that tear a word, and one of so many, were made without regard to words."""


def line_breaks(text: str) -> Iterable[Edit]:
    """What is left out, or read as a blank, so that the lines are one."""
    return _joined(text)


def line_breaks_of_rows(text: str) -> Iterable[Edit]:
    """The same of a text whose lines are torn, but for the breaks that part its rows."""
    edits = list(_joined(text))
    rows = _row_starts(text)
    kept = [edit for edit in edits if edit.end not in rows]
    return kept if len(kept) < len(edits) else ()


_ROWS = 3
_ROW_START = regex(r"(?m)^[ \t]?(?P<start>[A-Z]{2}|[A-Z]\d|\d\d|\d[-/]?$|[a-z]{2})")


def _row_starts(text: str) -> frozenset[int]:
    """Where lines begin as several others do."""
    begun: dict[str, list[int]] = {}
    for found in _ROW_START.finditer(text):
        begun.setdefault(found["start"], []).append(found.start())
    return frozenset(at for alike in begun.values() if len(alike) >= _ROWS for at in alike)


def _joined(text: str) -> Iterable[Edit]:
    breaks: dict[tuple[bool, bool], list[tuple[re.Match[str], Edit | None]]] = {}
    whole: list[int] = []
    for found in _breaks(text, whole):
        # One behind a figure is the number's own.
        own = found["hyphen"] != "" and text[found.start() - 1].isdigit()
        kind = found["hyphen"] != "" and not own, found["mark"] is not None
        breaks.setdefault(kind, []).append((found, _read(found, text)))
    torn = {
        kind
        for kind, alike in breaks.items()
        if _without_regard(alike, 0 if any(kind) else len(whole))
    }
    listed = sum(found["after"][0] == " " for alike in breaks.values() for found, _ in alike)
    indented = listed > _INDENTED and listed * 3 > text.count("\n")
    for (hyphen, marked), alike in breaks.items():
        regardless = (hyphen, marked) in torn
        # A hyphen at such a break is one of the value's own.
        own = hyphen and not regardless and (False, marked) in torn
        for found, edit in alike:
            if indented and found["after"][0] == " ":
                continue
            if edit is not None:
                # A blank that stood where lines were torn is left with either of them.
                yield edit._replace(text="") if regardless else edit
            elif regardless or own:
                keep = own or (not hyphen and found["hyphen"] != "")
                yield from _anywhere(found, text, keep=keep)
    if (False, False) in torn:
        for start in whole:
            behind = _BREAK.match(text, start)
            if behind is not None:
                yield from _anywhere(behind, text, keep=False)


def _breaks(text: str, whole: list[int]) -> Iterable[re.Match[str]]:
    """
    The breaks behind a line with something in it and before another. Those at which nothing can be
    torn, which are nearly all, go to `whole`, as where they begin; they are without any mark.
    """
    end = 0
    at = text.find("\n")
    while at >= 0:
        start = at - 1 if at and text[at - 1] == "\r" else at
        if _nothing_torn(text, start, at + 1):
            whole.append(start)
        else:
            # As far to the left as a search from the end of the break before would find it.
            if start > end and text[start - 1] in " \t":
                start -= 1
            if start > end and text[start - 1] == "-":
                start -= 1
            found = _BREAK.match(text, start)
            if found is not None:
                end = found.end()
                if start and text[start - 1] != "\n":
                    yield found
        at = text.find("\n", at + 1)


def _nothing_torn(text: str, start: int, end: int) -> bool:
    """
    Whether two letters or a letter and a mark of a sentence stand at a break, and neither a
    known word nor a figure, quotation or address near it. Then `_read` finds nothing: this says
    the same of most breaks, at a glance.
    """
    first, before = text[end : end + 1], text[start - 1 : start]
    if not first.isalpha() or before in " \t-\n":
        return False
    near = text[max(0, start - _BACK) : end + 2 * _AHEAD]
    if (
        "@" in near
        or "'" in near
        or '"' in near
        or _FIGURE.search(text, max(0, start - _BESIDE), end + _BESIDE)
    ):
        return False
    if not (before.isalpha() and first.islower()):
        return True
    word = text[max(0, start - _BACK) : start].rpartition(" ")[2]
    return word.isalpha() and word.isascii() and word.islower() and word not in _BEGUN


def _without_regard(alike: Sequence[tuple[re.Match[str], Edit | None]], others: int) -> bool:
    """Whether enough of these breaks, and of `others` that tear nothing, tear a word."""
    torn = sum(edit is not None and not edit.text for _, edit in alike)
    return torn >= _TEARS and torn * _OF >= len(alike) + others


_LABEL = regex(r"[ \t]*(?:[-*\u2022] |\d{1,3}[.)] |[A-Za-z][\w ]{0,24}:)")


def _begins(before: str, first: str, second: str) -> bool:
    """Whether a word or a remark begins with a line, and none goes on."""
    if first == "(":
        return before.isalpha()
    return first.isupper() and (before.islower() or (not before.isupper() and second.islower()))


def _anywhere(found: re.Match[str], text: str, *, keep: bool) -> Iterable[Edit]:
    """
    A break in a text whose lines are torn wherever they are too long.

    Not where a list or a labelled line begins, nor behind a sentence. `keep`: its hyphen.
    """
    before, after = text[found.start() - 1], found["after"]
    if before in ".!?:;{}>|" and after[0] != " " and not after[-1].isdigit():
        return
    begin = found.end() - len(after)
    if (
        not found["lead"]
        and after[0] != " "
        and _begins(before, after[-1], text[begin + 1 : begin + 2])
    ):
        return
    if _LABEL.match(text, begin) or after[-1] in "|#<{}":
        return
    stays = found["lead"] or keep
    yield Edit(found.end("lead") if stays else found.start(), begin)


def _read(found: re.Match[str], text: str) -> Edit | None:
    start, end = found.start(), found.end() - len(found["after"])
    before, after = text[start - 1], found["after"]
    if (
        after[-1].isdigit()
        and _ROW.match(text, end)
        and not _WANTING.search(text, max(0, start - _CUE), start)
    ):
        return None
    if found["hyphen"] and before == " ":
        # A dash, if no value goes on behind it.
        goes_on = _torn_value(text, start, start, end) or _torn_name(found, text)
        return Edit(start, end) if goes_on else None
    if found["hyphen"] and (before == "-" or after[0] in " -") and _torn_name(found, text):
        return Edit(start, end)
    if _torn_word(found, text) or _torn_literal(found, text):
        return Edit(start, end)
    dash = found.end("hyphen")
    if _torn_value(text, dash, found.end("lead"), end):
        return Edit(found.end("lead"), end)
    if found["hyphen"] and _torn_value(text, start, start, end):
        return Edit(start, end)
    if not found["lead"] and _torn_address(text, start, end):
        return Edit(start, end)
    if found["mark"] is not None and ">" in found["mark"] and after[0] != " ":
        joined = text[max(0, start - _BACK) : start] + " "
        if _one(joined, text[end : end + _AHEAD]):
            return Edit(start, end, " ")
    return _at_blank(found, text) if before.isalnum() or before in ",.)" else None


_TORN_BEFORE = regex(
    r"(?:(?<=[A-Za-z0-9,:.;] )|(?<=[\n>])|\A)(?:[A-Z][a-z']{1,20}-)?"
    r"(?:[A-Z][a-z']{1,20}|[A-Z']{3,20})[ -]?\Z"
)
_TORN_AFTER = regex(r"[ -]?(?:[A-Z][a-z']{2,20}|[A-Z']{3,20})(?![A-Za-z])")


def _torn_name(found: re.Match[str], text: str) -> bool:
    """Whether a hyphen stands where a line was broken at the blank, or the hyphen, of a name."""
    start, after = found.start(), found.end() - len(found["after"])
    return (
        found["mark"] is None
        and not found["lead"]
        and _TORN_BEFORE.search(text, max(0, start - _BACK), start) is not None
        and _TORN_AFTER.match(text, after) is not None
    )


def _torn_literal(found: re.Match[str], text: str) -> bool:
    start, end = found.start(), found.end() - len(found["after"])
    if found["lead"] or found["hyphen"]:
        return False
    before = _QUOTED_BEFORE.search(text, max(0, start - 25), start)
    after = _QUOTED_AFTER.match(text, end) if before is not None else None
    return before is not None and after is not None and before["by"] == after["by"]


def _torn_word(found: re.Match[str], text: str) -> bool:
    """A word with a capital in one line, and small letters of it in the next."""
    start, at = found.start(), found.end() - 1
    if found["lead"] or len(found["after"]) > 1:
        return False
    if "'" in (text[start - 1], text[at]):
        return _CLITIC.match(text[start - 1] + text[at : at + 3]) is not None
    word = _CAPITAL.search(text, max(0, start - _BACK), start)
    if word is None:
        # In small letters only a word that is known.
        small = _SMALL.search(text, max(0, start - _BACK), start) if text[at].islower() else None
        return small is not None and _KNOWN.match(small[0] + text[at : at + 12]) is not None
    if word[0].endswith("n't"):
        return False
    if word[0] in _STARTERS and not _TITLED.search(text, max(0, start - _BACK), word.start()):
        return False
    if _labelled(text, start, at) and not _KNOWN.match(word[0] + text[at : at + 12]):
        return False
    if found["hyphen"]:
        return text[at].isalpha()
    return _GOES_ON.match(text, at) is not None or (text[at].isalpha() and word[0] == "O'")


def _labelled(text: str, start: int, end: int) -> bool:
    """Whether both lines begin with a label, as those of a form do."""
    line = text.rfind("\n", max(0, start - _LONGEST_LABELLED), start) + 1
    return _FIELD.match(text, end) is not None and _FIELD.match(text, line, start) is not None


_LONGEST_LABELLED = 120
_FIELD = regex(r"[ \t]*[\w ]{1,24}[:=]")
_STARTERS = frozenset(word_list("language", "begin sentences"))
"""Words that begin sentences, and are whole: the rest of none stands in the next line."""
_TITLED = regex(r"(?:^|\W)(?:[DM]r|M(?:r?s|iss)|Prof|Nurse|[Pp]t|[Pp]atient)[.:]? \Z")
"""Behind a title they begin a name: `Dr. He` of Herman."""
_CLITIC = regex(r"(?:'|[A-Za-z]')s\b")


def _torn_value(text: str, start: int, lead: int, end: int) -> bool:
    """Whether the lines hold one value that neither of them holds."""
    if not (
        _FIGURE.search(text, max(0, start - _BESIDE), start)
        or _FIGURE.search(text, end, end + _BESIDE)
    ):
        return False
    low = max(0, start - _BACK)
    low = max(low, text.rfind("\n", low, start) + 1)
    return _one(text[low:lead], text[end : end + _AHEAD])


_FIGURE = regex(r"\d")


def _one(before: str, after: str) -> bool:
    cut = len(before)
    for found in _VALUE.finditer(before + after.split("\n", 1)[0]):
        if found.start() < cut < found.end():
            one, two = found[0][: cut - found.start()], found[0][cut - found.start() :]
            if not (_PLAIN.fullmatch(found[0]) or _WHOLE.fullmatch(one) or _WHOLE.fullmatch(two)):
                return True
    return any(
        found.start("value") < cut < found.end("value")
        and _STARTED.search(before, found.start("value")) is not None
        and len(_FIGURE.findall(before, found.start("value"))) < _COMPLETE
        for found in _CUED.finditer(before + after.split("\n", 1)[0])
    )


def _torn_address(text: str, start: int, end: int) -> bool:
    """Whether an e-mail address was broken."""
    before = _ADDRESS.search(text, max(0, start - _BACK), start)
    if before is not None:
        whole = _DOMAIN.fullmatch(before[0])
        return whole is None and _DOMAIN.match(text, end, end + _AHEAD) is not None
    after = _DOMAIN.match(text, end, end + _AHEAD * 2)
    return (
        after is not None
        and "@" in after[0]
        and (after[0][0] in "@._-" or text[start - 1] in "._-+")
        and _LOCAL.search(text, max(0, start - _BACK), start) is not None
    )


def _at_blank(found: re.Match[str], text: str) -> Edit | None:
    """A break beside a blank, which stays, or behind the mark of a quotation, which is one."""
    start, end = found.start(), found.end() - len(found["after"])
    quoted = found["mark"] is not None and ">" in found["mark"]
    blank = found["after"][0] == " "
    first = text[found.end() - 1]
    if found["mark"] is None and not blank and not found["lead"]:
        return None
    line = text.rfind("\n", max(0, start - 400), start) + 1
    # A quotation begins behind a colon or an empty line.
    within = quoted and text[line] != ">"
    if not (first.isupper() or first.isdigit() or (within and first.islower())):
        return None
    if not within and start - line < (_LONG_LINE if blank or found["lead"] else _QUOTED_LINE):
        return None
    if _UNIT.match(text, found.end() - 1):
        return None
    if found["mark"] is not None and not quoted:
        return None
    if blank:
        return Edit(start, end)
    if found["hyphen"]:
        return None
    return Edit(start + 1, end) if found["lead"] else Edit(start, end, " ")
