"""Readings of a text: what each undoes, that they lead back, and what they cost at most."""

import base64
import gzip
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promptward
from promptward.readings.order import readings
from promptward.signs import SignSearch, compile_signs
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence

pytestmark = pytest.mark.usefixtures("loads_shipped")

ODD = "aZ09 -.\n\"'|,=+%&#;x\\u<>*_/()[]:{}~\u200b\u202e\U000e0041\ufe0féаQmV0aCBB=zero five \r"
NOTE = "The patient {} was seen at noon."
CLAIM = '{"sub": "Ida Moe"}'
CLAIM_IN_LINES = '{"sub": "Ida\nMoe"}'
"""No JSON by its letter; programs that read it leniently make it."""
CLAIM_ESCAPED = r'{"sub": "Ren\u00E9e \uD800"}'
NAME, NUMBER, DATE = "Bridget Halloran", "536-22-4399", "March 14, 1962"


LOOK = SignSearch(compile_signs()).seen


def read(text: str) -> list[str]:
    return [view.text for view in SourceText(text).readings(LOOK)]


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (text[one.start : one.end], one.category.rsplit(".", 1)[-1], one.evidence)
        for one in promptward.load().find(text)
        if one.confidence >= Confidence.MEDIUM
    ]


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (f"sent {b64(NAME)} today", NAME),
        (f"sent {b64(NAME).rstrip('=')} today", NAME),
        (f"sent {base64.b32encode(NAME.encode()).decode()} today", NAME),
        (f"sent {base64.a85encode(NAME.encode(), adobe=True).decode()} today", NAME),
        (f"sent {NAME.encode().hex()} today", NAME),
        (f"sent {NAME.encode().hex(' ')} today", NAME),
        (f"sent {' '.join(f'{b:08b}' for b in NAME.encode())} today", NAME),
        (f"sent {list(NAME.encode())} today", NAME),
        (f"sent {b64(b64(NAME))} today", NAME),
        (f"sent {b64(NAME).encode().hex()} today", NAME),
        (f"sent {base64.b64encode(gzip.compress(NAME.encode(), mtime=0)).decode()} x", NAME),
        (f"=?utf-8?b?{b64(NAME)}?= wrote", NAME),
        (f"data:text/plain;charset=utf-8;base64,{b64(NAME)}", NAME),
        ("sent " + "\n".join(b64(NAME + " end")[i : i + 8] for i in range(0, 28, 8)), NAME),
        ("the " + " ".join(NAME.replace(" ", "  ")) + " was", NAME),
        ("the\n" + "\n".join(NAME) + "\nwas", NAME),
        ("ssn " + "-".join("536224399"), "536224399"),
        ("ssn 53 62 24 39 9", "536224399"),
        ("ssn five three six two two four three nine nine", "536224399"),
        ("ssn cinco tres seis dos dos cuatro tres nueve nueve", "536224399"),
        ("ssn funf drei sechs zwei zwei vier drei neun neun", "536224399"),
        ("ssn five three six double two four three double nine", "536224399"),
        ("zip fifty-three sixty-two forty-three", "536243"),
        ("on March 14, nineteen sixty-two", "March 14, 1962"),
        ('x = "Brid" + "get Hal" + "loran"', NAME),
        ('x = ("Brid"\n     "get Hal"\n     "loran")', NAME),
        ("SELECT 'Brid'||'get Hal'||'loran'", NAME),
        ('p1 = "Bridget Ha"\np2 = "lloran"\nprint(p1 + p2)', NAME),
        ('a, b = "Bridget Ha", "lloran"\nx = f"{a}{b}"', NAME),
        ('{"part1": "Bridget Ha", "part2": "lloran"}', NAME),
        ('{"v": ["B", "r", "i", "d", "g", "e", "t"]}', "Bridget"),
        ("The patient Brid**get Hal**loran", NAME),
        ("The patient Brid<b></b>get Hal<!-- -->loran", NAME),
        ("The patient [Brid](#a)get Halloran", NAME),
        ("The patient Brid\n> get Halloran", NAME),
        ("The patient \\textbf{Bridget~Halloran}", NAME),
        ("SELECT 'bri'||'dget'", "bridget"),
        ('x = ("E00"\n     "981"\n     "12")', "E0098112"),
        ('a, b = "E009", "8112"\nx = f"{a}{b}"', "E0098112"),
        ('{"v": ["B", "R", "V", "-", "0", "0", "3", "1"]}', "BRV-0031"),
        ("with 004-8\n1-7732 of Oko\nnkwo and Bri\ndget by mar\nchetti, 555-\n0148", "555-0148"),
        ("with 004-8\n1-7732 of Oko\nnkwo and Bri\ndget by mar\nchetti, 555-\n0148", "marchetti"),
        ("the Mar kPrice and", "Mark Price"),
        ("the JodyM arsh and", "Jody Marsh"),
        ("seen Sept2 019 by", "Sept 2019"),
        ("on 12th^Feb at Lab^Tamarack Sleep, x", "Tamarack Sleep Lab"),
        ("to General, Larkmoor with", "Larkmoor General"),
        ("at Ridley+Street+Neurology", "Ridley Street Neurology"),
        ("fax 7710-555-416", "614-555-0177"),
        ("dob 3891/91/70", "07/19/1983"),
        ("dob 6416-57-85", "1961-02-30"),
        ("on 9 / 1 8 or", "9/18"),
        ("for a J o d y     M a r s h, x", "a Jody Marsh"),
        ("on 11.02|24 or", "11-02-24"),
        ("from 10.44_218~9 to", "10.44.218.9"),
        ("mrn BRV_0031 and", "BRV-0031"),
        ("dob 19 61 02 28 or", "1961-02-28"),
        ("handle_10_44_218_9", "10.44.218.9"),
        ("scans/03_feb_61_mri", "03 feb 61"),
        ("J,o,h,n, ,S,m,i,t,h", "John Smith"),
        ("J\to\th\tn\t \tS\tm\ti\tt\th", "John Smith"),
        ("**J****o****h****n** **S****m****i****t****h** x", "John Smith"),
        ("<b>J</b><b>o</b><b>h</b><b>n</b><b> </b><b>S</b><b>m</b>", "John Sm"),
        ("by jjxwq3raknwws5di now", None),
        ("by xn--John Smith-jeb now", "John Smith"),
        ("by ==Aa0lWbTBibo9mS now", "John Smith"),
        ("Dr. l52bilGd0VGU on 5EDI29mT", "Dr. Pettibone on Nov 19"),
        ("mrn gaydiljygewtonztgi, name jztw66tjebhww33onn3w6lkcojuwo2du", "Ngozi Okonkwo-Bright"),
        ("MjAyNS0wMS0xNw==T03:12", "2025-01-17T03:12"),
        (f"Dr data:text/plain;base64,{b64('Bui')}. Licence", "Dr Bui. Licence"),
        (f"saw eyJhbGciOiJIUzI1NiJ9.{b64(CLAIM)}.c2ln", "saw Ida Moe"),
        (f"saw eyJhbGciOiJIUzI1NiJ9.{b64(CLAIM_IN_LINES)}.c2ln", "saw Ida\nMoe"),
        (f"saw eyJhbGciOiJIUzI1NiJ9.{b64(CLAIM_ESCAPED).rstrip('=')}.c2ln", "saw Renee \\uD800"),
        ("to \u251c\u00ebric and \u251c\u2551rsula", "to Eric and ursula"),
        (f"saw {list(b'Ida Moe')} today", "saw Ida Moe today"),
        ("to 555-\n0148, she came monda\ny 9/30 at one fi\nve", "monday 9/30 at one five"),
        ("patient Tunde -\nFashola was at Sternberg-\n Pavilion", "Tunde Fashola"),
        ("patient Tunde -\nFashola was at Sternberg-\n Pavilion", "Sternberg Pavilion"),
        ("N g 0 z 1     0 k 0 n k w 0 x", "Ngozi Okonkwo"),
        ("the T G V v b m F y Z A = =) was", "Leonard"),
        ('to "Larkmoor" "General" with', "Larkmoor General"),
        ("for Parkinson,_Graham at 2210_N._Osprey_Ave", "Parkinson, Graham"),
        ("printf('%s%s', 'Pett', 'ibone')", "Pettibone"),
        ('"{}{}".format("Pett", "ibone")', "Pettibone"),
        ("'%s%s' % ('Pett', 'ibone')", "Pettibone"),
        ("''.join(['Hall', 'ora', 'n'])", "Halloran"),
        ("lives at Ln, 19 Dunmore which", "19 Dunmore Ln"),
        ('{"dob": "30516", "ecog": 1}', "1983-07-19"),
        ("was born 45690 at noon", "2025-02-02"),
        ("Authenticated 45771 07:15 by", "2025-04-24"),
        ("Period 45717 \u2013 45731   Rx", "2025-03-15"),
        ("accession CT24_118830, SLP_R~0447 of 06_2022", "CT24-118830, SLP-R-0447 of 06/2022"),
        ("ID BRV\u00a00031, 2025\u00a001\u200917T03", "BRV-0031, 2025-01-17T"),
        (
            "seen at Harbor   View   Family   Medicine   Center today for a cough",
            "View Family Med",
        ),
        ("S m 9 o b i B T b W l 0 a A = =", "John Smith"),
        ('{"a": "{\\"b\\": \\"John Smith\\"}"}', "\n\nJohn Smith"),
        ("The patient  John   Smith was seen in the clinic today", "John Smith was"),
        ("on 1\u2728\u20282", None),
        ("on 1g APR 20Z5 or", "19 APR 2025"),
        ("mrn M00448lZ0 or", "M00448120"),
        ("by 5761696dc4816e616c6f", "Waimanalo"),
        ("by JRSXO6I= or", "Lewy"),
        ("bytes([84, 111, 109, 97, 115, 122, 32, 71, 261, 115])", "Tomasz Gas"),
        ("Sierra o Romeo Echo November Sierra Echo November", "SORENSEN"),
        ("The patient =42=72=69=64=67=65=74 was", "Bridget"),
        ("born 3**/14**/1962 at", "3/14/1962"),
        ("seen 03|14-1962 by", "03/14/1962"),
        ("seen 03-14_1962 by", "03/14/1962"),
        ("seen 3/l4/62, fax (2l2) SS5-0147", "3/14/62, fax (212) 555-0147"),
        ("on l4-Mar-I962", "14-Mar-1962"),
        ("on Macrh 14, 1962", "March 14, 1962"),
        ("on 3 Setpember 1962", "3 September 1962"),
        ("DOS 14-MA\nR-1962 x", "14-MAR-1962"),
        ("mrn == '5362\n24399'", "'536224399'"),
        ("@@ -1 +1 @@\n-old\n+14 Sawmill Road", "14 Sawmill Road"),
        ("def of_03_14_1962(): pass", "03/14/1962"),
        ("open('scan_14_MAR_1962.dcm')", "14 MAR 1962"),
        ("open('scan_212_555_0147.dcm')", "212-555-0147"),
        ('{"Bridget": {"status": "active"}}', "\n\nBridget\n\n"),
        ("open('/data/Bridget_mri.dcm')", "\n\nBridget\n\n"),
        ("https://ehr.example/q?who=Bridget+Halloran&v=2", "\n\nBridget Halloran\n\n"),
        ('a, b = "Brid", "get"\nx = f"{a}{b}"', "\n\nBridget\n\n"),
        ("The patient Brid-\nget Halloran", NAME),
        ("The patient bRiDgEt hAlLoRaN", NAME),
        ("The patient Br1dg3t H4ll0r4n", NAME),
        ("seen by narollaH tegdirB today", NAME),
        ("Gur cngvrag Oevqtrg Unyybena", "The patient " + NAME),
        ("def handle_Bridget_Halloran(): pass", NAME),
        (".-- .. .-.. ... --- -.", "Wilson"),
        ("x" + "".join(chr(0xE0000 + ord(c)) for c in NAME), NAME),
        ("\u202e" + NAME[::-1] + "\u202c", NAME),
        ("ssn 5E6-22-43g9", None),
        ("SSN 5З6-22-4Ag9", None),
        ("ssn 536-Z2-4399", "536-22-4399"),
    ],
)
def test_what_a_text_says_is_read(written: str, says: str | None) -> None:
    assert says is None or any(says in one for one in read(written)), read(written)


