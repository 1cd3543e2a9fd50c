"""What programs, terminals, exports and keyboards make of values: found whole, honest texts not."""

import base64
import codecs

import pytest

from promptward.engine import Engine
from promptward.model import Finding
from promptward_dsl.lattice import Confidence

FAR = "An ordinary sentence that says nothing of anybody stands here. "


def firm(engine: Engine, text: str) -> list[Finding]:
    return [one for one in engine.find(text) if one.confidence >= Confidence.MEDIUM]


def missed(engine: Engine, text: str, value: str) -> list[int]:
    """Where a letter or figure of the value is not covered."""
    covered = {at for one in firm(engine, text) for at in range(one.start, one.end)}
    start = text.index(value)
    places = range(start, start + len(value))
    return [at for at in places if text[at].isalnum() and at not in covered]


# The text, with the value between bars.
FOUND = [
    # Escapes of terminals, of TeX, of rich text, of style sheets, of records, of Python.
    "The patient \x1b[31m|Bridget Hal\x1b[0m\x1b[31mloran|\x1b[0m was seen at noon.",
    "The patient \\033[1m|Bridget Hal\\033[0mloran| was seen at noon.",
    "The patient [31m|Bridget Hal[0m[31mloran|[0m was seen at noon.",
    "The patient |Bridget Nu\\~{n}ez| and |Mar\\'{i}a L\\'{o}pez| were seen.",
    "The patient |{\\'E}lodie Lef{\\`e}vre| was seen at noon.",
    "The patient |Mar\\'eda L\\'f3pez| was seen at noon.",
    "SSN |\\'35\\'33\\'36\\'2d\\'32\\'32\\'2d\\'34\\'33\\'39\\'39| on file",
    "SSN |\\000035\\000033\\000036\\00002d\\000032\\000032\\00002d\\000034\\000033\\000039\\000039|",
    "MRN |\\X30303431373733\\| x",
    "SSN |" + "".join(f"%u{ord(c):04X}" for c in "536-22-4399") + "| on file",
    "SSN |" + "".join(f"&#{ord(c):07};" for c in "536-22-4399") + "| on file",
    "The patient |\\N{LATIN CAPITAL LETTER B}ridget Halloran| was seen at noon.",
    "The patient |\\x54\\x75\\x79\\xe1\\xba\\xbft Nguyen| was seen at noon.",
    "The patient |\\124\\165\\171\\341\\272\\277t Nguyen| was seen at noon.",
    # Lines: continued, broken in print, quoted, numbered, of a chat; cells.
    "The patient |Bridget Hal\\\nloran| was seen at noon.",
    "The patient |Bridget Hal-\n     loran| was seen at noon.",
    "He said that |Bridget\n> > Halloran| was seen at noon.",
    "\n  17  The patient |Bridget\n  18  Halloran| was seen at noon.",
    "[27/11/2026, 11:28:07] Ann: Please call |Bridget\n[27/11/2026, 11:29:07] Ann: Halloran| now",
    "The patient <td>|Bridget</td><td>Halloran|</td> was seen.",
    "at |00:1B:44\n:11:3A:B7| he pushed 4 GB",
    # Keys held down.
    "The patient |bRIDGET hALLORAN| was seen at noon.",
    "The patient |jANE lEE| was seen at noon.",
    "The patient |mARIA lIMA| was seen at noon.",
    "Give it to mRS |sMITH|, please",
    "In 2 yRS |bRIDGET hALLORAN| gained",
    "Call her at |@!@_%%%_)!$&| soon",
    # Said.
    "The patient is |B as in Bravo, R as in Romeo, I as in India, D as in Delta, E as in Echo| x",
    # Figures.
    "SSN |536'22'4399| on file",
    "SSN |536--22--4399| on file",
    "implanted |Sept2019| by the same",
    "seen |Mon11/18| in the clinic",
    "log |20250117|T031244Z opened",
    "was seen on |2024-277|, may return",
    "log |2025-017|T03:12:44Z opened",
    # Addresses with one character escaped.
    "Patient: |Halloran%2C+Bridget| came",
    "phone is |%2B1+313+555+0114| now",
    "signed by |R.+Castellanos| today",
    # From the end.
    "the patient |NOLA ,NAROLLAH| was seen",
    "DOB |0991-yaM-5|, failed",
    "came in |03/9 yadnom| with her son",
    "call her at |neves eno ruof evif evif evif ho eno enin owt| soon",
    # Twice taken for others, and by a Mac.
    "The patient |Jos\u00c3\u0192\u00c2\u00a9 Mu\u00c3\u0192\u00c2\u00b1oz| was seen",
    "The patient |Jos\u221a\u00a9 Mu\u221a\u00b1oz| was seen",
]  # fmt: skip


