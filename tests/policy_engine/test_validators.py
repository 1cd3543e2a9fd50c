"""Every validator on examples of its standard, against libraries, and on any string."""

import datetime as dt
import ipaddress
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import imei as known_imei
from stdnum import luhn as known_luhn
from stdnum.us import ein as known_ein
from stdnum.us import itin as known_itin
from stdnum.us import rtn as known_rtn
from stdnum.us import ssn as known_ssn

from promptward.validators import VALIDATORS

# name: (accepted, refused). Numbers are specimens of the standards, or computed.
EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "us_ssn": (
        ("536-22-4399", "536224399", "536 22 4399", "001-01-0001", "899-99-9999", "123-45-6789"),
        (
            "000-12-3456", "666-12-3456", "900-12-3456", "987-65-4320", "536-00-4399",
            "536-22-0000", "078-05-1120", "219-09-9999", "457-55-5462", "536-22-439", "5362243999",
            "536-22-439x", "",
        ),
    ),
    "us_itin": (
        ("911-70-1234", "900501234", "999-88-4321", "912-94-1234", "912-99-1234"),
        ("811-70-1234", "911-66-1234", "911-69-1234", "911-89-1234", "911-93-1234", "911-49-1234"),
    ),
    "us_ein": (("91-1144442", "04-2103545", "270000000"), ("07-1144442", "00-1234567", "96-1234567")),
    "us_atin": (("900-93-0000",), ("900-93-000",)),
    "us_ptin": (("P-00634642",), ("P-0063464", "00634642")),
    "luhn": (
        ("4111 1111 1111 1111", "79927398713", "18", "5500-0000-0000-0004"),
        ("4111111111111112", "79927398710", "0", "0000", "", "12a4"),
    ),
    "npi": (
        ("1234567893", "1245319599", "1497758544", "808401234567893"),
        ("1234567890", "3234567893", "123456789", "0000000000", "12345678933"),
    ),
    "dea": (
        ("AP5836727", "BB1388568", "F91234563", "ap5836727"),
        ("AP5836728", "IP5836727", "A15836727", "AP583672", "APP836727"),
    ),
    "mbi": (
        ("1EG4-TE5-MK73", "1EG4TE5MK73", "1eg4te5mk73"),
        ("0EG4TE5MK73", "1SG4TE5MK73", "1EG4TE5MK7", "1EGATE5MK73", "1EG4TE5MKA3", "1EG4TE5M073"),
    ),
    "hicn": (
        ("536-22-4399A", "536224399B1", "WA123456", "WCD536224399"),
        ("536224399", "000224399A", "536004399A", "ZZ123456", "A12345"),
    ),
    "clia": (("05D0642827", "99D1234567"), ("05X0642827", "5D0642827", "05D064282")),
    "vin": (
        ("1HGCM82633A004352", "1M8GDM9AXKP042788", "5GZCZ43D13S812715", "1hgcm82633a004352"),
        ("1HGCM82633A004353", "1HGCM82633A00435", "1HGCM8263IA004352", "1" * 17, "0" * 17),
    ),
    "iban": (
        ("GB82 WEST 1234 5698 7654 32", "DE89370400440532013000", "FR1420041010050500013M02606"),
        ("GB82WEST12345698765433", "GB82WEST1234569876543", "ZZ8937040044053201300", "DE8"),
    ),
    "aba": (("021000021", "011000015", "122105155"), ("021000022", "000000000", "501000015", "02100002")),
    "credit_card": (
        (
            "4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005", "6011111111111117",
            "30569309025904", "3530111333300000", "2223000048400011", "6200000000000005",
        ),
        ("4111111111111112", "1234567812345670", "411111111111111", "79927398713", ""),
    ),
    "bic": (("DEUTDEFF", "DEUTDEFF500"), ("DEUTDEF", "1EUTDEFF")),
    "isin": (("US0378331005",), ("US0378331004",)),
    "cusip": (("037833100",), ("037833101",)),
    "figi": (("BBG000BLNQ16",), ("BBG000BLNQ14",)),
    "lei": (("213800KUD8LAJWSQ9D15",), ("213800KUD8LAJWSQ9D14",)),
    "ip": (("10.20.30.40", "2001:db8::1"), ("10.20.30.256", "10.20.30", "x")),
    "ipv4": (
        ("10.20.30.40", "255.255.255.255", "0.0.0.0"),  # noqa: S104  # an example, nothing binds
        ("256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.-4", "1..2.3", "::1"),
    ),
    "ipv6": (
        ("2001:db8::1", "::", "fe80::1%eth0", "[::1]", "::ffff:10.0.0.1"),
        ("2001:db8::1::2", "12:34:56", "10.0.0.1", "g::1", "[]", ":"),
    ),
    "email": (
        ("j.doe@example.org", "a+b@mail.example.co.uk", "o'neil@example.com", "x@xn--bcher-kva.example"),
        (
            "j.doe@example", "@example.org", "j..doe@example.org", ".j@example.org", "j@-x.org",
            "a b@example.org", "x" * 65 + "@example.org", "j.doe@example.123", "j@example..org",
        ),
    ),
    "phone_us": (
        (
            "(212) 555-0147", "212-555-0147", "+1 212 555 0147", "1-212-555-0147", "2125550147",
            "555-0147", "212.555.0147 x12", "212-555-0147 ext. 301", "tel:+1-212-555-0147",
        ),
        ("112-555-0147", "212-155-0147", "911-555-0147", "212-911-0147", "292-555", "+44 20 7946 0958"),
    ),
    "phone": (("+44 20 7946 0958", "(212) 555-0147", "+49 30 123456"), ("12", "+44 1", "abc", "")),
    "url": (
        ("https://example.org/x?y=1", "http://10.0.0.1:80/", "www.example.org", "ftp://h/f"),
        ("example", "https://", "mailto:a@b.org", "http:// x"),
    ),
    "date": (
        ("03/14/1962", "2024-02-29", "March 3, 1962", "14MAR1962", "3/14", "1962"),
        ("02/30/1962", "2023-02-29", "13/13/2000", "Smarch 3", "99/99/9999", ""),
    ),
    "zip_us": (("02139", "02139-4307", "021394307", "09001"), ("00000", "34812", "0213", "02139-43", "abcde")),
    "state_us": (("MA", "Massachusetts", "new york", "PR"), ("ma", "in", "Boston", "ZZ", "")),
    "imei": (("490154203237518", "35-209900-176148-1"), ("490154203237517", "0" * 15, "49015420323751")),
    "meid": (("AF0123450ABCDE",), ("AF0123450ABCD",)),
    "imsi": (("310150123456789",), ("000",)),
    "imo": (("9074729",), ("9074728",)),
    "mac": (
        ("00:1B:44:11:3A:B7", "00-1b-44-11-3a-b7", "001b.4411.3ab7", "00:1b:44:ff:fe:11:3a:b7"),
        ("00:1B:44:11:3A", "00:1B-44:11:3A:B7", "FF:FF:FF:FF:FF:FF", "00:00:00:00:00:00", "0G:1B:44:11:3A:B7"),
    ),
    "gtin": (("4006381333931", "00012345678905", "96385074"), ("4006381333932", "0" * 13, "400638133393")),
    "udi": (
        (
            "(01)00884838049116(17)141120(10)7654321D", "0100884838049116", "+H123PARTNO1234567890120",
            "=/A9999XYZ100T0479",
        ),
        ("(01)00884838049117", "+1", "plain", "(01)"),
    ),
    "sin_ca": (("123-456-782",), ("123-456-783", "999999999")),
    "phn_bc_ca": (("9698 658 215",), ("9698 648 215",)),
    "nhs_number": (("943-476-5870", "943 476 5919"), ("9434765871",)),
    "utr_gb": (("1955839661",), ("2955839661",)),
    "aadhaar": (("2341 2341 2346",), ("2341 2341 2347", "123412341234")),
    "pan_in": (("ACUPA7085R",), ("ACUPA7085",)),
    "curp_mx": (("BOXW310820HNERXN09",), ("BOXW310820HNERXN08",)),
    "cpf_br": (("390.533.447-05",), ("231.002.999-00",)),
    "dni_es": (("54362315K",), ("54362315Z",)),
    "nie_es": (("X-2482300W",), ("X-2482300A",)),
    "nir_fr": (("2 95 10 99 126 111 93",), ("295109912611199",)),
    "codice_fiscale_it": (("RCCMNL83S18D969H",), ("RCCMNL83S18D969",)),
    "idnr_de": (("36 574 261 809",), ("36574261808",)),
    "bsn_nl": (("1112.22.333",), ("1112.52.333",)),
    "nn_be": (("85.07.30 033 28",), ("85.07.30 033 29",)),
    "personnummer_se": (("880320-0016",), ("880320-0018",)),
    "pesel_pl": (("44051401359",), ("44051401358",)),
    "ric_cn": (("360426199101010071",), ("360426199101010072",)),
    "rrn_kr": (("971013-9019902",), ("971013-9019903",)),
    "tfn_au": (("123 456 782",), ("999 999 999",)),
}  # fmt: skip

