"""Disguises by default: read in prompts, told as such, redacted whole; honest layouts stay."""

import base64
import codecs

import pytest

import promptward
from promptward.signs import SignSearch, compile_signs
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence

pytestmark = pytest.mark.usefixtures("loads_shipped")

NAME, SSN, PHONE = "Bridget Halloran", "536-22-4399", "(212) 555-0147"
NOTE = "The patient {} was seen at noon by her doctor."


def engine() -> promptward.Engine:
    return promptward.load()


def spread(value: str, by: str) -> str:
    return by.join(value)


def mapped(value: str, first: int) -> str:
    return "".join(chr(first + int(c)) if c.isdigit() else c for c in value)


DISGUISED = [
    # Codes other than those that the bench knows, and mixtures of them.
    (NOTE, base64.b64encode(NAME.encode("utf-8")).decode().rstrip("=")),
    (NOTE, base64.b64encode(base64.b64encode(NAME.encode())).decode()),
    (NOTE, NAME.encode().hex(":")),
    (NOTE, " ".join(f"0x{b:02x}" for b in NAME.encode())),
    (NOTE, NAME.encode().hex().upper()),
    (NOTE, "".join(f"&#x{ord(c):X};" for c in NAME)),
    (NOTE, "".join(f"%{b:02x}" for b in NAME.encode())),
    (NOTE, "=?ISO-8859-1?Q?Bridget_Halloran?="),
    (NOTE, f"data:text/plain;charset=utf-8;base64,{base64.b64encode(NAME.encode()).decode()}"),
    # Characters apart, by all sorts of things.
    (NOTE, spread(NAME.replace(" ", "  "), " ")),
    (NOTE, spread(NAME.replace(" ", "_"), "_")),
    (NOTE, spread(NAME, "\n")),
    (NOTE, spread(NAME, "\u200b")),
    (NOTE, spread(NAME, "\u2060")),
    (NOTE, spread(NAME, "\u00ad")),
    (NOTE, spread(NAME, "\u034f")),
    ("SSN {} on file", spread("536224399", "-")),
    ("SSN {} on file", spread("536224399", ".")),
    ("SSN {} on file", "536_22_4399"),
    ("SSN {} on file", "536|22|4399"),
    ("SSN {} on file", "536 - 22 - 4399"),
    ("SSN {} on file", "536  22  4399"),
    # Other digits and other letters.
    ("SSN {} on file", mapped(SSN, 0x0966)),
    ("SSN {} on file", mapped(SSN, 0x1D7CE)),
    ("SSN {} on file", mapped(SSN, 0xFF10)),
    (NOTE, "\u0412ridg\u0435t H\u0430ll\u043er\u0430n"),
    (NOTE, "Br\u0456dg\u0435t \u041d\u0430ll\u03bfran"),
    (NOTE, "Br1dg3t H4ll0r4n"),
    ("SSN {} on file", "53G-22-43gg"),
    ("SSN {} on file", "S36-2Z-4399"),
    # Words.
    ("SSN {} on file", "five three six, two two, four three nine nine"),
    ("SSN {} on file", "five-three-six-two-two-four-three-nine-nine"),
    ("SSN {} on file", "cinq trois six deux deux quatre trois neuf neuf"),
    ("SSN {} on file", "five 3 six 2 two 4 three 9 nine"),
    # In pieces.
    (NOTE, "Bridget Hal\nloran"),
    (NOTE, "Bridget Hal\n> loran"),
    (NOTE, "Bridget Hal-\nloran"),
    (NOTE, "Bri<i>dget</i> Halloran"),
    (NOTE, "Bridget Hal**loran**"),
    (NOTE, "Bri<!-- x -->dget Halloran"),
    ("SSN {} on file", "536-22-\n4399"),
    ("SSN {} on file", "536-2<wbr>2-4399"),
    # Backwards.
    (NOTE, NAME[::-1]),
    (NOTE, "\u202e" + NAME[::-1] + "\u202c"),
]


@pytest.mark.parametrize(("note", "written"), DISGUISED)
def test_a_disguised_value_does_not_leave(note: str, written: str) -> None:
    decision = engine().redact(note.format(written))
    blocked = any(f.category.endswith("obfuscation") for f in decision.findings)
    assert blocked or decision.text is not None
    if decision.text is not None and not blocked:
        left = [part for part in written.split() if len(part) > 2 and part in decision.text]
        assert left == []


@pytest.mark.parametrize(
    "written",
    [
        'a = "Bridget Ha" + "lloran"',
        'name = ("Bridget Ha"\n        "lloran")',
        '{"part1": "Bridget Ha", "part2": "lloran"}',
        "SELECT 'Bridget Ha' || 'lloran'",
        "''.join(map(chr, " + str([ord(c) for c in NAME]) + "))",
        str(list(NAME)),
    ],
)
def test_a_value_in_pieces_is_found_or_blocked(written: str) -> None:
    found = engine().find(written)
    assert any(f.confidence >= Confidence.MEDIUM for f in found)


