"""
Initials with which people sign what they wrote or did: at the end of the lines of a log, below a
message, in the reference of a letter, beside a credential.
"""

from collections import Counter
from collections.abc import Iterator

from promptward.deferred import regex
from promptward.recognizers.recognizer import Hits
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import NOT_A_NAME
from promptward_rules import word_list

__all__ = ["CUES", "NO_ONE", "abbreviates", "signed"]

_DASH = r"(?:[-~]|[^\x00-\x7f])"
CUES: dict[str, tuple[str, str]] = {
    "initialed_row": (
        r"[ \t/.](?:[a-z]{2,3}|[A-Z]{2,3})(?:[/&+](?:[a-z]{2,3}|[A-Z]{2,3}))?\)?[ \t]{0,3}$",
        "m",
    ),
    "initialed_closing": (
        (
            rf"(?:[.!?)][ \t]{{0,3}}|\n[ \t]{{0,3}}){_DASH}{{1,2}} ?[A-Z]{{1,3}}\.?\s{{0,4}}$"
            r"|[.!?] {1,2}[A-Z]\.\s{0,4}$"
            r"|[.!?)] {0,3}/ ?(?:[A-Z]{2,3}|[a-z]{2,3})\s{0,4}$"
            r"|[.!?] {1,3}[A-Z]{2,3}[\x22']{0,2}\s{0,4}$"
        ),
        "",
    ),
    "initialed_titled": (
        (
            rf"[.!?)\n] {{0,3}}{_DASH}{{1,2}} ?[A-Z]{{2,3}},? (?:MD|DO|RN|NP|PA|PharmD|RD|LPN|DPT"
            r"|PT|OT|RT|SLP|LCSW|MSW|CNM|CRNA|RPh|CPhT|CNA|EMT|PhD)\b"
        ),
        "",
    ),
    "initialed_ref": (r"\b(?:[Rr]ef|REF):? {1,3}[A-Z][A-Za-z]{1,4}/[A-Za-z]{2,3}\b", ""),
    "initialed_entry": (
        r"(?:^|[\n.;)] {0,2})\d{1,2}/\d{1,2}(?:/\d{2,4})?,? (?:\d{1,2}:?\d\d )?[A-Za-z]{2,3}: ",
        "",
    ),
    "initialed_post": (
        (
            r"\b(?:[Bb]ack-?up|BACK-?UP|[Tt]ech|[Ff]loat|[Cc]harge|[Rr]elief|[Oo]perator|[Ss]cribe|[Tt]yped|[Tt]ranscribed|[Ss]canned|[Ee]ntered|[Cc]oded"
            r"|[Ww]itness|[Dd]rawn|[Cc]ollected|[Rr]eader|[Cc]hecked|[Vv]erified|[Pp]ulled|[Cc]overing|[Ss]igned|[Ss]ign(?:ature)?|[Ll]ogged|[Rr]ecorded|[Ss]een"
            r"|[Ii]nit(?:ial(?:s|ed)?)?)(?:[:.]| by:?)? {1,2}[A-Z]{2,3}\b"
        ),
        "",
    ),
    "initialed_typed": (
        (
            r"(?:^|\d |\bDD?:? )[A-Z]{2,3}[/:][a-z]{2,3}[ \t]{0,3}$"
            r"|^[A-Z]{2,3} ?/ ?[a-z]{2,3}(?:[ \t]{2}|$)"
        ),
        "m",
    ),
    "initialed_did": (
        (
            r"\b(?:typed|transcribed|scanned|entered|keyed|coded|drawn|redrawn|collected|recollected"
            r"|checked|verified|pulled|logged|recorded|charted|called|phoned|faxed|posted|filed"
            r"|counted|dictated|printed|mailed|registered|scheduled|booked|rescheduled|abstracted)"
            r"(?: in)? (?:by|per):? [a-z]{2,3}\b"
            r"|\b(?:typed|transcribed|keyed|dictated|typist|scribe|initials): [a-z]{2,3}\b"
        ),
        "i",
    ),
    "initialed_pair": (r"[.!?)\]][ \t]{2,8}[a-z]{2,3}/[a-z]{2,3}[ \t]{0,3}$", "m"),
    "initialed_part": (r"^[ \t]{0,3}[A-Z][A-Z ]{3,30} \([a-z]{2,3}\):", "m"),
    "initialed_row_of": (
        (
            r"^[ \t]{0,4}(?:[A-Z]{1,4}-?)?\d{2,5}-\d{2,5}(?:-\d{1,4})?[ \t"
            r"|,;]{1,8}[A-Z](?:-?[A-Z]|[A-Z-][A-Z])"
            r"(?:[ \t]{2}|[|,;\t])"
        ),
        "m",
    ),
    "initialed_subject": (
        (
            r"\b(?:(?:[A-Z]{1,4}-?)?\d{2,5}-\d{2,5}(?:-\d{1,4})?|(?:[Ss]ubj(?:ect)?|[Pp]articipant"
            r"|[Ss]creen(?:ing)?|[Pp]t|[Pp]atient)\.? ?#?\d{2,5}) \([A-Z](?:-?[A-Z]|[A-Z-][A-Z])\)"
        ),
        "",
    ),
}
"""Where initials may stand; each ends with them, or with what follows them."""