@pytest.mark.parametrize("written", FOUND)
@pytest.mark.parametrize("before", ["", FAR])
def test_the_value_is_found_where_it_stands(shipped: Engine, written: str, before: str) -> None:
    pieces = written.split("|")
    text = before + "".join(pieces)
    for value in pieces[1::2]:
        assert missed(shipped, text, value) == []


CHARACTERS = "Bridget Halloran"
MADE = [
    "x = " + " & ".join(f"Chr({ord(c)})" for c in CHARACTERS),
    "$x = " + "+".join(f"[char]{ord(c)}" for c in CHARACTERS),
    'x="Bridget Hal"; x+="loran"',
    "SELECT CONCAT('Bridget Hal', 'loran')",
    '`${"Bridget Hal"}${"loran"}`',
    "<v><![CDATA[Bridget Hal]]><![CDATA[loran]]></v>",
    '{"v": ["P", "u", "a"]}',
    "| Tr | an |",
    "| id | v |\n|---|---|\n| 7 | Lindqvist |",
    "@@ -1 +1 @@\n-old\n+Lindqvist",
    "KeyError: 'Lindqvist'",
]


@pytest.mark.parametrize("text", MADE)
def test_what_a_program_puts_together_is_found(shipped: Engine, text: str) -> None:
    assert firm(shipped, text)


def told(engine: Engine, text: str) -> set[str]:
    return {text[one.start : one.end] for one in firm(engine, text)}


LONG = ("saw Bridget Halloran", "with Tomas Villanueva")
CODES = [
    lambda v: base64.b32encode(v.encode()).decode(),
    lambda v: base64.a85encode(v.encode(), adobe=True).decode(),
    lambda v: "+" + base64.b64encode(v.encode("utf-16-be")).decode().rstrip("=") + "-",
]


@pytest.mark.parametrize("written", CODES)
def test_short_values_are_read_in_a_code_of_the_whole_text(shipped: Engine, written) -> None:  # type: ignore[no-untyped-def]
    short = f"Faxed on {written('9/4')} again."
    long = " and ".join(map(written, LONG)) + " there. "
    assert written("9/4") in told(shipped, long + short)
    assert written("9/4") not in told(shipped, short)


def test_lists_of_codes_in_brackets_say_less_usual_signs_among_others(shipped: Engine) -> None:
    one, two = ([ord(c) for c in value] for value in LONG)
    short = [ord(c) for c in "+1 313 555 0114"]
    assert str(short) in told(shipped, f"{one} and {two}, phone is {short}. I want")


def test_words_and_days_are_told_by_the_usual_shift(shipped: Engine) -> None:
    def shifted(value: str) -> str:
        return codecs.encode(value, "rot13")

    text = f"She came in {shifted('Monday')} with {shifted('Bridget Halloran')} to the ward."
    assert shifted("Bridget Halloran") in told(shipped, text)
    # Figures five off are told by a date among them.
    assert {"65/8/7579", "65/2"} <= told(shipped, "was seen on 65/8/7579, may return 65/2.")


def test_a_value_apart_is_read_among_longer_ones(shipped: Engine) -> None:
    text = "She is at Q-u-e-e-n-s and her son is H-a-l-i-n-a, seen 9-/-4 and 7-/-1 again."
    assert missed(shipped, text, "9-/-4") == missed(shipped, text, "7-/-1") == []
    assert "9-/-4" not in told(shipped, "The score was 9-/-4 again.")


