"""Where people can be reached: telephone numbers, e-mail, network addresses, URLs."""

from functools import cache
from typing import TYPE_CHECKING

from promptward.deferred import regex

if TYPE_CHECKING:
    import re

__all__ = ["email", "ip", "ipv4", "ipv6", "phone", "phone_us", "url"]

_LONGEST_EMAIL = 254  # RFC 5321 section 4.5.3.1, as RFC 3696 erratum 1690 corrects it
_LONGEST_LOCAL = 64
_LONGEST_PHONE = 40
_LONGEST_IP = 64


@cache
def _patterns() -> "tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]":
    import re  # noqa: PLC0415  # compiled on first use

    label = r"[^\W_](?:[^\W_]|-(?!\.|$)){0,62}"
    host = rf"(?:{label}\.){{1,126}}(?:[^\W\d_]{{2,63}}|xn--[0-9a-z-]{{2,59}})"
    phone = (
        r"(?:tel:)?\s*(?:\+?1[\s.-]?)?\(?([2-9][0-9]{2})?\)?[\s./-]{0,3}"
        r"([2-9][0-9]{2})[\s.-]{0,3}([0-9]{4})"
        r"(?:[\s,;]{0,3}(?:x|ext\.?|extension|#)[\s.:]{0,2}[0-9]{1,6})?"
    )
    address = (
        rf"(?:https?|ftps?|wss?)://[^\s/?#]+(?:[/?#]\S*)?|www\.{host}(?::[0-9]+)?(?:[/?#]\S*)?"
    )
    flags = re.IGNORECASE
    return regex(host, flags), regex(phone, flags), regex(address, flags)


def email(text: str) -> bool:
    """
    An e-mail address that mail on the internet can reach.

    RFC 5321: at most 64 octets before the `@`, dot-separated atoms; a domain of labels with a top
    level of letters. Quoted local parts and address literals are not accepted.
    """
    if len(text) > _LONGEST_EMAIL:
        return False
    local, at, domain = text.strip().rpartition("@")
    if not at or not local or len(local) > _LONGEST_LOCAL or ".." in f".{local}.":
        return False
    if any(
        not character.isalnum() and character not in "!#$%&'*+-/=?^_`{|}~." for character in local
    ):
        return False
    return _patterns()[0].fullmatch(domain) is not None


def phone_us(text: str) -> bool:
    """
    A number of the North American Numbering Plan, with or without area code and extension.

    NANPA, ATIS-0300051: area code and exchange begin with 2-9 and are no service code (N11); the
    middle digit of an area code is not 9. Numbers kept for fiction (555-01xx) count.
    """
    if len(text) > _LONGEST_PHONE:
        return False
    found = _patterns()[1].fullmatch(text.strip())
    if found is None or not text.isascii():
        return False
    area, exchange, _ = found.groups()
    if exchange.endswith("11") and exchange != "555":
        return False
    return area is None or (not area.endswith("11") and area[1] != "9")


def phone(text: str) -> bool:
    """A telephone number of any country (ITU-T E.164), without `+` an American one."""
    if len(text) > _LONGEST_PHONE:
        return False
    import phonenumbers  # noqa: PLC0415  # loads slowly

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(text, "US")))
    except phonenumbers.NumberParseException:
        return False


def ipv4(text: str) -> bool:
    """An IPv4 address in dotted decimal (RFC 6943 section 3.1.1, strict): no leading zeros."""
    parts = text.strip().split(".") if len(text) <= _LONGEST_IP else ()
    return len(parts) == 4 and all(
        part.isascii()
        and part.isdigit()
        and len(part) <= 3
        and (part[0] != "0" or part == "0")
        and int(part) <= 255
        for part in parts
    )


def ipv6(text: str) -> bool:
    """An IPv6 address (RFC 4291, RFC 4007 zones), also in brackets."""
    text = text.strip()
    if len(text) > _LONGEST_IP or ":" not in text:
        return False
    if text[0] == "[" and text[-1] == "]":
        text = text[1:-1]
    from ipaddress import AddressValueError, IPv6Address  # noqa: PLC0415  # loaded on first use

    try:
        IPv6Address(text)
    except AddressValueError:
        return False
    return True


def ip(text: str) -> bool:
    """An IPv4 or IPv6 address."""
    return ipv4(text) or ipv6(text)


def url(text: str) -> bool:
    """A URL with a host (RFC 3986), or a host that begins with `www.`."""
    return _patterns()[2].fullmatch(text.strip()) is not None