_LETTERS = regex(r"[A-Za-z]+")
_IN_ROW = regex(r"[ \t|,;]([A-Z][A-Z-]{1,2})(?:[ \t]{1,2}|[|,;])$")
_LAST = regex(r"(?:[A-Za-z]{2,3}[/&+])?[A-Za-z]{2,3}\)?[ \t]{0,3}$")
_LOGGED = regex(
    r"[ \t]*[\[(]?(?:\d{1,2}[:.h/-]?\d{2}|\d{1,2}/\d|[A-Z][a-z]{2} \d|(?:Chair|Bed|Rm|Room"
    r"|Bay|[a-z]{3,8}) ?#?\d)"
)
_ENDS = regex(r"[ \t]{0,3}(?:$|[\n.,;)|]| {2}|\d{1,2}[/.:-]\d)")
_ENDS_CLAUSE = regex(r"[ \t]{0,3}(?:$|[\n.,;)|/]| {2}|\d| (?:at|on|for|and|to|@|w/) )")
_FEWEST = 2
_LONGEST_LINE = 300
_SINGLE = 2
NO_ONE = frozenset(word_list("names", "never initials of who signs"))


_INDEXES = frozenset(("doi", "url", "nct"))


def _is_short(low: str) -> bool:
    """Whether letters abbreviate something else."""
    return low in NO_ONE or low in NOT_A_NAME or low in shipped("abbreviations")


def abbreviates(low: str) -> bool:
    """Whether letters are a word, or stand for something else than a person."""
    return _is_short(low) or (len(low) > _SINGLE and low in shipped("english"))


def signed(  # noqa: C901, PLR0912  # a loop a cue
    text: str, hits: Hits
) -> Iterator[tuple[int, int]]:
    """Where initials of people who sign stand."""
    yield from _rows(text, hits)
    yield from _entries(text, hits)
    for _, end in hits.get("initialed_closing", ()):
        yield from _closing(text, end)
    for start, end in hits.get("initialed_titled", ()):
        first = _LETTERS.search(text, start, end)
        if first and not abbreviates(first[0].lower()):
            yield first.span()
    for start, end in hits.get("initialed_typed", ()):
        both = [one.span() for one in _LETTERS.finditer(text, max(start, end - 12), end)][-2:]
        if len(both) > 1 and not any(abbreviates(text[a:b].lower()) for a, b in both):
            yield from both
    yield from _done(text, hits)
    for start, end in hits.get("initialed_subject", ()):
        begin = text.rindex("(", start, end) + 1
        if not abbreviates(text[begin : end - 1].lower()):
            yield begin, end - 1
    for start, end in hits.get("initialed_row_of", ()):
        last = _IN_ROW.search(text, start, end)
        if last and not abbreviates(last[1].lower()):
            yield last.span(1)
    for start, end in hits.get("initialed_ref", ()):
        slash = text.rindex("/", start, end)
        begin = text.rindex(" ", start, slash) + 1
        if text[slash + 1 : end].lower() in _INDEXES:
            continue
        if text[slash + 1 : end].islower() or text[begin:slash].isupper():
            yield begin, slash
            yield slash + 1, end
    for start, end in hits.get("initialed_post", ()):
        begin = text.rindex(" ", start, end) + 1
        if _ENDS.match(text, end) and not abbreviates(text[begin:end].lower()):
            yield begin, end