@pytest.mark.parametrize(
    "plain",
    [
        "41F @ 28w4d, EDD at 39w2, seen by Otis; waited at 3h20min, at 10d6h, at 5m2w1.",
        "She takes metoprolol 25 mg twice daily; BP 120/80, HR 72, temp 98.6.",
        "Which of these two drugs is safer in a 64 year old with CKD 3b and T2DM?",
        "The trial (n = 412) found a hazard ratio of 0.81 (95% CI 0.70-0.94), p < 0.01.",
        "One or two tablets, three at most. Alpha blockers first.",
        "def mean(values: list[float]) -> float:\n    return sum(values) / len(values)\n",
        "He was well.  The wound was dry.  Dr. Moe saw him.  No fever, 3 days on.  OK.",
        "MRN 12.  Residence: none.  Follow-up visit -\nthen one more. Nothing since -\nAll well.",
        "Name: Ida Moe    Medical Record Number: 4",
        "Of those admitted, 45598 patients lived; born: 30516.2, DOB 99999, seen 31000 times.",
        "Rows 45717-49731, 44100 12:30, $45,771 10:15, 0 45771 3 45733.",
        "seen on ports 43000 - 43100, lines 45210-45260, rows 45717 - 45731",
        "kernel: 45123 12:01 irq; worker 45231 - 45239; 44123 - 44180 MHz; pid 43211 09:15 started",
        "a total of 12\u202f500\u202f000 and 12\u00a0500 km, 100\u00a0mg in MAY\u00a02019",
        "\u250c\u2500\u2500\u252c\u2500\u2500\u2510\n\u2502 a\u2502 b\u2502\n\u251c\u2500\u2500\u253c\u2500\u2500\u2524\n\u2502 1 \u2502 2 \u2502",
        "",
    ],
)
def test_a_plain_text_has_no_reading(plain: str) -> None:
    assert read(plain) == []


