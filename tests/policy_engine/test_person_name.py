"""The recogniser of names: what each piece of evidence finds, what it leaves alone, in any casing."""

import re

import pytest

from promptward_dsl.lattice import Confidence

MARK = re.compile(r"\[\[(.*?)\]\]")


@pytest.fixture(scope="module")
def names(shipped):
    def found(text):
        return [f for f in shipped.find(text) if f.category == "hipaa.safe_harbor.names"]

    return found


def plain(marked):
    """The text without its marks, and the marked ranges."""
    ranges, shift = [], 0
    for mark in MARK.finditer(marked):
        start = mark.start() - shift
        ranges.append((start, start + len(mark[1])))
        shift += 4
    return MARK.sub(r"\1", marked), ranges


def sure(findings):
    return [f for f in findings if f.confidence >= Confidence.MEDIUM]


def covers(findings, start, end):
    return any(f.start <= start and end <= f.end for f in sure(findings))


EVIDENCE = [
    ("honorific", "Please fax the result to Dr. [[Ostrander]] today"),
    ("honorific", "Asked Mrs. [[May]] about her sleep"),
    ("label", "Patient: [[Lindsay Quarles]]\nreason: follow-up"),
    ("kin", "her sister [[Philippa]] drives her to dialysis"),
    ("role", "handed over to nurse [[Bronwyn]] at seven"),
    ("by", "The plan was reviewed by [[Horatio Vance]]"),
    ("named", "She goes by [[Birdie]] at school"),
    ("demographic", "A 44-year-old woman, [[Rosalind]], with migraine"),
    ("quoted", '"It only hurts at night," says [[Thornbury]].'),
    ("given_family", "Could you summarise the chart of [[Miriam Castleton]]?"),
    ("given_initial", "dose check for [[Leonora B.]] before noon"),
    ("initial_family", "Co-signed, [[T. Hargreaves]]"),
    ("given_unknown", "Results of [[Yolanda Zbroqlek]] are back"),
    ("unknown_family", "Interview with [[Vlasmir Petersen]] went well"),
    ("common_given", "Then [[Stephanie]] was moved to a side room"),
    ("credential", "[[Octavia Ferris]], RN\nwound care"),
    ("age_after", "[[Winslow]], 57M, chest pain since noon"),
    ("id_after", "Letter about [[Clementina Rowe]], DOB 04/05/1961"),
    ("apposition", "[[Gwendoline]], my aunt, has the same rash"),
    ("family_first", "[[Pemberton, Lucinda]]\nward round"),
    ("family_first", "1. [[OSTROWSKI, HALINA M]] / bed 4"),
    ("transcript", "[[Marcus]]: is he awake?\n[[Vlasmir]]: since five\n[[Marcus]]: good"),
    ("listed", "The children are [[Beatrice]], [[Casper]] and [[Delphine]]."),
    ("sign_off", "Please call me back.\n- [[Winifred]]"),
    ("by", "Kind regards,\n[[Ignatius Pell]]"),
    ("possession", "Is [[Nathaniel]]'s chart complete?"),
    ("saying_after", "[[Eleanor]] denies fever"),
]
SHAPES = [
    "Seen with [[Siobhan O'Rourke]] today",
    "Seen with [[Siobhan O\u2019Rourke]] today",
    "Letter to [[Anne-Marie Dupont-Weiss]] sent",
    "Referred by Dr. [[Pieter van der Linden]] again",
    "Spoke with [[Maria de los Angeles Ortega]] twice",
    "Patient: [[Jos\u00e9 Mu\u00f1oz]] arrived",
    "Dr. [[McAllister]] will call",
    "Mr. [[James Whitfield Jr.]] was admitted",
    'Patient: [[Margaret "Peg" Lawson]] arrived',
    "Our baby, [[Grace Kim]], is eating well",
]
WORLD = [
    "Spoke with [[Chidinma Okeke]] about the scan",
    "Spoke with [[Nguyen Thi Lan]] about the scan",
    "Spoke with [[Satoshi Yamashita]] about the scan",
    "Spoke with [[Oleksandr Tkachenko]] about the scan",
    "Spoke with [[Priyanka Deshmukh]] about the scan",
    "Spoke with [[Xiomara Villarreal]] about the scan",
    "Spoke with [[Abdulrahman Siddiqui]] about the scan",
    "Spoke with [[Katarzyna Lewandowska]] about the scan",
    "Spoke with [[Leilani Kealoha]] about the scan",
]
THINGS = [
    "Parkinson disease and Wilson disease were excluded",
    "Apgar 8 and 9, Ballard 36 weeks, Gleason 4+3",
    "Babinski negative, Romberg negative, Phalen positive",
    "Murphy sign positive, McBurney tender",
    "A Foley catheter and a Jackson-Pratt drain were placed",
    "Kaplan-Meier curves and a Mann-Whitney test",
    "Barrett esophagus, Crohn disease, Hodgkin lymphoma",
    "Started Allegra 180 mg and Yasmin",
    "Henry et al. found no difference",
    "Bishop score 4, Braden 14, Mallampati II",
    "Grace period ended in April 2023",
    "The Baker cyst measured 3 cm",
    "Summary of Hospital Course and Discharge Medications",
    "class Decimal:\n    def scale(self):\n        return Decimal(1)\n",
    "import Taylor\nTaylor(series)\n",
    "Pouch of Douglas was free",
    "Patients were treated in Jordan and Israel",
    "He lives on Martin Street",
    "Mark the vein first. Bill the visit later.",
    "MR Brain without contrast; MS Windows laptop",
    "Sami language areas: the Sami population and non-Sami controls",
    "Indice de Barthel 60, Escala de Norton 12",
    "Charles Schwab and Merrill Lynch agreed",
    "3. Bland JM. Agreement of methods\n4. Cox DR. Analysis of data",
    "ate a Margherita pizza and hummed an Aria",
]


