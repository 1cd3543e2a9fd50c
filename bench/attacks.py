"""Texts that were made to take long: each a function from a length in characters to a text."""

import itertools
import random
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["ATTACKS", "dense"]

NOTE = Path(__file__).parent.parent / "examples" / "discharge_summary.txt"


def dense(size: int) -> str:
    """A note with as many identifiers as such notes hold, over and over: the measure of all."""
    return _filled(NOTE.read_text(encoding="utf-8"), size)


def _filled(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def _numbered(form: str) -> Callable[[int], str]:
    """`form` over and over with a running number, which no cache of repeats helps with."""

    def made(size: int) -> str:
        parts: list[str] = []
        length = 0
        for number in itertools.count():
            part = form.format(
                n=number, d=number % 10, dd=number % 90 + 10, ddd=number % 900 + 100
            )
            parts.append(part)
            length += len(part)
            if length >= size:
                return "".join(parts)[:size]
        raise AssertionError

    return made


def _repeated(unit: str) -> Callable[[int], str]:
    return lambda size: _filled(unit, size)


def _drawn(words: str, between: str = " ") -> Callable[[int], str]:
    """Words in a random order, always the same one."""
    choices = words.split()

    def made(size: int) -> str:
        draw = random.Random(7)  # not a secret
        parts: list[str] = []
        length = 0
        while length < size:
            part = draw.choice(choices)
            parts.append(part)
            length += len(part) + len(between)
        return between.join(parts)[:size]

    return made


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    def made(size: int) -> str:
        half = size // (len(opening) + len(closing))
        return opening * half + closing * half

    return made


def _letters(alphabet: str) -> Callable[[int], str]:
    def made(size: int) -> str:
        return "".join(random.Random(3).choices(alphabet, k=size))  # not a secret

    return made


def _one_long(word: str, tail: str) -> Callable[[int], str]:
    """A run without an end, and behind it what a pattern would have needed before it."""
    return lambda size: _filled(word, size - len(tail)) + tail


_CAPITALISED = (
    "Mary Smith Avery Stone Hope Grace Will May June Rose Young Park Lane Hill Brown Long Best "
    "Price King Baker Center Street County General Saint Memorial Health North West Doctor Nurse "
    "Case Chance Faith Mark Bill Art Dean Miles Wells Banks Rivers Woods Fields"
)
_EVERY_PLANE = "".join(chr(plane * 0x10000 + 0x4E2 + at) for plane in range(17) for at in (0, 1))


def _lettered(form: str) -> Callable[[int], str]:
    """`form` over and over, with two letters (a, b) that are other ones each time."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    pairs = [form.format(a=a, b=b, A=a.upper(), B=b.upper()) for a in letters for b in letters]
    return lambda size: _filled("".join(pairs), size)


ATTACKS: Mapping[str, Callable[[int], str]] = {
    # Almost identifiers.
    "almost_ssn": _numbered("123-45-67{dd}{d}x "),
    "ssn": _numbered("SSN {ddd}-{dd}-4{ddd} "),
    "bare_ssn": _numbered("{ddd}-{dd}-4{ddd} "),
    "almost_phone": _numbered("(415) 555-01{dd}{d}4 "),
    "phones": _numbered("(415) 555-01{dd}, "),
    "almost_date": _numbered("13/45/20{dd} "),
    "dates": _numbered("0{d}/1{d}/19{dd} "),
    "short_dates": _numbered("3/{dd} "),
    "almost_mail": _numbered("a{n}@b "),
    "mails": _numbered("a{n}@example.org "),
    "cards": _numbered("4111 1111 1111 1{ddd} "),
    "addresses": _numbered("{n} Main Street, Springfield, IL 62{ddd}. "),
    "ips": _numbered("10.{dd}.{dd}.{d} "),
    "times": _numbered("12:{dd}:{dd} "),
    "labels": _numbered("MRN: "),
    "labels_values": _numbered("MRN: 00{n}{ddd} "),
    "labels_of_all_kinds": _drawn(
        "MRN: DOB: SSN: Name: Phone: Fax: Address: Patient: Provider: Account: Member-ID: Email:"
    ),
    "labels_a_line": _drawn(
        "MRN: DOB: SSN: Name: Phone: Fax: Address: Patient: Provider: Account: Room: Email:", "\n"
    ),
    # One character.
    "at": _repeated("@"),
    "digits": _repeated("1234567890"),
    "one_digit": _repeated("1"),
    "one_letter": _repeated("a"),
    "one_capital": _repeated("A"),
    "blanks": _repeated(" "),
    "lines": _repeated("\n"),
    "tabs": _repeated("\t"),
    "nul": _repeated("\0"),
    "dots": _repeated("."),
    "colons": _repeated(":"),
    "quotes": _repeated('"'),
    "backslashes": _repeated("\\"),
    "bars": _repeated("|"),
    "commas": _repeated(","),
    "percent": _repeated("%"),
    "ampersands": _repeated("&"),
    # Two characters and small units.
    "digit_dash": _repeated("1-"),
    "letter_dot": _repeated("a."),
    "letter_digit": _repeated("a1"),
    "letter_blank": _repeated("a "),
    "digit_blank": _repeated("1 "),
    "digit_line": _repeated("1\n"),
    "digit_dot": _repeated("1."),
    "digit_slash": _repeated("1/"),
    "mixed_case": _repeated("aA"),
    "initials": _repeated("A. "),
    "initials_names": _numbered("J. Smith, "),
    "last_first": _repeated("Smith, John; "),
    "at_dot": _repeated("a@b."),
    "urls": _numbered("http://a.b/{n}/ "),
    "one_long_url": _one_long("http://a.b/", ""),
    "one_long_host": _one_long("a.", "com"),
    "one_long_local": _one_long("a.b_", "@example.org"),
    "escapes": _repeated("\\u0031"),
    "percent_escapes": _repeated("%31"),
    "entities": _repeated("&#49;"),
    "broken_entities": _repeated("&#4"),
    "quoted_printable": _repeated("=31"),
    "base64": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"),
    "hex": _letters("0123456789abcdef"),
    "hyphenated": _repeated("inter-\n"),
    "serial_days": _repeated("DOB.30516."),
    "gaps_in_a_line": _repeated("Ida  Moe  3 aa  1 "),
    "quoted_words": _repeated('"Ida" "Moe" '),
    "joined_in_literals": _repeated("''.join([\"''.join(['a','b'\", "),
    "bare_base32": _repeated("jztw66tj"),
    # What programs and terminals make of values.
    "terminal_colours": _repeated("\x1b[31mIda\x1b[0m "),
    "named_characters": _repeated("\\N{DIGIT FIVE}"),
    "rich_text": _repeated("\\'4d\\'6f"),
    "lines_continued": _repeated("Ida\\\n"),
    "chat_of_one": _repeated("[27/11/2026, 11:28:07] Ida: Moe\n"),
    "numbered_lines": _numbered("{n:6}  Moe\n"),
    "cells_of_rows": _repeated("<td>Ida</td><td>Moe</td>\n"),
    "raw_sections": _repeated("<![CDATA[Ida]]>"),
    "caps_locked": _repeated("iDA mOE "),
    "shift_held": _repeated("%%%_)!$*"),
    "letters_told": _repeated("B as in Bravo, "),
    "called_characters": _repeated("Chr(77) & "),
    "added_literals": _repeated('"I"; x += '),
    "commas_turned": _repeated("eoM ,adI "),
    "words_turned": _repeated("orez enin "),
    "taken_twice": _repeated("\u00c3\u0192\u00c2\u00b3"),
    "wrapped_characters": _repeated("[M][o][e][s] "),
    "listed_characters": _repeated("- q\n- a\n- m\n- o\n- e\n"),
    "parts_of_messages": _numbered("Mar (1/2)\n(2/2) sh {n} "),
    "breaks_of_words": _numbered("Eleanor\x0bMarsh{n} and=20Anna "),
    "initials_turned": _numbered("for A., Anna with {n}, "),
    "users_logged": _numbered("INFO user='Moss{n}'  # Reed asked for it {n}\n"),
    "rows_torn": _numbered("CR-1\n00{dd}|Wend\nell Crab\ntree|{n}\n"),
    "figures_glued": _repeated("oneninefourtwo "),
    "dates_mistyped": _repeated("March4 th, Jan 5th ,2023, Ju1y 8, May 22dn, on 5.2.0.2.3 "),
    "quoted_pluses": _repeated("Ida%2C+Moe+"),
    "base64_from_its_end": _repeated("l52bilGd0VGU "),
    # Nested and structured.
    "brackets": _nested("[", "]"),
    "brackets_open": _repeated("["),
    "braces": _nested('{"a":', "}"),
    "braces_open": _repeated('{"a":'),
    "parentheses": _repeated("("),
    "tags": _nested("<a>", "</a>"),
    "tags_open": _repeated("<a>"),
    "tag_begun": _repeated("<"),
    "attributes": _one_long('a="b" ', ">"),
    "json_strings": _numbered('{{"name": "a{n}", "mrn": "{ddd}{n}"}}\n'),
    "csv": _numbered("Smith,John,{dd}/11/1970,{ddd}-{dd}-4{ddd}\n"),
    "csv_wide": _repeated("a,"),
    "table": _repeated("| a | b |\n"),
    "table_headed": lambda size: "name,mrn,dob\n" + _filled("a b,123456,3/4/1970\n", size - 13),
    "hl7": _numbered("PID|1||{n}^^^H^MR||SMITH^JOHN||19700{d}11|M\r"),
    "hl7_carets": _one_long("PID|^", "\r"),
    "x12": _numbered("NM1*IL*1*SMITH*JOHN****MI*{n}~"),
    "sql": _numbered("INSERT INTO t (name, ssn) VALUES ('a', '{n}');\n"),
    "yaml": _numbered("a{n}:\n  - name: x\n"),
    "one_long_line_of_pairs": _numbered("k{n}=v{n} "),
    # Words.
    "names": _drawn(_CAPITALISED),
    "explained_letters": _lettered("Patient {A}nna{b} {B}orman{a} ({A}{B}) came. "),
    "shortened_names": _lettered("Mrs. {A}il{b}omara {B}uen{a}dia came, then {A}il{b}om. "),
    "quoted_names": _lettered('"{A}or{b}man, Anna", '),
    "places_in_haste": _lettered("seen at {a}or{b}ill, then to {b}un{a}ey clinic, "),
    "places_in_a_row": _lettered("Boston, {A}or{b}ill, "),
    "names_a_line": _drawn(_CAPITALISED, "\n"),
    "names_with_commas": _drawn(_CAPITALISED, ", "),
    "names_in_capitals": _drawn(_CAPITALISED.upper()),
    "names_in_lower_case": _drawn(_CAPITALISED.lower()),
    "one_name": _repeated("Mary Smith "),
    "numbered_names": _numbered("Mary Smith{n} "),
    "distinct_words": _numbered("Word{n} "),
    "identifiers": _drawn(_CAPITALISED, "_"),
    "camel": _drawn(_CAPITALISED, ""),
    "speakers": _numbered("Mary{n}: yes\n"),
    "titles": _repeated("Dr. "),
    "patient": _repeated("patient "),
    "towns": _repeated("in Springfield "),
    "leads": _numbered(
        "MRN: 0048{n} lives with moved here house on to from at transfer to bed in "
    ),
    "almost_slots": _lettered("lives in {A}il{b}omara4 back to {A}RM{B}H5 near {B}uen, {a}x "),
    "spelled_digits": _drawn("one two three four five six seven eight nine zero"),
    "nato": _drawn("alpha bravo charlie delta echo foxtrot golf hotel india juliet"),
    "rare": _drawn("Zbigniew Xochitl Nguyen O'Brien Smith-Jones van der Berg de la Cruz"),
    "program_of_one_line": lambda size: (
        f"import os\n# seen by Dr. Anna Kowalski\nx = 1; {_filled('mrozek kettlewell; ', size)}"
    )[:size],
    "places_chosen": _lettered(
        "Dr. {A}or{b}man, MRN 4471902: ferry to {A}il{b}o; family prefers {B}un{a}ey. "
    ),
    "places_dated": _lettered("treated at {a}or{b}ill on march 3rd, admitted to {b}un{a}ey (MRN "),
    "partners": _lettered("Dr. {A}or{b}man/{B}un{a}ey or Anna, ring Jan or "),
    "two_names_in_lower_case": _lettered(
        "Nurse {a}or{b}man told dr {b}un{a}ey of mary okafor. DNR. "
    ),
    "asked_of_columns": _numbered("last_name__iexact='k{n}' like '%k{n}%' f('last', 'k', 'mrn', "),
    "rules_of_dashes": _numbered("ACCT  LAST  MI\n----  ----  --\n{ddd}  Kerr  {d}\n"),
    # Unicode.
    "every_plane": _repeated(_EVERY_PLANE),
    "surrogates": _repeated("\ud800\udc00\udfff"),
    "combining": _one_long("\u0301", "a"),
    "zero_width": _repeated("1\u200b"),
    "bidi": _repeated("\u202e1"),
    "full_width": _repeated("１２３－"),  # noqa: RUF001  # what it is about
    "cyrillic": _repeated("Маry Ѕmith "),  # noqa: RUF001  # the same
    "ligatures": _repeated("ﬃ"),
    "longest_folding": _repeated("\ufdfa"),
    "accents": _repeated("é"),
}
