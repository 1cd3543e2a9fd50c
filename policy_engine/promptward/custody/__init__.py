"""
Custody: what stands around a decision where a site has configured it.

Who asks (`identity`), what is written down before anything leaves (`audit`), where pseudonyms are
kept (`sealed`), who is told and which reasons were stated (`obligations`). The engine talks to one
`Desk` for each decision; without configuration there is none, and none of this is imported.
"""

from promptward.custody.custody import Custody
from promptward.custody.desk import Desk
from promptward.custody.opening import open_custody
from promptward.custody.settings import CustodySettings

__all__ = ["Custody", "CustodySettings", "Desk", "open_custody"]