ACCEPTED = [(name, text) for name, (good, _) in EXAMPLES.items() for text in good]
REFUSED = [(name, text) for name, (_, bad) in EXAMPLES.items() for text in bad]


def test_every_validator_has_examples() -> None:
    assert set(EXAMPLES) == set(VALIDATORS)


def test_every_validator_says_what_it_implements() -> None:
    for name, check in VALIDATORS.items():
        assert check.__doc__, name


@pytest.mark.parametrize(("name", "text"), ACCEPTED)
def test_numbers_that_follow_the_standard_are_accepted(name: str, text: str) -> None:
    assert VALIDATORS[name](text)


@pytest.mark.parametrize(("name", "text"), REFUSED)
def test_numbers_that_break_the_standard_are_refused(name: str, text: str) -> None:
    assert not VALIDATORS[name](text)


@given(
    st.text(max_size=80)
    | st.text(alphabet="0123456789ABCDEFX-:./@ +()\n\x00", max_size=40)
    | st.text(alphabet=st.characters(categories=["Nd", "Cs", "Lm", "Mn"]), max_size=20)
)
def test_validators_answer_for_any_text(text: str) -> None:
    for name, check in VALIDATORS.items():
        assert check(text) in (True, False), name


@pytest.mark.parametrize("name", sorted(VALIDATORS))
def test_validators_are_linear_and_quiet_on_long_text(name: str) -> None:
    for piece in ("1", "1-", "a.", "(", "aa:", "x@", " "):
        assert not VALIDATORS[name](piece * 20_000)