@pytest.mark.parametrize(("evidence", "marked"), EVIDENCE)
def test_each_piece_of_evidence_finds_the_name_and_says_so(names, evidence, marked):
    text, ranges = plain(marked)
    findings = names(text)
    for start, end in ranges:
        assert covers(findings, start, end)
    assert any(evidence in f.evidence for f in sure(findings))


@pytest.mark.parametrize("marked", SHAPES + WORLD)
def test_names_of_any_shape_and_country_are_whole(names, marked):
    text, ranges = plain(marked)
    findings = names(text)
    for start, end in ranges:
        assert covers(findings, start, end)


@pytest.mark.parametrize("text", THINGS)
def test_what_is_named_after_somebody_is_no_name(names, text):
    assert sure(names(text)) == []


LOWER = [
    "pt is a 44 y/o woman named [[rosalind]], no fever",
    "spoke with [[karen mitchell]] about her meds",
    "dr. [[ostrander]] wants a repeat cbc",
    "her sister [[stephanie]] drives her to dialysis",
    "note for [[jennifer brown]] please",
    "call from [[michael a. peterson]] about a refill",
]
SHOUTED = [
    "PATIENT: [[MIRIAM CASTLETON]] WAS SEEN TODAY",
    "SEEN BY DR. [[OSTRANDER]] AT NOON",
    "HER SISTER [[STEPHANIE]] DRIVES HER TO DIALYSIS",
    "SPOKE WITH [[KAREN MITCHELL]] ABOUT HER MEDS",
]


@pytest.mark.parametrize("marked", LOWER + SHOUTED)
def test_names_are_found_without_capitals_and_in_capitals_only(names, marked):
    text, ranges = plain(marked)
    findings = names(text)
    for start, end in ranges:
        assert covers(findings, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "parkinson disease and wilson disease were excluded",
        "we will mark the site, drew blood, and bill may come later",
        "grant access to the jack port and page the ward",
        "PARKINSON DISEASE AND WILSON DISEASE WERE EXCLUDED",
        "FOLEY CATHETER PLACED, ROMBERG NEGATIVE",
        "DISCHARGE SUMMARY AND HOSPITAL COURSE",
    ],
)
def test_words_in_other_casings_stay_words(names, text):
    assert sure(names(text)) == []


def test_an_honorific_is_stronger_than_any_veto(names):
    findings = names("Dr. Wilson disease clinic")
    assert covers(findings, 4, 10)
    assert sure(names("Wilson disease clinic")) == []


def test_a_finding_leaves_the_honorific_out(names):
    text = "seen by Dr. Ostrander today"
    assert [(f.start, f.end) for f in sure(names(text))] == [(12, 21)]


def test_an_established_name_is_found_again_wherever_it_stands(names):
    text = (
        "Patient: Lucinda Pemberton\nPemberton slept well. Lucinda wants to go home.\n"
        "Pemberton, Lucinda: no new complaints."
    )
    findings = names(text)
    for match in re.finditer("Pemberton|Lucinda", text):
        assert covers(findings, *match.span())


def test_an_established_name_does_not_make_names_of_its_disease(names):
    text = "Patient: George Hodgkin\nHodgkin lymphoma was ruled out. Hodgkin sleeps well."
    findings = names(text)
    assert not covers(findings, 24, 31)
    again = text.rindex("Hodgkin")
    assert covers(findings, again, again + 7)


def test_initials_of_an_established_name_are_found_where_people_sign(names):
    text = "Dictated by Horatio Vance, MD\nno acute findings   HV\nhv/ts\n"
    findings = names(text)
    assert covers(findings, text.index("HV"), text.index("HV") + 2)
    assert covers(findings, text.index("hv"), text.index("hv") + 2)
    assert covers(findings, text.index("ts\n"), text.index("ts\n") + 2)
    assert sure(names("HV interval 50 ms, hv stable")) == []


def test_initials_that_a_key_explains_are_found_in_the_table(names):
    text = "0800 given  RqO\n1200 held  RqO\nKey: RqO = Rosa Ostrander RN"
    findings = names(text)
    for match in re.finditer("RqO", text):
        assert covers(findings, *match.span())


def test_what_code_calls_is_no_name_and_an_author_in_a_comment_is_an_unsure_one(names):
    text = "# written by Harold Finchley\nimport Frances\nFrances(1)\nx = Frances\n"
    findings = names(text)
    author = [f for f in findings if (f.start, f.end) == (13, 28)]
    assert [f.confidence for f in author] == [Confidence.LOW]
    assert not any(text[f.start : f.end] == "Frances" for f in sure(findings))


def test_offsets_are_those_of_the_original_in_a_text_with_marks(names):
    text = "\u00c4rztin: Dr. Bj\u00f8rn \u00d6stergaard, caf\u00e9"
    found = sure(names(text))
    assert [text[f.start : f.end] for f in found] == ["Bj\u00f8rn \u00d6stergaard"]


def test_a_long_text_of_capitalised_words_is_read_to_its_end(names):
    text = "Harold Finchley and Zqxv Wvut. " * 2_000
    assert len(sure(names(text))) >= 2_000


def test_any_text_is_taken(names):
    for text in ("", "'", "A", "A.", "O'", "Dr. ", "Dr. '", "\u02bb", "McA-", "- Al", "\n\n- "):
        names(text)
