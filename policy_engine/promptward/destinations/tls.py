"""
How a connection to a destination is opened: TLS 1.2 or newer, certificate and name checked.

45 CFR 164.312(e)(1). There is no switch that turns a check off.
"""

import ssl

__all__ = ["context"]


def context(authorities: str | None = None) -> ssl.SSLContext:
    """
    A context for clients; `authorities` is a PEM file trusted instead of the system's own ones.

    Raises OSError where that file can't be read, ssl.SSLError where it holds no certificate.
    """
    made = ssl.create_default_context(ssl.Purpose.SERVER_AUTH, cafile=authorities)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    # Said again, since others may change the defaults: an unverified party is no party at all.
    made.check_hostname = True
    made.verify_mode = ssl.CERT_REQUIRED
    return made
