"""
Invented clinical notes as Parquet files, with a count of what was put into them.

    python make_notes.py FOLDER [--notes 1000000] [--files 64] [--seed 7]

The same seed gives the same notes. `planted.json` says how many of each kind were written, so that
a job can be held to it. Names, numbers and places are made up; the numbers of the Social Security
form were never issued together with these names.
"""

import argparse
import datetime as dt
import json
import random
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

GIVEN = (
    "Eleanor Duncan Priya Mateo Hannah Ruth Oscar Lena Victor Amara Yusuf Ingrid Carlos Mei Tomasz "
    "Fatima Declan Sofia Kwame Noriko"
).split()
FAMILY = (
    "Marsh Okafor Raman Villareal Lindqvist Abernathy Holt Novak Sato Bright Haddad Kowalski "
    "Delacroix Mbeki Fitzgerald Oyelaran Petrov Sandoval Whitlock Yamada"
).split()
TOWNS = ("Duluth", "Quincy", "Lansing", "Peoria", "Tacoma", "Savannah", "Boise", "Dayton")
COMPLAINTS = (
    "shortness of breath on exertion", "intermittent chest tightness", "worsening low back pain",
    "dizziness when standing up", "a productive cough", "swelling of both ankles",
)  # fmt: skip
EXAMINATION = (
    "Lungs are clear to auscultation. Heart sounds are regular, no murmur is heard.",
    "Abdomen is soft and not tender. No oedema. Gait is steady without support.",
    "Blood pressure is raised at both readings. Pulse oximetry is 97 % on room air.",
    "Range of motion is reduced on the left. Strength is full, sensation is intact.",
)
PLAN = (
    "Continue metformin 500 mg twice daily and recheck the basic metabolic panel.",
    "Start lisinopril 10 mg daily. Low salt diet was discussed and handouts were given.",
    "Refer to physical therapy, eight sessions. Ibuprofen 400 mg as needed with food.",
    "No change of medication. Return sooner if symptoms get worse.",
)
TYPES = ("progress", "telephone", "discharge", "nursing")
BEGIN = dt.datetime(2024, 1, 1)  # noqa: DTZ001  # a wall clock, as records have it
SCHEMA = pa.schema(
    [
        ("note_id", pa.int64()),
        ("patient_name", pa.string()),
        ("mrn", pa.string()),
        ("birth_date", pa.date32()),
        ("written", pa.timestamp("us")),
        ("note_type", pa.string()),
        ("note", pa.string()),
        ("temperature", pa.float64()),
    ]
)


def note_of(chance: random.Random, name: str, planted: Counter[str]) -> str:
    """A note of some lines; what was written into it is counted."""
    lines = [f"Reports {chance.choice(COMPLAINTS)} for {chance.randint(2, 9)} days."]
    kind = chance.random()
    if kind < 0.30:
        lines.append(f"{name} was seen together with a relative.")
        planted["name"] += 1
    if kind < 0.20:
        day = (
            f"{chance.randint(1, 12):02d}/{chance.randint(1, 28):02d}/{chance.randint(2015, 2024)}"
        )
        lines.append(f"Last visit on {day}.")
        planted["date"] += 1
    if 0.10 < kind < 0.22:
        planted["phone"] += 1
        lines.append(f"Please call back at (212) 555-{chance.randint(100, 199):04d}.")
    if kind > 0.93:
        planted["ssn"] += 1
        number = (
            f"{chance.randint(100, 665)}-{chance.randint(10, 99)}-{chance.randint(1000, 9999)}"
        )
        lines.append(f"SSN {number} is on file with registration.")
    if 0.85 < kind < 0.90:
        planted["email"] += 1
        lines.append(
            f"Results go to {name.partition(' ')[0].lower()}.{chance.randint(10, 99)}@mail.example."
        )
    lines += (chance.choice(EXAMINATION), chance.choice(PLAN))
    return "\n".join(lines)


def write_file(path: Path, first: int, count: int, seed: int, planted: Counter[str]) -> None:
    """One Parquet file of notes with the numbers from `first` on."""
    chance = random.Random(f"{seed} {first}")
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA.names}
    for number in range(first, first + count):
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        born = dt.date(1930, 1, 1) + dt.timedelta(days=chance.randint(0, 30_000))
        written = BEGIN + dt.timedelta(minutes=chance.randint(0, 500_000))
        row = (
            number, name, f"{chance.randint(10**7, 10**8 - 1)}", born, written,
            chance.choice(TYPES), note_of(chance, name, planted),
            round(chance.uniform(36.0, 39.5), 1),
        )  # fmt: skip
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    pq.write_table(pa.table(columns, schema=SCHEMA), path, compression="zstd")


def make(folder: Path, notes: int, files: int, seed: int) -> Counter[str]:
    """All files, and what was planted in all notes together."""
    folder.mkdir(parents=True, exist_ok=True)
    planted: Counter[str] = Counter()
    done = 0
    for number in range(files):
        count = notes // files + (number < notes % files)
        write_file(folder / f"notes-{number:05d}.parquet", done, count, seed, planted)
        done += count
    planted["notes"] = notes
    (folder / "planted.json").write_text(json.dumps(planted, sort_keys=True))
    return planted


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=64)
    parser.add_argument("--seed", type=int, default=7)
    chosen = parser.parse_args()
    print(dict(make(chosen.folder, chosen.notes, chosen.files, chosen.seed)))


if __name__ == "__main__":
    main()
