"""The shipped policy on dates and great ages as people write them."""

import pytest

# letter of 45 CFR 164.514(b)(2)(i), text, what must be covered
WRITTEN: list[tuple[str, str, str]] = [
    ("C", "DOB 3/14/62", "3/14/62"),
    ("C", "born 14.03.1962 in town", "14.03.1962"),
    ("C", "born march fourth forty two", "march fourth forty two"),
    ("C", "born &#49;4&#46;03&#46;1962 there", "&#49;4&#46;03&#46;1962"),
    ("C", "her ninety-second birthday", "ninety-second"),
    ("C", "seen the fourteenth of March", "fourteenth of March"),
    (
        "C",
        "on March the fourteenth, nineteen sixty-two",
        "March the fourteenth, nineteen sixty-two",
    ),
    ("C", "collected 14MAR1962 0730", "14MAR1962"),
    ("C", "at 2024-03-14T09:30:00-05:00 exactly", "2024-03-14T09:30:00-05:00"),
    ("C", "drain out 03-14", "03-14"),
    ("C", "admitted 3/14-3/19", "3/14-3/19"),
    ("C", "between March 3 and March 9 he slept", "March 9"),
    ("C", "birthdate: 19620314", "19620314"),
    ("C", "le 14 juillet 1962", "14 juillet 1962"),
    ("C", "am 3. Oktober operiert", "3. Oktober"),
    ("C", "since Sept '23", "Sept '23"),
    ("C", "last A1c in June 2023 was 9", "June 2023"),
    ("C", "came in Wed the 14th", "Wed the 14th"),
    ("C", "fell over Thanksgiving", "Thanksgiving"),
    ("C", "hasn't slept since the 21st.", "21st"),
    ("C", "Sep 3-5, 2024", "Sep 3-5, 2024"),
    ("C", "surgery was 28/2 and all well", "28/2"),
    ("C", "labs 9/3, 9/10 and 9/17", "9/17"),
    ("C", "the 3rd of January", "3rd of January"),
    ("C", "moved in late October", "late October"),
    ("C", "tested positive 1/19, isolating", "1/19"),
    ("C", "5/2: called, no answer", "5/2"),
    ("C", "d.o.b. 02 Feb 1949", "02 Feb 1949"),
    ("C", "a 97-yr-old", "97"),
    ("C", "pt is 101 y/o", "101"),
    ("C", "Grandma turned one hundred and two", "one hundred and two"),
    ("C", "ninety-three years old", "ninety-three"),
    ("C", "my mother, 92, fell", "92"),
    ("C", "born 1929", "1929"),
    ("C", "95F with hip fx", "95"),
    ("C", "Age 99", "99"),
    ("C", "Date of service: 07-22-2024", "07-22-2024"),
    ("C", "LMP 5/3, EDD 2/7/25", "2/7/25"),
    ("C", "S/p CABG 11/2018", "11/2018"),
    ("C", "s/p TKA (Mar 2020)", "Mar 2020"),
    ("C", "expired at 0312 on 12Jan2025", "12Jan2025"),
    ("C", "POD#3 from 6/14 lap chole", "6/14"),
    ("C", "week of 8/12 she missed 2 sessions", "8/12"),
    ("C", "will be back Monday the 3rd of June", "3rd of June"),
    ("C", "Lab drawn 1/8 @ 0700: K 3.1", "1/8"),
    ("C", "CT on 2024/02/29", "2024/02/29"),
    ("C", "note 12.1.24", "12.1.24"),
    ("C", "ran out of meds around April 20", "April 20"),
    ("C", "Married June 5th, '71", "June 5th, '71"),
    ("C", "95 yo", "95"),
    ("C", "is 90 years young", "90"),
    ("C", "a ninety four year old veteran", "ninety four"),
    ("C", "age: 103", "103"),
    ("C", "(b. 1931)", "1931"),
    ("C", "103-year-old great-aunt", "103"),
    ("C", "92 y.o. F", "92"),
    ("C", "Pt, 96, found down", "96"),
    ("C", "adm 10.21 from home", "10.21"),
    ("C", "Specimen Coll 06-12, Recd 06-13", "06-13"),
    ("C", "trach 4/7, PEG 4/9", "4/7"),
    ("C", "cert period ends 3/3", "3/3"),
    ("C", "no beds till Mon 2/12\nThe Willows called", "Mon 2/12"),
    ("C", "court date the twenty-third; he knows", "the twenty-third"),
    ("C", "till the sixteenth then at her brother's", "the sixteenth"),
    ("C", "scoped the 29th, back on a diet", "the 29th"),
    ("C", "on the morning of the 4th she fell", "the 4th"),
    ("C", "5/27, 28, 29 no show", "5/27, 28, 29"),
    ("C", "see you on twelve january", "twelve january"),
    ("C", "(spring 2021, Oct 2022)", "Oct 2022"),
    ("C", "le 3 févr. à midi", "3 févr."),
    ("C", "ninety-one y/o, fall from standing", "ninety-one"),
    ("C", "he passed at ninety-four at home", "ninety-four"),
    ("C", "DOB 9/10/1934 (90)", "90"),
    ("C", "in his 91st year", "91st"),
    ("C", "Burl T. (91, SOC 1/9): moved", "91"),
    ("C", "Born: June 30, 1934 (91 years)", "91"),
    ("C", "Aide visit due the 10th. Next", "the 10th"),
    ("C", "come in on the sixth for that test", "the sixth"),
    ("C", "df[df['date_of_birth'] == '1962-03-14']", "1962-03-14"),
    ("C", "seen = pd.Timestamp('2024-03-14')  # Dr. Ida Kerr", "2024-03-14"),
]


@pytest.mark.parametrize(("letter", "text", "value"), WRITTEN)
def test_a_date_is_covered_whole_and_under_its_letter(shipped, letter, text, value):
    start = text.index(value)
    assert [
        f
        for f in shipped.find(text)
        if f.safe_harbor == letter
        and f.confidence.word != "low"
        and f.start <= start
        and f.end >= start + len(value)
    ]
