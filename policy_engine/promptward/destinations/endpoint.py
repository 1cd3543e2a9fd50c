"""
Endpoint: the address that a prompt would be sent to, read strictly.

Whatever two readers of URLs could disagree about (a user before the host, backslashes, escapes in
the host, dot segments) is refused: the one that decides and the one that connects must mean the
same host and path.
"""

from functools import lru_cache
from typing import NamedTuple

__all__ = ["Endpoint", "EndpointError", "read_endpoint"]

_LONGEST = 8192
_PORTS = {"https": 443, "wss": 443, "http": 80, "ws": 80}
_SECURE = frozenset({"https", "wss"})
_HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")
_LONGEST_HOST, _LONGEST_LABEL = 253, 63
_LARGEST_PORT = 65535
_OCTETS, _LARGEST_OCTET = 4, 255


class EndpointError(ValueError):
    """An address that can't be read without doubt; the message never quotes it."""


class Endpoint(NamedTuple):
    """
    Host (lower case), port and path of an address; the query is not kept, it may hold anything.

    `secure`: the scheme demands TLS. `loopback`: the host is this machine, by its address or by
    the name `localhost`.
    """

    host: str
    port: int
    path: str
    secure: bool
    loopback: bool

    @property
    def allowed(self) -> bool:
        """Whether the way there is encrypted or stays on this machine: 45 CFR 164.312(e)(1)."""
        return self.secure or self.loopback


def read_endpoint(url: str) -> Endpoint:
    """
    The endpoint that an absolute http(s) or ws(s) URL names.

    Raises EndpointError for everything else, and for what clients read differently.
    """
    if len(url) > _LONGEST:
        raise EndpointError("the address is too long")
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise EndpointError("the address holds characters that don't belong into one")
    scheme, found, rest = url.partition("://")
    scheme = scheme.lower()
    if not found or scheme not in _PORTS:
        raise EndpointError("the address must begin with https://")
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    host, port = _host_and_port(rest[:end], _PORTS[scheme])
    path = rest[end:].partition("#")[0].partition("?")[0] or "/"
    return Endpoint(host, port, _path(path), scheme in _SECURE, _is_loopback(host))


@lru_cache(maxsize=256)  # a name of a server, never the rest of an address
def _host_and_port(authority: str, usual: int) -> tuple[str, int]:
    if "@" in authority:
        raise EndpointError("the address holds a user before the host")
    if authority.startswith("["):
        host, found, rest = authority[1:].partition("]")
        if not found or (rest and not rest.startswith(":")):
            raise EndpointError("the host can't be read")
        name = _ipv6(host)
        digits = rest[1:] if rest else None
    else:
        host, found, after = authority.partition(":")
        digits = after if found else None
        name = _name(host)
    if digits is None:
        return name, usual
    if not digits.isdecimal() or not 0 < int(digits[:6]) <= _LARGEST_PORT:
        raise EndpointError("the port can't be read")
    return name, int(digits)


def _name(host: str) -> str:
    name = host.lower().removesuffix(".")
    labels = name.split(".")
    if (
        not name
        or len(name) > _LONGEST_HOST
        or not _HOST.issuperset(name)
        or any(
            not label
            or len(label) > _LONGEST_LABEL
            or label.startswith("-")
            or label.endswith("-")
            for label in labels
        )
    ):
        raise EndpointError("the host can't be read")
    if (labels[-1].isdecimal() or labels[-1].startswith("0x")) and not _is_ipv4(labels):
        # Some clients take `2130706433`, `127.1` or `0x7f000001` for an address, others do not.
        raise EndpointError("the host can't be read")
    return name


def _is_ipv4(labels: list[str]) -> bool:
    return len(labels) == _OCTETS and all(
        label.isdecimal() and str(int(label)) == label and int(label) <= _LARGEST_OCTET
        for label in labels
    )


def _ipv6(host: str) -> str:
    import ipaddress  # noqa: PLC0415  # rarely wanted

    if "%" in host:
        raise EndpointError("the host can't be read")  # the zone of one interface
    try:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    except ValueError:
        raise EndpointError("the host can't be read") from None


def _is_loopback(host: str) -> bool:
    labels = host.split(".")
    return host in {"localhost", "[::1]"} or (labels[0] == "127" and _is_ipv4(labels))


def _path(path: str) -> str:
    lowered = path.lower()
    if "%2f" in lowered or "%5c" in lowered or "%00" in lowered:
        raise EndpointError("the path holds an escaped separator")
    unescaped = lowered.replace("%2e", ".")
    segments = unescaped.split("/")
    if any(segment in {".", ".."} for segment in segments) or "" in segments[1:-1]:
        raise EndpointError("the path holds empty or dot segments")
    return path
