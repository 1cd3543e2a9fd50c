"""
The audit log: what was asked and decided, written down before anything leaves.

Lines of JSON in segments, chained by hashes and signed at intervals; see `docs/custody.md`. No
line holds text, a value, a token, an unkeyed hash of one, an exception's words or a path.
"""

from promptward.audit.failure import AuditError
from promptward.audit.log import AuditLog

__all__ = ["AuditError", "AuditLog"]