def _done(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    """In small letters: who did what stands before, behind an entry, and behind its heading."""
    for start, end in hits.get("initialed_did", ()):
        begin = text.rindex(" ", start, end) + 1
        low = text[begin:end]
        if low.islower() and _ENDS_CLAUSE.match(text, end) and not abbreviates(low):
            yield begin, end
    for start, end in hits.get("initialed_pair", ()):
        slash = text.rindex("/", start, end)
        pair = [one.span() for one in _LETTERS.finditer(text, max(start, slash - 3), end)]
        words = [text[a:b] for a, b in pair]
        # Of two people one may be called as a word is.
        if not all(map(abbreviates, words)) and not any(map(_is_short, words)):
            yield from pair
    for start, end in hits.get("initialed_part", ()):
        begin = text.rindex("(", start, end) + 1
        low = text[begin : end - 2]
        heads = text[start : begin - 2].split()
        if not abbreviates(low) and low != "".join(one[0] for one in heads).lower():
            yield begin, end - 2


def _entries(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    """Who wrote the entries of a log, after their days: `3/2 qz: called, 3/5 qz: paid`."""
    found = []
    for start, end in hits.get("initialed_entry", ()):
        begin = text.rindex(" ", start, end - 1) + 1
        if not abbreviates(text[begin : end - 2].lower()):
            found.append((begin, end - 2))
    if len(found) >= _FEWEST:
        yield from found


def _closing(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The letters that end a text."""
    while end and not text[end - 1].isalpha():
        end -= 1
    start = end
    while start and text[start - 1].isalpha() and text[start - 1].isascii():
        start -= 1
    if end - start > 1 and text[start - 1] in " /" and text[start - 2] not in "-~\xff":
        # Without a dash it may be the last word of the sentence.
        if not abbreviates(text[start:end].lower()):
            yield start, end
        return
    if text[start:end].lower() not in NO_ONE - {
        "er",
        "or",
        "ed",
        "la",
        "ra",
        "ns",
        "ac",
        "pc",
        "cc",
    }:
        yield start, end


def _rows(text: str, hits: Hits) -> Iterator[tuple[int, int]]:
    """Letters at the end of lines of a log that come again: who did what it says."""
    found: list[tuple[str, int, int]] = []
    for _, end in hits.get("initialed_row", ()):
        first = max(0, end - _LONGEST_LINE - 1)
        low = text.rfind("\n", first, end) + 1 or first
        if end - low > _LONGEST_LINE or not _LOGGED.match(text, low, end):
            continue
        last = _LAST.search(text, max(low, end - 12), end)
        if last is None:
            continue
        found.extend(
            (one[0], one.start(), one.end())
            for one in _LETTERS.finditer(text, last.start(), last.end())
            if not abbreviates(one[0].lower())
        )
    if len(found) < _FEWEST:
        return
    counts = Counter(letters for letters, _, _ in found)
    again = max(counts.values()) >= _FEWEST
    for letters, start, end in found:
        if counts[letters] >= _FEWEST or (again and len(found) > _FEWEST):
            yield start, end