HONEST = [
    "x = y[5m]; rate(http_requests_total[5m]); m[1]m; the [0-9]m of it",
    "don\\'t, l\\'eau, it\\'s, \\\"user\\\": \\\"name\\\"; curl -X POST \\\n  -H 'a: b' \\\n  http",
    "a--b, 10--20, pages 12--14; --verbose --limit=5; i--; x -- y",
    "5'11\" tall, 1'234'567 people, 6'2, the '90s and '80s",
    "The mRNA, tRNA, cDNA and mTORC1 of pH 7; eGFR and iPSC; dNTPs",
    "eGFR mRNA", "tRNA dNTP", "mRNA cDNA", "aPTT hCG", "fMRI qPCR and aVR aVF", "cAMP cGMP",
    "as in Canada, or A for Apple and nothing else; vitamin D as in Denmark",
    "if (a && !b || c ^ d) { #$%&! } @#$%^ !!! ((())) $$$ ###",
    "<table><tr><td>3</td><td>4</td><td>5</td></tr><tr><td>6</td><td>7</td></tr></table>",
    "  1  def f():\n  2      return 1\n  3  \n  4  x = f()\n",
    "[2026-11-27, 11:28] build: ok\n[2026-11-27, 11:29] build: failed\n",
    "total += 1; x = a + b; s = f(s, e, t, i, r); g(x, y, k, t, w=w)",
    "SELECT CONCAT(first_name, ' ', last_name) FROM t; concat('a', 'b')",
    "Scores of 8/63/70 and 45/32/21; version 3.800.1.2; ratio 2016-031",
    "pain ,nausea and vomiting ,then fever",
    "based on 2016-031 cases of ISO 8601; by 2020-2021; from 1990-95 on",
    "\u221a2 and \u221ax; Caf\u00e9 \u00e0 la carte; na\u00efve; \u00ab oui \u00bb; 5 \u00b1 2 \u00b5g",
    "KeyError: 'Poisson'", "dist = 'Weibull'", "lang: 'Haskell'", "KeyError: 'Summary'",
    '"NL"\t  "RAW" or "JS"\n   "out_io"\t  "null"; see "guu".  "gabc" is the same',
    "x = [3165,3510, #   16\n3511,1822,2785,4607, #   32\n1262,5072, 619, 127, #   48\n20, 1, 3,",
    "var i,o,r,s,u,a,l; let e,b,m,n,t;",
    "mozilla/Firma_de_Root_CIF_A62634068.crt, mozilla/Buypass_Class_2_Root_CA.crt",
    "Tcl_WinUtfToTChar(Tcl_DString *x) Tcl_MacOSXOpenBundleResources() Tcl_NewStringObj() Tcl_GetObj",
    '<a data-version="1.97.0-nightly (e50aa6fba 2026-05-19)" at="2024-03-29T12:41:57.314-04:00">',
    "M12.5-45.3s-32.8-12.5-45.3 0l-160 160z c0 79.5-64.5 144-144 144s-144-64.5-144-144s64.5-144",
    "(\u280b\u2819\u2839\u2838\u283c\u2834\u2826\u2827\u2807\u280f) Loading",
    "The order of the list is reversed, since self.map = {} is built from its end.",
]  # fmt: skip


@pytest.mark.parametrize("text", HONEST)
def test_honest_texts_have_nothing_more(shipped: Engine, text: str) -> None:
    plain = {(one.start, one.end, one.category) for one in shipped.find(text, disguises=False)}
    more = [
        (text[one.start : one.end], one.category, one.evidence)
        for one in firm(shipped, text)
        if (one.start, one.end, one.category) not in plain
    ]
    assert more == []


def test_what_stands_often_is_a_word_of_the_program(shipped: Engine) -> None:
    assert firm(shipped, "def handle_R_Castellanos_Ibe(): pass")
    assert not firm(shipped, "20\t26\tNot_XID\n" * 30)