NINE = st.text(alphabet="0123456789", min_size=9, max_size=9)


@given(NINE)
def test_american_numbers_agree_with_the_library(number: str) -> None:
    assert VALIDATORS["us_ssn"](number) == known_ssn.is_valid(number)
    assert VALIDATORS["us_ein"](number) == known_ein.is_valid(number)
    if VALIDATORS["aba"](number):
        assert known_rtn.is_valid(number)
    if known_itin.is_valid(number):
        # The library lacks groups 50-65, which the IRS opened later.
        assert VALIDATORS["us_itin"](number)


@given(st.text(alphabet="0123456789", min_size=2, max_size=20))
def test_luhn_agrees_with_the_library_but_for_zeros(number: str) -> None:
    assert VALIDATORS["luhn"](number) == (known_luhn.is_valid(number) and set(number) != {"0"})


@given(st.text(alphabet="0123456789", min_size=14, max_size=14))
def test_imei_agrees_with_the_library(number: str) -> None:
    number += known_luhn.calc_check_digit(number)
    assert VALIDATORS["imei"](number) == (known_imei.is_valid(number) and set(number) != {"0"})


@given(st.ip_addresses())
def test_every_address_is_an_address(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    assert VALIDATORS["ip"](str(address))
    assert VALIDATORS["ipv4"](str(address)) == (address.version == 4)
    assert VALIDATORS["ipv6"](str(address)) == (address.version == 6)


@given(st.text(alphabet="0123456789.", max_size=16))
def test_ipv4_agrees_with_the_standard_library(text: str) -> None:
    try:
        ipaddress.IPv4Address(text)
        expected = True
    except ValueError:
        expected = False
    assert VALIDATORS["ipv4"](text) == expected


@given(st.emails())
def test_addresses_of_rfc_5322_that_reach_the_internet_are_accepted(address: str) -> None:
    domain = address.rpartition("@")[2]
    if len(address) <= 254 and not domain.rpartition(".")[2].lower().startswith("xn--"):
        assert VALIDATORS["email"](address)


@given(
    st.dates(
        min_value=dt.date(1800, 1, 1),
        max_value=dt.date(2199, 12, 31),
    )
)
def test_every_day_exists(day: dt.date) -> None:
    assert VALIDATORS["date"](day.isoformat())
    assert VALIDATORS["date"](f"{day:%m/%d/%Y}")


@pytest.mark.parametrize("digit", range(10))
def test_a_changed_digit_is_found_by_checks_that_can(digit: int) -> None:
    for name, number in (
        ("npi", "1234567893"),
        ("imei", "490154203237518"),
        ("gtin", "4006381333931"),
    ):
        for place in range(1, len(number)):
            changed = number[:place] + str(digit) + number[place + 1 :]
            assert VALIDATORS[name](changed) == (changed == number), (name, changed)


def test_importing_the_validators_loads_no_library() -> None:
    program = (
        "import sys, promptward.validators;"
        "print([m for m in ('stdnum', 'phonenumbers', 'ipaddress', 'json') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "stdnum" not in done.stdout
    assert "phonenumbers" not in done.stdout
