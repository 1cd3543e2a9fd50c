"""The shipped policy as bytes; small tables of invented people."""

import datetime as dt
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pytest

from promptward import bulk

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def packed(shipped_cache: Path) -> bulk.ShippedPolicy:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PROMPTWARD_CACHE", str(shipped_cache))
        patch.delenv("PROMPTWARD_POLICY", raising=False)
        return bulk.pack()


@pytest.fixture
def people() -> pa.Table:
    return pa.table(
        {
            "note_id": pa.array([11, 12, 13, 14], pa.int64()),
            "mrn": ["12345678", None, "88112233", "77001122"],
            "dob": pa.array([dt.date(1961, 4, 5), None, dt.date(1970, 1, 2), None], pa.date32()),
            "note": [
                "Patient Eleanor Marsh was seen on 03/04/2024, SSN 412-55-1234.",
                "No change of plan.",
                None,
                "Call Priya Raman at (212) 555-0134.",
            ],
            "contacts": pa.array(
                [[{"name": "Priya Raman", "calls": 3}], [], None, [{"name": None, "calls": 1}]],
                pa.list_(pa.struct([("name", pa.string()), ("calls", pa.int64())])),
            ),
            "temperature": [36.6, 37.1, None, 38.0],
        }
    )


VALUES = ("Eleanor", "Marsh", "Priya", "Raman", "412-55", "555-0134", "12345678", "88112233")


def example(name: str) -> ModuleType:
    """A module of the examples, by its file."""
    path = ROOT / "examples" / "lake" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
