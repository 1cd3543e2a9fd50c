"""
Validators: what Ward's `require valid NAME` asks of a matched text.

Each is total, says no to what it doesn't know, tolerates the usual separators, and cites the
standard it implements. Validators of the shipped packs are written here because they run on every
candidate; rarer ones come from libraries that are loaded when a policy first needs them.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from types import MappingProxyType

from promptward.validators.contact import email, ip, ipv4, ipv6, phone, phone_us, url
from promptward.validators.devices import gtin, imei, mac, udi, vin
from promptward.validators.elsewhere import ELSEWHERE
from promptward.validators.health import clia, dea, hicn, mbi, npi
from promptward.validators.money import aba, credit_card, iban, luhn
from promptward.validators.persons import us_ein, us_itin, us_ssn

__all__ = ["VALIDATORS"]

# Whether a day exists does not depend on today; only the century of two digits would.
_ANY_DAY = dt.date(2024, 1, 1)


def _date(text: str) -> bool:
    """A date, or month, or year, that exists in the Gregorian calendar, in a form that is read."""
    from promptward.dates import exists  # noqa: PLC0415  # not every policy checks dates

    return exists(text.strip(), _ANY_DAY)


def _zip_us(text: str) -> bool:
    """A ZIP code, with or without its four further digits, whose first three are in use."""
    from promptward.places import is_zip  # noqa: PLC0415  # reads a table

    return is_zip(text)


def _state_us(text: str) -> bool:
    """Name or postal abbreviation of a State, of the District of Columbia or of a territory."""
    from promptward.places import is_state  # noqa: PLC0415  # reads a table

    return is_state(text)


VALIDATORS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        **ELSEWHERE,
        "aba": aba,
        "clia": clia,
        "credit_card": credit_card,
        "date": _date,
        "dea": dea,
        "email": email,
        "gtin": gtin,
        "hicn": hicn,
        "iban": iban,
        "imei": imei,
        "ip": ip,
        "ipv4": ipv4,
        "ipv6": ipv6,
        "luhn": luhn,
        "mac": mac,
        "mbi": mbi,
        "npi": npi,
        "phone": phone,
        "phone_us": phone_us,
        "state_us": _state_us,
        "udi": udi,
        "url": url,
        "us_ein": us_ein,
        "us_itin": us_itin,
        "us_ssn": us_ssn,
        "vin": vin,
        "zip_us": _zip_us,
    }
)
"""Name in Ward -> check of a whole matched text. Never raises, whatever the text."""
