"""Who a log, a remark or the file of a scan is about, told by that place alone."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

_FOUND = [
    ("2024-01-05T10:00:00Z INFO user='|Joy|' ok", "names"),
    ("2024-01-05T10:00:00Z INFO user='|jhp|' ok", "names"),
    ('10:00:00 WARN user="|C0099190|" locked', "other_unique"),
    ("df = df[df.x > 3]  # |Moss| asked for this", "names"),
    ("x = 1  // |Rotorua library| wants this", "names"),
    ("x = 1  # |204418| asked for this", "other_unique"),
    ("open('/data/scans/|Rio|_mri.dcm')", "names"),
    ("open('/data/scans/|Skeete_McNairy|_mri.dcm')", "names"),
    ("open('/data/scans/|59870|_mri.dcm')", "other_unique"),
]
_CLEAN = [
    "2024-01-05T10:00:00Z INFO user='postgres' ok",
    "2024-01-05T10:00:00Z INFO user='svc_etl' ok",
    "connect(host='db', user='Joy')",
    "x = 1  # Marketing asked for this",
    "x = 1  # The reviewer asked for this",
    "x = 1  # We asked for this",
    "x = 1  # The compiler asked for it",
    "x = 1  # AWS wants this in base64",
    "x = 1  # OAuth2 wants it",
    "x = 1  # RFC2616 wants this",
    "x = 1  // Jira-1234 asked for this",
    "x = 1  // ABC-1234 asked for this",
    "x = 1  # Mypy complained about this",
    "10:00:00 INFO user='keycloak' ok",
    "open('/data/scans/BrainTumour_mri.dcm')",
    "open('/data/scans/BraTS_mri.dcm')",
    "open('/data/scans/ProstateX_mri.dcm')",
    "open('/data/scans/brain_mri.dcm')",
    "open('/data/scans/T2_axial_mri.dcm')",
    "open('/data/scans/0012_ct.dcm')",
    "open('/data/scans/2024_mri.dcm')",
]


def _found(engine: Engine, text: str) -> set[tuple[str, str]]:
    return {
        (one.category.rpartition(".")[2], text[one.start : one.end])
        for one in engine.find(text, disguises=False)
        if one.confidence >= Confidence.MEDIUM and "told_who" in one.evidence
    }


@pytest.mark.parametrize(("marked", "category"), _FOUND)
def test_who_is_told_of_is_found(shipped: Engine, marked: str, category: str) -> None:
    assert (category, marked.split("|")[1]) in _found(shipped, marked.replace("|", ""))


@pytest.mark.parametrize("text", _CLEAN)
def test_offices_accounts_and_parts_of_a_body_are_nobody(shipped: Engine, text: str) -> None:
    assert not _found(shipped, text)
