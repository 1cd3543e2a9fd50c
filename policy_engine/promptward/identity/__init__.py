"""
Identity: who asks, and how sure we are.

A token that checks out makes a `verified` actor; without one it is the user of the operating
system or of JupyterHub, `asserted`. A token that doesn't check out is an error, never a fallback.
"""

from promptward.identity.current import Identified, current_actor
from promptward.identity.failure import IdentityError
from promptward.identity.settings import IdentitySettings, identity_settings

__all__ = ["Identified", "IdentityError", "IdentitySettings", "current_actor", "identity_settings"]