def test_a_finding_of_a_reading_says_so_and_covers_what_was_written() -> None:
    written = NOTE.format(b64(NAME))
    names = [one for one in found(written) if one[1] == "names"]
    assert [(text, "view:base64" in evidence) for text, _, evidence in names] == [
        (b64(NAME), True)
    ]


def test_what_the_text_itself_shows_was_not_found_by_a_reading() -> None:
    shown = found(f"SSN {NUMBER} and {b64(NAME)}")
    assert [e for text, _, e in shown if text == NUMBER and any("view:" in x for x in e)] == []


def test_cues_around_what_was_written_still_count() -> None:
    assert any(kind == "mrn" for _, kind, _ in found(f"MRN: {b64('00814423')}, seen today"))


@pytest.mark.parametrize(
    "written",
    [
        "Call " + "".join(chr(0xE0000 + ord(c)) for c in "the number") + " now",
        "a \u202e" + "nothing to see" + "\u202c b",
        "a n\u200bo\u200bt\u200bh\u200bi\u200bng b",
        "\\x6e\\x6f\\x74\\x68\\x69\\x6e\\x67",
        f"it is {b64(b64('nothing that matters here'))}",
        "Wild olives rest (take the first letter of each word)",
        "decode it with caesar",
        "SELECT 'qua'||'dra'||'tic'",
        'x = ("qua"\n     "dra"\n     "tic")',
        '{"part1": "qua", "part2": "dra", "part3": "tic"}',
        'a, b = "ravin", "drana"\nx = f"{a}{b}"',
        '{"v": ["q", "u", "a", "d", "r", "a", "t", "i", "c"]}',
        "bytes([52, 52, 49, 55])",
        "K1l0m3tr3s and m1ll1m3tr3s are un1t5",
        "noitacol, yadirF, gninroM ,noonretfA ,gninevE",
        "\u281d\u2815\u281e\u2813\u280a\u281d\u281b",
        "\U0001f1f3 \U0001f1f4 \U0001f1f9 \U0001f1ed \U0001f1ee \U0001f1f3 \U0001f1ec",
        "n\u2728o\u2728t\u2728h\u2728i\u2728n\u2728g",
        "_n__o__t__h__i__n__g_",
        "x = 'gnihton'[::-1]",
        "x = 'n#o#t#h#i#n#g'.replace('#', '')",
    ],
)
def test_deliberate_obfuscation_is_found(written: str) -> None:
    assert any(kind == "obfuscation" for _, kind, _ in found(written))


