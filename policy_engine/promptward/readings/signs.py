"""
Signs: what a text holds if a layer has anything to read in it, all searched for in one pass.

A sign says that it is worth while to look, and never more: it may be there for nothing. A layer
whose sign is missing does not read. They are patterns for the search engine, over the
bytes of a folded text; words are given as words.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from promptward.readings import escapes
from promptward.readings.amounts import AMOUNT_SIGNS
from promptward.readings.disfigured import DISFIGURED_SIGNS
from promptward.readings.dressed import DRESSED_SIGNS
from promptward.readings.likeness import MISREAD_SIGNS
from promptward.readings.mistyped_dates import MISTYPED_DATE_SIGNS, SLIPPED_MONTH_SIGNS
from promptward.readings.own_towns import TOWN_SIGNS
from promptward.readings.serials import SERIAL_SIGNS
from promptward.readings.slips import SLIP_SIGNS
from promptward.readings.turned import TURNED_SIGNS
from promptward.readings.wrapped import WRAPPED_SIGNS

__all__ = ["ALWAYS", "GROUPS", "Sign", "signed", "signs"]


class Sign(NamedTuple):
    """
    One pattern and the layers that it is a sign of.

    `row`: it is one where so many words of the row stand side by side. `once`: the search need
    not report more than one place.
    """

    layers: tuple[str, ...]
    source: str
    cased: bool = True
    row: int = 0

    @property
    def once(self) -> bool:
        """Whether one place is enough."""
        return not self.row


_ROW, _BETWEEN = 3, 7
"""So many words for digits or letters, with so many other characters between two of them."""
_ALL_LEFT = r"(?:>{1,3}|#{1,3}|//|\*|;|--|\||\+)"
_MARKS = rf"(?:[ \t]{{0,8}}{_ALL_LEFT}[ \t]?)?"
_MONTH = r"(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)"
_INLINE = "(?:b|i|u|s|a|em|strong|span|font|wbr|sup|sub|small|mark|code|ins|del|tt|big|br|q)"
_FAR = "(?: [-.] ?|[-.] | {2,3})"
_QUOTES = r"[\x22']"
_APART = (" ", ",", r"\.", ":", "/", "#", ";", r"\n", "-")
# By layer; behind its name the group of those signs, where that is not told by what they are.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "escapes marks": tuple(source for byte, source in escapes.SIGNS if byte in "&\\+["),
    "escapes equals": tuple(source for byte, source in escapes.SIGNS if byte in "%<=?"),
    "escapes": tuple(source for byte, source in escapes.SIGNS if byte not in "&\\+[%<=?"),
    "markup equals": (
        rf"[A-Za-z0-9@.',:/-]<(?:!--|/?{_INLINE}[ />])",
        rf"</?{_INLINE}/?>[A-Za-z0-9@.-]",
        r">[A-Za-z0-9]</[a-z]{1,6}><[a-z]",
    ),
    "markup marks": (
        r"[A-Za-z0-9.@/(),:-](?:\*{2,3}|~~)[ A-Za-z0-9@./(),:-]",
        r"[ A-Za-z0-9@./(),:-](?:\*{2,3}|~~)[A-Za-z0-9@./(),:-]",
        r"[a-z]\*[a-z]",
        r"\*\*[A-Za-z0-9]\*{4}[A-Za-z0-9]\*\*",
        r"_[A-Za-z0-9]__[A-Za-z0-9]_",
        r"[a-z]__[a-z]",
        r"\]\([^()\s]{0,200}\) ?[A-Za-z0-9@.',/-]",
        r"\\(?:text(?:bf|it|tt|rm|sf|sc)|emph|underline|mbox)\{",
        r"\{[-.,/ ]{1,2}\}",
        "[A-Za-z0-9.,)&]~[A-Za-z0-9(&]",
        r"[A-Za-z0-9]\\[-. +#/,()'@&:^]",
        r"\{(?:\+\+|==|--)[^{}\n]{1,80}(?:\+\+|==|--)\}",
    ),
    "words_set marks": (
        r"[A-Za-z0-9.,'](?:`|\]|\}|__) (?:`|\[|\{|__)[A-Z0-9]",
        r"[A-Za-z0-9.,']\* \*[A-Z0-9]",
        r"[A-Za-z0-9.,']_ _[A-Z0-9]",
        r"[A-Za-z0-9.']\]\] \[\[[A-Z0-9]",
    ),
    "words_set": ("[A-Za-z0-9.']> <[A-Z0-9][a-z0-9.-]",),
    "line_breaks": (
        r"[A-Za-z]-?\r?\n\f(?:Page [0-9]{1,4}\r?\n)?[a-z0-9]",
        r"[A-Za-z]-?\r?\n\r?\n\f?Page [0-9]{1,4}(?: of [0-9]{1,4})?\r?\n(?:\r?\n)?[a-z0-9]",
        rf"[\x22'][A-Za-z0-9.-]{{1,24}}\r?\n{_MARKS}[A-Za-z0-9.-]{{1,24}}[\x22']",
        rf"-[A-Z]{{1,2}}\r?\n{_MARKS}[A-Z]{{1,2}}-[0-9]",
        rf"-[A-Z][a-z]{{0,2}}\r?\n{_MARKS}[a-z]{{0,2}}-[0-9]",
        # Headings of papers end with a stroke (`STUDY DESIGN/`).
        rf"[0-9@]\r?\n{_MARKS}[0-9a-zA-Z@./(-]|/\r?\n{_MARKS}[0-9a-z@.-]",
        rf"[A-Za-z0-9]-\r?\n{_MARKS}[0-9]",
        rf"[A-Za-z0-9]\r?\n{_MARKS}[-/@.:][0-9a-z]",
        rf"[0-9A-Fa-f]:\r?\n{_MARKS}[0-9a-fA-F]",
        rf"[A-Z][a-z']{{0,12}}\r?\n{_MARKS}[a-z]",
        rf"[A-Z]{{2}}\r?\n{_MARKS}[0-9]",
        # Not behind a heading of papers (`PATIENTS-`).
        rf"[a-z]-\r?\n{_MARKS}['-]?[A-Za-z]|[A-Z]-\r?\n{_MARKS}(?:[A-Z]{{2}}|['a-z-])",
        rf"[A-Za-z] -\r?\n{_MARKS}[A-Z][A-Za-z]|[0-9]-\r?\n{_MARKS}(?:st|nd|rd|th)\b",
        r"[A-Za-z0-9,.)-]\r?\n[ \t]?>[ >]{0,4}[A-Za-z0-9(]",
        r"[A-Za-z0-9,.)-]\r?\n [A-Z0-9(]",
        r"[A-Za-z0-9,.] \r?\n[A-Z0-9(]",
        r"[0-9A-Za-z.]'\r?\n[a-z]",
        r"@[A-Za-z0-9.-]{0,20}\r?\n[a-z0-9.]",
    ),
    "spacing apart": (
        *(rf"\b[0-9A-Za-z](?:{by} ?[0-9A-Za-z]\b){{3}}" for by in _APART),
        r"\b[0-9](?:[ \n-]{1,3}[0-9])?[ \n-]{1,3}/[ \n-]{1,3}[0-9]\b",
        r"\b[0-9A-Za-z](?:\r\n[0-9A-Za-z]\b){3}",
        r"\b[0-9A-Za-z](?: [-/.,|_:;+*~#] ?[0-9A-Za-z]\b){3}",
        *(rf"\b[A-Z0-9](?:{by}[ -~]){{2,}}{by}[A-Za-z0-9]\b" for by in (" ", r"\.", r"\n", "-")),
    ),
    "spacing marks": (
        r"\b[0-9A-Za-z](?:_ ?[0-9A-Za-z]){3}",
        r"\b[A-Z0-9](?:_[ -~]){2,}_[A-Za-z0-9]\b",
        *(rf"\b[0-9A-Za-z](?:{by} ?[0-9A-Za-z]\b){{3}}" for by in (r"\*", "~", r"\+", r"\|", "`")),
        r"\b[0-9A-Za-z](?:[\t^][0-9A-Za-z]\b){3}",
    ),
    "addresses marks": (r"[A-Za-z0-9] ?@ [A-Za-z]",),
    "spacing equals": (r"\b[0-9A-Za-z](?:=[0-9A-Za-z]\b){3}",),
    "grouping": (
        r"[0-9][_|~#\\^] ?[0-9]{2}",
        # An allele has one figure before its star (`DRB1*0101`).
        r"[0-9]{2}\* ?[0-9]{2}|[0-9]\*[0-9]{1,2}\*[0-9]",
        r"[0-9]{2}'[0-9]{2}",
        r"[0-9]--[0-9]",
        r"[0-9][;=] ?[0-9]{1,4}[_|~*;#=\\^:/-] ?[0-9]{2}",
        r"[0-9]{3}[;=] ?[0-9]{3}\. ?[0-9]{4}",
        r"[0-9]{3}[.-][0-9]{3}[_|~*:;#=\\^] ?[0-9]{4}",
        r"[0-9][./-][0-9]{1,2}[_|~*;#^:](?:19|20)[0-9]{2}",
        r"(?:19|20)[0-9]{2}[.:-][0-9]{1,2}[_|~*;#^][0-9]",
        r"\b[0-9]{1,2}[.:/-][0-9]{1,2}[_|~*;#^][0-9]{2}\b",
        r"[0-9]: ?[0-9]{1,2}[_|~*;#^:./-] ?(?:19|20)[0-9]{2}",
        r"[0-9]{3}\)?: ?[0-9]{2,4}[_|~*:;#=\\^.-] ?[0-9]{4}",
        "[0-9]{3}: ?[0-9]{3}",
        r"\b[0-9]{2}(?:[ ,/-][0-9]{2}){3}",
        r"\b[0-9]{2}(?:\.[0-9]{2}){3}",
        r"\b[0-9]{3},[0-9]{3},[0-9]{4}\b",
        rf"[0-9]{{3}}\)?{_FAR}[0-9]{{2,3}}[-. ]{{1,3}}[0-9]{{4}}",
        rf"[0-9]{{3}}\)?[-. ]{{1,3}}[0-9]{{2,3}}{_FAR}[0-9]{{4}}",
        "[0-9] ?/ [0-9]{1,2} ?/ ?[0-9]{2}",
        "[0-9] /[0-9]{1,2} ?/ ?[0-9]{2}",
        "[0-9]/[0-9]{1,2}(?: /|/ )[0-9]{2}",
        rf"(?:{_MONTH}|sept|uary|rch|ril|une|uly|ust|ber)[_|~.:*][0-9]",
        rf"[0-9][_|~:*]{_MONTH}",
        r"\b(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]T[0-2][0-9]",
        r"\b[A-Za-z][a-z]{2,8}(?:19|20)[0-9]{2}\b",
        r"(?:on|ue|ed|hu|ri|at|un|ay)[0-9]{1,2}[/-][0-9]",
        r"[0-9][_|~][0-9]{1,3}[._~|:][0-9]",
        r"[0-9][.:][0-9]{1,3}[_|~][0-9]",
        r"\b[A-Z]{1,4}[0-9]{0,2}[_|~:][A-Z0-9]{2}",
        r"\b[A-Z]{1,4}[_|~:][A-Z0-9][_|~:.-]?[0-9]",
        r"[0-9]{2} [0-9]{2} [0-9]{2} [0-9]\b",
        r"\b(?:19|20)(?: [0-9]{2}){3}\b",
    ),
    "literals": (
        rf"{_QUOTES}[ \t]?(?:\+|\|\||&|\.\.?)[ \t]?[rbfuN]?{_QUOTES}",
        rf"[^\s\x22'=:,(\[{{]{_QUOTES} ?[rbfu]?{_QUOTES}[^\s\x22',:)\]}}]",
        rf"{_QUOTES}[ \t]?(?:[+&.\\]|\|\|)?[ \t]?\r?\n[ \t]+(?:[+&.] ?|\|\| ?)?[rbfu]?{_QUOTES}",
        rf"{_QUOTES}[^\x22'\n]{{1,2}}{_QUOTES},\s{{0,12}}{_QUOTES}[^\x22'\n]{{1,2}}{_QUOTES},",
        rf"{_QUOTES}{{2}}\.join\([\[(]",
        rf"(?:CONCAT|CONCATENATE|[Cc]oncat|paste0|strcat)\([ \t]?{_QUOTES}",
        rf"{_QUOTES};?[ \t]{{0,4}}(?:\r?\n[ \t]{{0,8}})?\w{{1,20}} ?\+= ?[rbfu]?{_QUOTES}",
        rf"{_QUOTES}\}}{{1,2}}\$\{{{{1,2}}{_QUOTES}",
        rf"{_QUOTES}\}}\}}\{{\{{{_QUOTES}",
        rf"[A-Za-z0-9]{_QUOTES}{{2}} [A-Za-z0-9]",
        rf"[A-Za-z0-9] {_QUOTES}{{2}}[A-Za-z0-9]",
        rf"{_QUOTES}(?:%s|\{{[0-9]?\}}){{2,40}}{_QUOTES}",
    ),
    "members": (
        rf"[1-3]{_QUOTES}?[ \t]?(?::=|=>|[:=])[ \t]?[rbfu]?{_QUOTES}",
        rf"\w, ?\w{{1,12}} ?= ?[(\[]?[rbfu]?{_QUOTES}",
        r"[A-Za-z_][0-9][,;\t|][A-Za-z]\w{0,12}[0-9]\b",
    ),
    "members lists": (
        (
            r"\b(?:[Pp]art|[Pp]iece|[Cc]hunk|[Ss]eg|[Ss]egment|[Ff]ragment|[Bb]it|[Hh]alf)"
            r"[ _-]?[0-9]{1,2} ?[:=)]"
        ),
    ),
    "rows marks": (r"(?:^|\n)\| [^-]",),
    "rows": (r": ?[>|][+-]?[ \t]?\r?\n[ \t]",),
    "quoted": (
        (
            # Not behind a bracket of prose (`alone ("MUS-only")`).
            r"(?:[=:\[{,>]\s{0,3}|\w\(\s{0,3}|^\(|(?:rror|WHERE|user|in|LIKE)[ :=]{1,3}|^\s{0,8})"
            r"[rRbBuU]?(?:\\{0,7}[\x22']){1,3}[A-Z0-9][^\x22'\n]{2,70}[\x22']"
        ),
    ),
    "alone equals": (r"[?&][A-Za-z][\w.-]{0,20}=[A-Za-z0-9(]",),
    "alone lines": (
        r"(?:#|//|--) {1,2}[A-Z][\w'-]{1,24}(?:, ?| )[A-Z]",
        (
            r"(?:#|//|--) {1,2}[\w'-]{3,24}(?: [\w'-]{3,24}){0,2} (?:asked|said|wants|wanted"
            r"|reported|called|told|wrote|needs)\b"
        ),
    ),
    "alone marks": (
        r"\|[-:| ]{3,120}\|[ \t]*\n\|",
        "(?:^|\n)@@ -[0-9]",
        (
            r"[A-Za-z0-9]_{1,3}(?:mri|cta?|mra|xr|xray|us|pet|dexa|echo|ecg|ekg|eeg|emg|scans?|images?|report|notes?"
            r"|labs?|results?|chart|referral|letter|consent|discharge|summary|intake|visit|biopsy"
            r"|path|pathology|rx)\.[a-z]"
        ),
    ),
    "changes marks": (r"(?:^|\n)@@ -[0-9]",),
    "identifiers marks": (
        r"[A-Za-z0-9][.,]_[A-Z0-9]",
        "_[A-Z][a-z]",
        "[A-Z][a-z]{1,40}_",
        "_[0-9]{4}",
        "_[A-Z]{1,5}_[0-9]",
        "[0-9]_[0-9]{2,4}_[0-9]{4}",
        "[0-9]_[0-9]_[0-9]{4}",
        r"[0-9]_[A-Za-z]{3,9}_(?:(?:19|20)[0-9]{2}|[0-9]{2}(?:[^0-9]|$))",
        r"[0-9]_[0-9]{1,2}_[0-9]{2}",
        r"_[A-Z]{1,6}[0-9]{1,4}_[0-9]{4}",
    ),
    "base64": (
        "[a-z][A-Z][a-z][A-Z]",
        # A word of four or five letters is a gene, a stage or a unit.
        *(
            sign
            for within in (
                "[A-Z0-9][a-z][A-Z]{2}",
                "[a-z][A-Z]{2}[a-z0-9]",
                # The haemoglobin A1c is no code.
                "(?:[B-Z][0-9]|A[02-9])[a-z]",
                "A1[abd-z]",
                "[0-9][A-Z][a-z]",
                "[a-z][0-9][A-Z]",
                "[a-z](?:[B-Z][0-9]|A[02-9])",
                "[A-Z][a-z][0-9][a-z]",
            )
            for sign in (f"[A-Za-z0-9+/_-]{{3}}{within}", rf"{within}[A-Za-z0-9+/_-]{{3}}")
        ),
        r";base64,",
    ),
    "base64 equals": (
        r"[A-Za-z0-9+/_-]{6}={1,2}(?:[^=A-Za-z0-9(\[{\x22' ]|$)",
        r"(?:[^=A-Za-z0-9+/]|^)={1,2}[A-Za-z0-9+/]{6}",
        r"=\?[\w-]{3,12}\?[BbQq]\?",
    ),
    "base32": ("[A-Z2-7]{16}",),
    "base32 figures": (
        "[a-z][2-7]{1,2}[a-z]{1,5}[2-7][a-z2-7]{2}",
        "[a-z]{3}[2-7][a-z2-7]{4}",
    ),
    "base32 equals": (
        "[A-Z2-7]{8}[A-Z2-7]{2,}=",
        r"\b[A-Z2-7]{4}[A-Z2-7]{0,3}=",
        r"[a-z2-7]{4}=(?:[^A-Za-z0-9]|$)",
    ),
    "ascii85 marks": ("<~",),
    "punycode": ("xn--",),
    # Not behind a sentence: typists set two blanks there.
    "gaps": (
        "[a-z,] {2,4}[A-Z]",
        "[A-Z][a-z]+,? {2,4}[0-9]",
        r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St)\. {2,4}[A-Z]",
    ),
    "gaps marks": (r"[a-z.,0-9]\t[A-Z0-9]",),
    "utf7 marks": (r"\+A[A-H][A-Za-z0-9+/]{3}",),
    "hex": (
        "(?:[2-7][0-9A-Fa-f]){4}",
        "[2-7][0-9A-Fa-f][Cc][3-9A-Fa-f][89a-bA-B][0-9A-Fa-f]",
        *(
            rf"[2-7][0-9A-Fa-f](?:{by}(?:0x)?[2-7c-fC-F][0-9A-Fa-f]){{3}}"
            for by in (" ", ":", ",", "-", r"\n", r"[:, -]\n")
        ),
        r"[2-7][0-9A-Fa-f](?:, (?:0x)?[2-7c-fC-F][0-9A-Fa-f]){0,3}, (?:0x)?[2-7][a-fA-F]\b",
    ),
    "binary lists": (r"[01]{7,8}(?:[ ,\n]{0,2}[01]{7,8}){2}",),
    "morse": (r"[.-]{1,5}(?: ?/ ?| {1,3})[.-]{1,5}(?: ?/ ?| {1,3})[.-]{1,5}(?: ?/ ?| {1,3})[.-]",),
    "codes calls": (
        r"(?:[Cc]hr|CHR|[Cc]har|CHAR)[WB$]?[(\]] ?[0-9]{2,3}\)? ?(?:[&+.,]|\|\|) ?\[?[Cc]",
    ),
    "code_points lists": (r"U\+00[2-7][0-9A-Fa-f][ ,]{1,2}U\+00[2-7][0-9A-Fa-f]",),
    "codes lists": (
        r"\b(?:bytes|chr|ord|bytearray|fromCharCode)[ (,\[]{1,3}[0-9]{2,3}(?:, ?[0-9]{2,3}){2}",
        (
            r"[0-9]{2,3}[ \t]{0,2}[,; \n/|-][ \t\n]{0,8}[0-9]{2,3}[ \t]{0,2}[,; \n/|-][ \t\n]{0,8}"
            r"[0-9]{2,3}[ \t]{0,2}[,; \n/|-][ \t\n]{0,8}[0-9]{2,3}\b"
        ),
    ),
    "digits_for_letters": (
        "[a-z]{2}[0-9]{1,3}[a-z]",
        "[A-Z][a-z][0-9]{1,3}[a-z]",
        # Genes end so (`COL1A1`), but with figures that are no letters' likeness.
        "[A-Z]{2}[0-9]{1,3}[A-Z]{2}",
        "[A-Z]{2}[05]{1,2}[A-Z]",
        # Not `VO2max`.
        r"(?:[a-z]|\b[A-Z]|[A-Z]{5})[0-9]{1,3}[a-z]{2}",
        r"[A-Z][0-9]{2,3}[a-z]{2}|[A-Z]{2}[0-9][a-z]{2}\b",
        r"\b[0-9]{1,2}[A-Za-z]{1,24}[0-9][A-Za-z]",
        r"\b[0-9][a-z]{3}",
        r"\b[0-9][A-Z]{4}",
        r"\b[A-Za-z][0-9]{2,3}[a-z]",
    ),
    "misread_digits": MISREAD_SIGNS,
    "cells equals": (r"[A-Za-z0-9.]</t[dh]>\s{0,4}<t[dh][^<>]{0,60}>[A-Za-z0-9(]", r"\]\]><!\["),
    "numbered lines": (
        r"(?:^|\n) {0,6}[0-9]{1,6}(?:  |\t|: ?| \| )[^\n]{1,200}\n {0,6}[0-9]{1,6}(?:  |\t|:| \|)",
    ),
    "chat lines": (
        r"\n\[[0-9]{1,4}[/.:-][0-9]{1,2}[^\]\n]{0,20}\] ",
        r"\n[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{2,4},? [0-9]{1,2}:[0-9]{2}[^\n]{0,6} - ",
    ),
    **DISFIGURED_SIGNS,
    **DRESSED_SIGNS,
    "mixed_case": ("[a-z][A-Z][a-z][A-Z]", r"[A-Z][a-z][A-Z][a-z](?:[A-Z]|\b)"),
    "misplaced_blank": (
        "[A-Z][a-z]{2,}[A-Z] [a-z]{2}",
        "[A-Z][a-z]+ [a-z][A-Z][a-z]{2}",
        r"\b[a-z][A-Z][a-z]{2}",
        r"[A-Z][a-z]{2,}[A-Z] \.",
        r"[A-Z][a-z]{2,} \.[A-Z](?:[ ,?]|$)",
        "[A-Z][a-z]{2,}[0-9] [0-9]",
        "(?:Januar|Februar|Marc|Apri|Jun|Jul|Augus|Septembe|Octobe|Novembe|Decembe) [a-z][0-9]",
    ),
    **TURNED_SIGNS,
    "serial_dates": SERIAL_SIGNS,
    "mistyped_dates apart": MISTYPED_DATE_SIGNS,
    "mistyped_dates figures": SLIPPED_MONTH_SIGNS,
    "slips apart": SLIP_SIGNS,
    "town phrases": TOWN_SIGNS,
    "amounts figures": AMOUNT_SIGNS,
    "plus_for_blank marks": (
        r"[a-z0-9.,']\+[A-Z0-9(]",
        r"[A-Z]{4}\+[A-Z]{4}",
        r"[A-Z]\+(?:[A-Z][a-z]|[0-9])",
        r"[=?&%+0-9][^ \n]{0,40}[a-z]\+[a-z]",
        r"[a-z]\+[a-z]{1,30}[+=&%?0-9]",
    ),
    "figures_reversed": (
        r"[0-9]{4}[-.][0-9]{2,3}[-.][0-9]{3}",
        r"[0-9](?:91|02)[-./][0-9]{2}[-./][0-9]",
        r"[0-9]{1,2}[-./][0-9]{2}[-./][0-9](?:91|02)\b",
        r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.(?:25[6-9]|2[6-9][0-9]|[3-9][0-9]{2})\b",
        r"[0-9]\.[3-9][0-9]{2}\.[0-9]|\.[0-9]{1,2}0\.[0-9]|\.[0-9]{3}\.[0-9]\.",
    ),
    "figures_shifted": (
        r"[56][0-9]/[5-8][0-9]/[0-9]{2}",
        r"[56][0-9]/[0-9]/(?:64|75)[0-9]{2}",
        r"[3-9][0-9]{2}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]",
        r"[0-9]\.[0-9]{1,3}\.[3-9][0-9]{2}\.[0-9]",
        r"[0-9]\.[3-9][0-9]{2}\.[0-9]{1,3}\.[0-9]",
        r"(?:64|75)[0-9]{2}[-./][56][0-9][-./][5-8][0-9]",
        r"[56]?[0-9][-./][5-8]?[0-9][-./](?:64|75)[0-9]{2}",
    ),
    "reversed": (
        r"[a-z']{2}[A-Z](?:[^\w(-]|-[a-z0-9]|$)",
        r"\b(?:moc|gro|ude|ten|vog|oi|su|ku)\.[a-z]",
        "//:s?ptth",
        r"[\x22']\[::-1\]",
        r"[\x22']\.split\(.{2}\)\.reverse",
        r"[0-9](?:rr?ts|evA|dR)\b",
        r"[A-Za-z] ,[A-Za-z]{2}",
        r"[0-9]-(?:naj|bef|ram|rpa|yam|nuj|luj|gua|pes|tco|von|ced)-[0-9]",
    ),
    **WRAPPED_SIGNS,
    "figures_reversed figures": (r"[0-9]{3} ?\)[0-9]{3}\(",),
}


def _words(words: Iterable[bytes], layers: tuple[str, ...], row: int = 0) -> Iterable[Sign]:
    for word in sorted(words):
        yield Sign(layers, rf"\b{word.decode()}\b", cased=False, row=row)


GROUPS: Mapping[str, bytes] = {
    "words": b"",
    "lines": b"\n\r+#/-",
    "quotes": b"\x22'",
    "calls": b"(]",
    "figures": b"0123456789_|~:",
    "lists": b"0123456789",
    "phrases": b"",
    "marks": b"&\\+*~_[](){}@|^\t\x0b`#$!\xff",
    "equals": b"%<=?",
    "apart": b"",
    "others": b"",
}
"""
Signs that are searched for together, and the bytes without which a text holds none of them.

