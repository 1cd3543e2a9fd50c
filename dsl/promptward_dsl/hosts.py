"""Which hosts and ports a destination's `host` means, however it is written."""

from functools import lru_cache

__all__ = ["is_at", "named_host", "share_an_address"]


@lru_cache(maxsize=1024)  # what policies state, never a request
def named_host(host: str) -> tuple[str, int | None]:
    """Host and port as a policy states them; a policy may write a whole address, too."""
    bare = host.partition("://")[2] or host
    bare = bare.partition("/")[0].lower()
    name, found, digits = bare.rpartition(":")
    if found and digits.isdecimal() and not name.endswith(":"):
        return name.removesuffix("."), int(digits)
    return bare.removesuffix("."), None


def is_at(stated: str, host: str, port: int) -> bool:
    """Whether a stated host means this one, which is in lower case."""
    name, own = named_host(stated)
    return own in (None, port) and _means(name, host)


def share_an_address(one: str, other: str) -> bool:
    """Whether there is an address that both of two stated hosts mean."""
    (host, port), (second, another) = named_host(one), named_host(other)
    if port is not None and another is not None and port != another:
        return False
    return host == second or _means(host, second) or _means(second, host)


def _means(name: str, host: str) -> bool:
    if name.startswith("*."):
        # As in a certificate: the star is one label.
        label, _, rest = host.partition(".")
        return bool(label) and rest == name[2:]
    return host == name