def test_what_tells_how_to_undo_it_is_blocked() -> None:
    asked = promptward.Request("Wild olives rest (take the first letter of each word)")
    assert promptward.load().decide(asked).verdict == "block"


@pytest.mark.parametrize(
    "honest",
    [
        "sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx0p8m3l5Kk0i1n6yQ4w2n1b3c5d7e9f1a3b5c7d9e1",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk",
        "UID 1.2.840.10008.5.1.4.1.1.2, version 1.2.3.4, list [1, 2, 3, 4, 5, 6, 7]",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f is a flag",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467 a family, soft\u00adhyphen",
        "getUserName, isNaN, iPhone, mRNA and eGFR",
        'print("a" "b"); x = ["0", "1", "2", "3", "4", "5"]',
        "heart rates 118, 112, 105, 98, 120, 116, 101",
        'select = ["E", "F", "I", "UP", "PTH"]; c = ["r", "g", "b", "c", "m", "y", "k"]',
        'x = ["a", "e", "i", "o", "u"]; y = ["0", "1", "1", "0", "1"]; z = ["A", "C", "G", "T"]',
        "offsetX, offsetY, positionX, vitaminD and hepatitisB; BRCA1, p53, CD4, x0y1z2",
        'print("first" + ", " + "second"); message = "a long line of text that is " \\\n    "wrapped"',
        "MAX_1_2_3 = v10_44_1; files 2024_report_07",
        "Alfa, Bravo, Charlie, Delta, Echo",
        "git show HEAD^ && git diff main^2; C4+T, a+b, 2+2",
        "\U0001f1fa\U0001f1f8 \U0001f1e9\U0001f1ea \U0001f525\U0001f525 great \U0001f44d",
        "rgba8unorm rgba16sint r32uint mat4x3 mat3x4 vec3i; a = b[::-1]; y,n,y,n,y,n,n",
        "__init__, __all__ and _private_; **a** and **b**",
    ],
)
def test_what_is_merely_unreadable_is_no_obfuscation(honest: str) -> None:
    assert [one for one in found(honest) if one[1] == "obfuscation"] == []


