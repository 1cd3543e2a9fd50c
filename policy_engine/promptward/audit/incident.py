"""
Incident: what an inquiry into a possible breach needs, in one file that can be handed on.

45 CFR 164.402 to 164.414: which prompts disclosed a person, to whom, when, by whom. The records
stand in it as they are, with what it takes to verify them.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from promptward.audit.layout import Layout
from promptward.audit.reading import Row, read_lines, subjects_of, text_of
from promptward.audit.review_tables import rows_as_csv
from promptward.audit.verify import Verification

__all__ = ["Disclosure", "Incident", "bundle", "inquire"]

_CLEAR = frozenset({"keep", "mask", "generalise", "date_shift", "named"})
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the same content makes the same file


class Disclosure(NamedTuple):
    """
    One prompt in which the subject occurred.

    `disclosed`: `yes` in the clear or in part, `pseudonym` by a token only, `no` where it was
    redacted or nothing left. `outcome` is what the sender reported; `unknown` counts as sent.
    """

    at: str
    id: str
    actor: str
    assurance: str
    destination: str
    baa: str
    purpose: str
    verdict: str
    categories: tuple[str, ...]
    became: tuple[str, ...]
    disclosed: str
    outcome: str


class Incident(NamedTuple):
    """All prompts of a subject, and the lines of the log that say so."""

    disclosures: tuple[Disclosure, ...]
    lines: tuple[bytes, ...]


def inquire(folder: str, subjects: Iterable[str], since: str | None = None) -> Incident:
    """
    Every decision in whose text one of these digests occurred, with what became of it.

    Digests come from `promptward audit incident --subject-from`, or from another record. Raises
    AuditError where there is no log.
    """
    wanted = frozenset(subjects)
    found: dict[str, tuple[Row, list[tuple[str, str]]]] = {}
    outcomes: dict[str, str] = {}
    lines: list[bytes] = []
    for line in read_lines(folder):
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if not isinstance(row, dict):
            continue
        id_ = text_of(row, "id")
        if row.get("ev") in {"outcome", "restore"} and id_ in found:
            if row.get("ev") == "outcome":
                outcomes[id_] = text_of(row, "outcome")
            lines.append(line)
            continue
        if since is not None and text_of(row, "ts") < since:
            continue
        hits = [(category, op) for category, op, digest in subjects_of(row) if digest in wanted]
        if hits:
            found[id_] = (row, hits)
            lines.append(line)
    return Incident(
        tuple(_disclosure(row, hits, outcomes.get(id_)) for id_, (row, hits) in found.items()),
        tuple(lines),
    )


def _disclosure(row: Row, hits: Sequence[tuple[str, str]], outcome: str | None) -> Disclosure:
    ops = {op for _, op in hits}
    left = row.get("ev") in {"intent", "redact"}
    disclosed = "no"
    if left and outcome != "not_sent":
        if ops & _CLEAR:
            disclosed = "yes"
        elif ops & {"pseudonymise", "hash"}:
            disclosed = "pseudonym"
    return Disclosure(
        text_of(row, "ts"),
        text_of(row, "id"),
        text_of(row, "actor"),
        text_of(row, "assurance"),
        text_of(row, "dest"),
        text_of(row, "baa"),
        text_of(row, "purpose"),
        text_of(row, "verdict"),
        tuple(sorted({category for category, _ in hits})),
        tuple(sorted(ops)),
        disclosed,
        outcome or ("unknown" if left else "nothing left"),
    )


def bundle(folder: str, incident: Incident, verification: Verification, made: str) -> bytes:
    """A zip of the inquiry: table, records, state of the log, and how to check them."""
    layout = Layout(folder)
    summary = {
        "made": made,
        "log": verification.origin,
        "log_is_sound": verification.sound,
        "problems": [problem.message for problem in verification.problems],
        "records_in_log": verification.records,
        "signed": verification.signed,
        "anchored": verification.anchored,
        "prompts_with_subject": len(incident.disclosures),
        "disclosed": sum(one.disclosed == "yes" for one in incident.disclosures),
        "by_pseudonym_only": sum(one.disclosed == "pseudonym" for one in incident.disclosures),
        "destinations": sorted(
            {o.destination for o in incident.disclosures if o.disclosed == "yes"}
        ),
        "disclosures": [one._asdict() for one in incident.disclosures],
    }
    files: dict[str, bytes] = {
        "README.txt": _README.encode(),
        "incident.json": json.dumps(summary, indent=2).encode() + b"\n",
        "disclosures.csv": rows_as_csv(Disclosure._fields, incident.disclosures).encode(),
        "records.jsonl": b"".join(line + b"\n" for line in incident.lines),
    }
    for name, path in (("checkpoint", layout.checkpoint), ("verify.pub", layout.verifier)):
        try:
            with open(path, "rb") as file:
                files[name] = file.read()
        except OSError:
            continue
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _FIXED_TIME), content)
    return out.getvalue()


_README = """\
An inquiry into one subject, from the audit log of Promptward.

disclosures.csv  each prompt in which the subject occurred: when, by whom, to whom, and whether it
                 was disclosed (yes: in the clear or in part; pseudonym: by a random token only;
                 no: redacted, or nothing left). An outcome `unknown` counts as sent.
incident.json    the same, with the state of the log at the time of the inquiry.
records.jsonl    the lines of the log themselves. Each ends in its hash:
                 h = SHA-256(0x02 || hash of the line before || line without `,"h":"..."`).
checkpoint       the log's last signed size and Merkle root (RFC 6962, C2SP signed note).
verify.pub       the key that signed it; compare it with the one that was kept when the log began.

Nothing in here is text of a prompt. The digests can't be turned back without the site's key.
Whether there was a breach (45 CFR 164.402) is for people to assess.
"""