Those that prose has the beginnings of stand apart from those that it has not.
"""
ALWAYS = "words"
"""The group that every text is searched for: words have no factors that prose has not."""
_FIGURES = frozenset(
    (
        *("grouping", "codes", "binary", "digits_for_letters", "misread_digits", "hex", "members"),
        *("figures_reversed", "figures_shifted", "serial_dates"),
    )
)
"""Layers all of whose signs hold a figure."""
_SAME = {
    "digits_for_letters": ("misread_letters",),
    "identifiers": ("alone",),
    "quoted": ("alone",),
}
"""Layers that share the signs of another."""


def _group(layer: str, source: str, named: str) -> str:
    if named:
        return named
    if "\\n" in source and (layer == "line_breaks" or "\\r?\\n" in source):
        return "lines"
    if _QUOTES in source:
        return "quotes"
    return "figures" if layer in _FIGURES else "others"


@cache
def signs() -> Mapping[str, tuple[Sign, ...]]:
    """All of them by group; made for the first who asks, which is not the start of the program."""
    from promptward.readings.reversal import (  # noqa: PLC0415  # above
        CIPHER_WORDS,
        CUE_SIGNS,
        MONTH_BESIDE,
        REVERSED_WORDS,
    )
    from promptward.readings.spelling import MONTH_WORDS, NUMBER_WORDS, YEAR_SIGN  # noqa: PLC0415  # the same

    grouped: dict[str, list[Sign]] = {group: [] for group in GROUPS}
    for name, sources in _PATTERNS.items():
        layer, _, named = name.partition(" ")
        for source in sources:
            grouped[_group(layer, source, named)].append(
                Sign((layer, *_SAME.get(layer, ())), source)
            )
    for said in (" as in", " for", " like"):
        grouped["phrases"].append(
            Sign(
                ("spelling",),
                rf"[^A-Za-z0-9][A-Za-z]{said} [A-Z][a-z]{{1,12}},? [A-Za-z]{said} [A-Z]",
            )
        )
    grouped["phrases"].append(Sign(("years",), YEAR_SIGN, cased=False))
    grouped["phrases"] += [Sign(("reversed",), cue, cased=False) for cue in CUE_SIGNS]
    units = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    some = f"(?:[0-9]|{'|'.join(units)})"
    dash = "(?:dash|hyphen|minus|slash|dot|point)"
    grouped["figures"].append(Sign(("cipher",), rf"\b{MONTH_BESIDE}"))
    grouped["phrases"].append(
        Sign(("spelling",), rf"\b[0-9]{{1,4}} {dash} [0-9]{{1,4}} {dash} [0-9]", cased=False)
    )
    for unit in units:  # each by itself: what they have in common prose has too
        for mixed in (rf"\b{unit} [0-9]", rf"\b[0-9] {unit}"):
            grouped["phrases"].append(Sign(("spelling",), f"{mixed} {some} {some}", cased=False))
    grouped["words"] = [
        *_words(REVERSED_WORDS, ("reversed",)),
        *_words(CIPHER_WORDS, ("cipher",)),
        *_words(MONTH_WORDS, ("months",)),
        *_words(NUMBER_WORDS, ("spelling",), row=_ROW),
    ]
    return {group: tuple(found) for group, found in grouped.items()}


def signed(group: str, ends: Mapping[int, Sequence[int]]) -> set[str]:
    """The layers that have a sign; `ends` says by number in the group where it ends, as runs."""
    known = signs()[group]
    layers = {layer for number in ends if not known[number].row for layer in known[number].layers}
    if _in_a_row(
        (end - len(known[number].source) + len(r"\b\b"), end)
        for number in ends
        if known[number].row
        for end in ends[number][::2]
    ):
        layers.add("spelling")
    return layers


def _in_a_row(words: Iterable[tuple[int, int]]) -> bool:
    """Whether enough of the words, given as start and end, stand side by side."""
    row, before = 0, -_BETWEEN - 1
    for start, end in sorted(words):
        row = row + 1 if start - before <= _BETWEEN else 1
        if row == _ROW:
            return True
        before = end
    return False