@given(st.text(st.sampled_from(ODD), max_size=300))
def test_every_reading_leads_back_into_the_text(text: str) -> None:
    for view in SourceText(text).readings(LOOK):
        assert view.offsets is not None
        assert view.ends is not None
        assert view.breaks is not None
        assert len(view.offsets) == len(view.ends) == len(view.text) + 1
        last = 0
        for at in range(len(view.text)):
            start, end = view.offsets[at], view.ends[at]
            assert 0 <= last <= start <= end <= len(text)
            last = start
        for low, high, mark in view.marks:
            assert 0 <= low <= high <= len(view.text)
            assert mark


@given(st.text(st.sampled_from(ODD), max_size=120), st.integers(20, 60))
def test_what_is_read_in_all_is_linear_in_the_text(part: str, times: int) -> None:
    text = SourceText(part * times).views[0].text
    total = sum(len(one.text) for one in readings(text, text.encode("latin-1"), LOOK))
    assert total <= 30 * len(text) + (1 << 17)


def test_a_text_of_too_many_readings_is_marked_as_a_whole() -> None:
    nested = " ".join(b64(b64(b64(b64(f"number {n} of the list")))) for n in range(900))
    views = list(SourceText(nested).readings(LOOK))
    assert any(mark == "nested" for view in views for _, _, mark in view.marks)


