"""Texts as people paste them, all invented: notes, messages, data, code, and what hides in them."""

NOTE = """\
DISCHARGE NOTE                                    Cedar Hollow Memorial Hospital
Patient: O'Brien, Katherine M.   DOB: 04/17/1934 (92 y.o.)   MRN: 00719284
Admitted 11/02/2026 - Discharged Nov 9th, 2026; seen by Dr. Samuel Okafor, MD, NPI 1234567893.
Address: 1184 Birch Hollow Lane, Apt 6B, Alder Falls, OR 97004-1187. Home: (503) 555-0142 x12,
cell +1 971.555.0168, fax 503-555-0185, e-mail katherine.obrien+home@mail.example.org.
SSN 536-22-4399; Medicare 1EG4-TE5-MK73; member ID: XQH402117733; acct #V0077418.
She lives with her daughter Ruth O'Brien in Alder Falls, moved here from Boise in March 2019.
Pacemaker serial no. PM-4471882, VIN 1HGCM82633A004352, plate ABC-1234, IP 10.20.30.40.
BP 118/70, SpO2 95 %, HbA1c 7.2 %, EF 35 %. Strength 5/5. Furosemide 40 mg b.i.d.
Portal: https://portal.carelink.example/p/00719284?dob=1934-04-17 (login k_obrien34).
"""

SHORTHAND = """\
pt 67yo M w/ cp x3d, hx of mi '19 & cabg. seen in ED @ 0340 on 2/14. mom called from 207-555-0110.
lives nr Portland, ME 04101. wife (Dana Whitfield) at bedside. mrn#4471-2 per chart, acct 88-120744
a&ox3, gcs 15, wbc 11.2, k 4.4, na 138. d/c home tues w/ f/u 3/1/27. DOB 2/2/59. zip 04101.
"""

DATA = """\
{"resourceType": "Patient", "id": "pt-2217", "identifier": [{"system": "urn:mrn", "value": "MR-668104"}],
 "name": [{"family": "Garcia", "given": ["Maria", "Luz"]}], "birthDate": "1961-08-30",
 "telecom": [{"system": "phone", "value": "+1-415-555-0132"}, {"value": "mgarcia@mail.example"}],
 "address": [{"line": ["77 Juniper St."], "city": "Alder Falls", "state": "OR", "postalCode": "97004"}],
 "ssn_last4": "4399", "ip": "2001:db8::ff00:42:8329", "device_serial": "SN-0099182-A"}
PID|1||00719284^^^HOSP^MR||GARCIA^MARIA^L||19610830|F|||77 JUNIPER ST^^ALDER FALLS^OR^97004||4155550132
patient_id,first,last,dob,zip,phone\r\n2217,Maria,Garcia,1961-08-30,97004,415-555-0132\r\n
<patient><name>Maria Garcia</name><city>Alder Falls</city><postalCode>97004</postalCode></patient>
"""

CODE = '''\
#!/usr/bin/env python3
"""Counts visits; see RFC 2119, section 3.2.1, and issue #4412."""
import re, sys
MRN = re.compile(r"\\b(?:MRN|mrn)[:#]?\\s*(\\d{6,10})\\b")  # e.g. MRN: 1234567
API = "https://api.example.test/v1/patients/2217?token=abc123"
CACHE = {0x1F: 3.14159, "version": "2.10.3", "sha": "9f86d081884c7d659a2feaa0c55ad015"}
def visits(rows: list[dict], since="2024-01-01") -> int:
    return sum(1 for r in rows if r["date"] >= since and r["dept"] != "ED" and r["zip"][:3] != "970")
if __name__ == "__main__":
    print(visits([{"date": "2026-11-02", "dept": "ED", "zip": "97004"}]), file=sys.stderr)
'''

PROSE = """\
Wilson disease is inherited; Parkinson and Cushing are eponyms, Glasgow is a scale. In 2019 about
1 in 4 adults over 65 fell, and those over 85 fell most. The Boston criteria (version 2.0) grade
amyloid angiopathy. May I ask what the March figures were? A 95-year-old reference range is rare.
She said: "call me on Monday or Tuesday, the 3rd, at noon". Mobile phones, St. John's wort, Mount Sinai.
"""

FOREIGN = """\
Paciente: José Nuñez-Ibáñez, nació el 17/04/1934 en Cancún. Teléfono: (503)\u00a0555\u20110142.
Patientin: Käthe Groß, geb. 3.\u202fMai 1934, wohnt Straße des Friedens 12. Größe 1,68 m.
患者：山田太郎、電話０３-５５５５-０１４２、カルテ番号　ＭＲＮ：００７１９２８４。
Пациент: Jоhn Smith, MRN: ٠٠٧١٩٢٨٤, SSN 536\u201322\u20144399, \u201cO\u2019Brien\u201d \u2013 5\u00bd mg.\u2028Next\x85line
ﬁrst oﬃce visit ¹²³ № 7 ™ 😀👩🏽\u200d⚕️ zip\uff1a９７００４
"""

HIDDEN = (
    "S\u200bS\u200dN: 5\u00ad36-2\u20602-43\ufeff99 and M\u034fR\u200eN:\u200f 0071\u202e9284\n"
    "J\u0301o\u0302h\u0303n\u0304 Smi\u200bth, dob 04/1\u200b7/1934, 503-\u200b555-\u200b0142\n"
    "katherine\u200b@\u200bmail.example.org \U000e0041\U000e0042 97004\U000e0043-1187"
)

BROKEN = "MRN: 00\x00719284\ud800 SSN 536-22-4399\udfff\r\nDOB:\r04/17/1934\n\n\n\tZIP\v97004\f\x1b[0m\x7f"

EDGES = (
    "",
    " ",
    "\n",
    "\x00",
    "1",
    "536-22-4399",
    "MRN: 00719284",
    "97004\n",
    "\ud800",
    "\u200b",
    "é",
    "a" * 300,
    "1" * 300,
    "A B " * 80,
    "0-" * 100,
    "@." * 60,
    "://" * 60,
)

TEXTS = {
    "note": NOTE,
    "shorthand": SHORTHAND,
    "data": DATA,
    "code": CODE,
    "prose": PROSE,
    "foreign": FOREIGN,
    "hidden": HIDDEN,
    "broken": BROKEN,
}