def test_a_finding_of_a_reading_says_so_in_evidence_and_explanation() -> None:
    text = NOTE.format(base64.b64encode(NAME.encode()).decode())
    decision = engine().redact(text)
    names = [f for f in decision.findings if f.category.endswith(".names")]
    assert names
    assert all("view:base64" in f.evidence for f in names)
    assert "read through base64" in decision.explain_text()


def test_what_hid_and_is_known_is_no_obfuscation_any_more() -> None:
    written = base64.b64encode(NAME.encode()).decode()
    kinds = {f.category.rsplit(".", 1)[-1] for f in engine().find(NOTE.format(written))}
    assert "obfuscation" not in kinds
    other = base64.b64encode(b"nothing that matters here").decode()
    kinds = {f.category.rsplit(".", 1)[-1] for f in engine().find(NOTE.format(other))}
    assert "obfuscation" in kinds


def test_what_cannot_be_shown_stays_obfuscation_even_if_it_is_known() -> None:
    tags = "x" + "".join(chr(0xE0000 + ord(c)) for c in NAME)
    kinds = {f.category.rsplit(".", 1)[-1] for f in engine().find(NOTE.format(tags))}
    assert {"obfuscation", "names"} <= kinds


HONEST = [
    "MSH|^~\\&|SCHED|ORTHO|PORTAL|1||20240108||SIU^S12|C-20031|P|2.3\rPID|||LX-55019||Doe^Jane",
    "OBX|3|NM|2345-7^GLUCOSE^LN||182|mg/dL|70-105|H|||F|||202401081015",
    "ST*837*0021*005010X222A1~\nREF*6P*599119*EMPLOYER GROUP~\nN3*15197 BROADWAY AVENUE*APT 2~",
    "HI*BK:25000*BF:4019~\nSV1*HC:99213*85*UN*1***1:2~",
    "<Person><Name>Doe</Name><Org>Clinic</Org></Person><th>mrn</th><th>drawn</th>",
    "id,v1,v2,v3\n1,1200,3400,5600\n2,1201,3401,5601\n",
    "| a | b |\n|---|---|\n| 12 | 34 |\n| 56 | 78 |\n",
    "Na 138, K 4.1, Cl 102, CO2 25, BUN 14, Cr 0.9, Glu 101\nWBC 7.2, Hgb 13.1, Plt 245",
    "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 and c9bf9e57-1685-4c89-bafb-ff5af830be8a",
    'img = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"',
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx0p8m3l5Kk0i1n6yQ4w2n1b3c5d7e9f1a3b5c7d9e1",
    'function a(b,c){return b.map(d=>d.e+c)}var x="1"+y+"2";if(!z){q={a1:"x",a2:"y"}}',
    "mask = 0b00001111 & 0x80; y = x**2 + 2**10; z = a*b*c",
    "@pytest.mark.pandas\n@pytest.mark.slow\ndef test_sheet1():\n    assert Sheet1.a == 1\n",
    "Answer A, B, C, D or E. Options a) b) c) d). Vitamin B12, T1 N0 M0, L4 to L5.",
    "Tower, november one two three alpha bravo, holding short of gate five, squawk one two.",
    "> I think the first\n> option is better.\n>\n> Regards\n",
    "The plan:\n- rest\n- fluids\n- review in\n  two weeks\n",
    "The paracetamol dose is one or two tablets, three at most, twenty to thirty minutes before.",
    "See PS3.3 C.7.6.3.1.8 and RFC 2616 section 3.2.2; version 1.2.3.4-5 of LaTeX and ReGeX.",
    "tags: [null, null, 1.0]\nrows: [1, 3, null]\n",
    "Pages 10 11 12 13 14; heart rates 118, 112, 105, 98, 120, 116, 101.",
    "The clinic moved to Yakima\nd <- readRDS(path)\n",
    "users:\n  - name: readonly\n    description: >\n      Reads the\n      tables only.\n",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_layouts_are_found_as_before(text: str) -> None:
    assert engine().find(text) == engine().find(text, disguises=False)


CLEAN = (
    "She takes metoprolol 25 mg twice daily; BP 120/80, HR 72, temp 98.6. No chest pain.\n"
    "Which of these two drugs is safer in a 64 year old with CKD 3b and T2DM?\n"
)


def test_a_clean_text_has_no_sign_and_no_reading() -> None:
    look = SignSearch(compile_signs()).seen
    assert look(CLEAN.encode()) == frozenset()
    assert [view.name for view in SourceText(CLEAN).readings(look)] == []


def test_a_cipher_is_read_near_its_telling_word() -> None:
    said = codecs.encode(f"The patient {NAME} was seen.", "rot13")
    assert any(
        f.category.endswith(".names") and "view:cipher" in f.evidence for f in engine().find(said)
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Patient: Eleanor Marsh\nselect a bed", "Eleanor Marsh"),
        ("note: |\n  Patient: Priya Raman\n  Phone: none\n", "Priya Raman"),
        ("MRN 48213\n67 year old male", "48213"),
        ("account 12345\n20 mg daily", "12345"),
    ],
)
def test_what_ends_with_its_line_does_not_take_of_the_next(shipped, text, value):
    for one in shipped.find(text):
        assert text[one.start : one.end] == value