def test_what_is_compressed_and_too_long_is_marked() -> None:
    long = " ".join(str(random.Random(1).random()) for _ in range(4)) * 400  # no secret
    packed = base64.b64encode(gzip.compress(long.encode(), mtime=0)).decode()
    views = list(SourceText(f"see {packed} there").readings(LOOK))
    assert any(mark == "compressed" for view in views for _, _, mark in view.marks)


def _every_other(value: str, draw: random.Random) -> str:
    return "".join(f"%{ord(c):02x}" if draw.random() < 0.5 and c.isalnum() else c for c in value)


def _entities(value: str, draw: random.Random) -> str:
    return "".join(draw.choice((f"&#{ord(c)};", f"&#x{ord(c):X};")) for c in value)


def _gapped(value: str, draw: random.Random) -> str:
    return draw.choice((" ", "\n", "_")).join(value.replace(" ", "  "))


def _cut(value: str, draw: random.Random) -> str:
    at = draw.randrange(2, len(value) - 2)
    while not (value[at - 1].isalnum() and value[at].isalnum()):
        at = at % (len(value) - 3) + 2
    return value[:at] + draw.choice(("\n", "\n> ", "<i></i>", "**", "-\n")) + value[at:]


def _hexed(value: str, draw: random.Random) -> str:
    return value.encode().hex(draw.choice((" ", ":", "-", ",")) if draw.random() < 0.4 else " ")


def _twice(value: str, draw: random.Random) -> str:
    return b64(draw.choice((b64(value), value.encode().hex(), f"id={value};")))


def _stray(value: str, draw: random.Random) -> str:
    return "".join(c + draw.choice(("", "\u2060", "\u200b\u200d")) for c in value)


def _bytes_literal(value: str, draw: random.Random) -> str:
    return "".join(draw.choice((f"\\x{ord(c):02x}", f"\\u{ord(c):04x}")) for c in value)


@pytest.mark.parametrize(
    "disguise",
    [_every_other, _entities, _gapped, _cut, _twice, _stray, _bytes_literal],
    ids=lambda one: one.__name__.strip("_"),
)
def test_a_disguised_value_is_still_found(
    disguise: Callable[[str, random.Random], str],
) -> None:
    """The floor of each disguise, over values and draws that no rule was made for."""
    notes = {
        NAME: "The patient {} was seen at noon by her doctor.",
        "Tomas Villanueva": "I spoke with {} yesterday about the biopsy.",
        "Agnes Whitcombe": "Mrs. {} asks for a refill.",
        NUMBER: "Her SSN is {} as far as we know.",
        "(212) 555-0147": "Please call her at {} tomorrow.",
        DATE: "DOB {} according to the chart.",
        "jane.quill@example.org": "Write to {} for the results.",
    }
    caught = tries = 0
    for number, (value, note) in enumerate(notes.items()):
        for seed in range(4):
            draw = random.Random(100 * number + seed)  # no secret
            written = disguise(value, draw)
            if written == value:
                continue
            text = note.format(written)
            start = text.index(written)
            covered = {
                at
                for one in promptward.load().find(text)
                if one.confidence >= Confidence.MEDIUM
                for at in range(one.start, one.end)
            }
            tries += 1
            caught += all(
                at in covered for at in range(start, start + len(written)) if text[at].isalnum()
            )
    assert caught >= 0.9 * tries, (caught, tries)


@pytest.mark.parametrize(
    "text",
    [
        "Jan,4120,811,24\nFeb,3876,790,23\nMar,4240,835,27",  # rows, not torn cells
        'ObjectIdentifier("1.3.6.1.5.5.7.1.1")',
        "mach 4, decoder 2, marc 3, apri 9",
        "VERSION: '0.12.0.0', since = '2012-01-01'",
        "param([ValidateSet('Dev','Test','Prod')][string]$Env = 'Dev')",
    ],
)
def test_layouts_of_programs_and_tables_are_no_disguise(text):
    assert not [one for one in found(text) if any(why.startswith("view:") for why in one[2])]
