"""
Export: records in the formats of other people's systems, by a list of fields that may go there.

RFC 5424 (syslog), OTLP as JSON, CEF, or the records themselves. Digests of texts and subjects stay
here: a system that collects logs of everybody has no use for them, and a dictionary might.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from promptward.audit.reading import Row, counts_in, text_of, words_of
from promptward.version import __version__

__all__ = ["ALLOWED", "FORMATS", "export"]

ALLOWED = (
    "seq",
    "ts",
    "ev",
    "id",
    "actor",
    "assurance",
    "mfa",
    "roles",
    "purpose",
    "dest",
    "baa",
    "day",
    "channel",
    "policy",
    "policy_id",
    "engine",
    "verdict",
    "rules",
    "reasons",
    "oblige",
    "counts",
    "became",
    "us",
    "outcome",
    "status",
    "restored",
    "left",
    "contact",
    "on",
    "h",
)
"""What may leave; everything that is not here stays, also fields that later versions add."""

# RFC 5424 severities, and CEF's on its scale to 10.
_SEVERITY = {"error": 3, "break_glass": 4, "denial": 5, "recovery": 4, "lockdown": 4}
_CEF = {"error": 8, "break_glass": 8, "denial": 5, "recovery": 7, "lockdown": 8}
_OTLP = {"error": (17, "ERROR"), "break_glass": (13, "WARN"), "denial": (13, "WARN")}
_FACILITY_AUDIT = 13
_ENTERPRISE = "promptward@32473"  # the number that RFC 5612 keeps for documentation


def export(rows: Iterable[Row], form: str, host: str) -> Iterator[str]:
    """Lines in one of `FORMATS`; `host` names the machine where a format asks for it."""
    return FORMATS[form](rows, host)


def _allowed(row: Row) -> dict[str, object]:
    return {name: row[name] for name in ALLOWED if row.get(name) is not None}


def _flat(row: Row) -> Iterator[tuple[str, str]]:
    """The allowed fields as names and short texts."""
    for name, value in _allowed(row).items():
        match value:
            case bool():
                yield name, "true" if value else "false"
            case list():
                yield name, ",".join(str(one) for one in value)
            case dict():
                yield name, ",".join(f"{key}={number}" for key, number in sorted(value.items()))
            case _:
                # An actor's id may hold anything; a line must stay one.
                yield name, "".join(c if c.isprintable() else " " for c in str(value))


def _jsonl(rows: Iterable[Row], host: str) -> Iterator[str]:
    del host
    for row in rows:
        yield json.dumps(_allowed(row), sort_keys=True, separators=(",", ":"))


def _syslog(rows: Iterable[Row], host: str) -> Iterator[str]:
    for row in rows:
        event = text_of(row, "ev")
        priority = _FACILITY_AUDIT * 8 + _SEVERITY.get(event, 6)
        data = " ".join(f'{name}="{_param(value)}"' for name, value in _flat(row))
        header = f"<{priority}>1 {text_of(row, 'ts')} {_token(host, 255)} promptward - "
        message = f"{event} {text_of(row, 'verdict')}".rstrip()
        yield f"{header}{_token(event, 32)} [{_ENTERPRISE} {data}] {message}"


def _param(value: str) -> str:
    """RFC 5424, 6.3.3: what must be escaped in a value."""
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("]", "\\]")


def _token(value: str, longest: int) -> str:
    kept = "".join(c for c in value if "!" <= c <= "~")[:longest]
    return kept or "-"


def _cef(rows: Iterable[Row], host: str) -> Iterator[str]:
    for row in rows:
        event = text_of(row, "ev")
        severity = _CEF.get(event, 3)
        fields = [
            ("rt", text_of(row, "ts")),
            ("dvchost", host),
            ("suser", text_of(row, "actor")),
            ("act", text_of(row, "verdict") or text_of(row, "outcome")),
            ("externalId", text_of(row, "id")),
            ("cs1Label", "policy" if row.get("policy") else ""),
            ("cs1", text_of(row, "policy")),
            ("cs2Label", "destination" if row.get("dest") else ""),
            ("cs2", text_of(row, "dest")),
            ("cs3Label", "purpose" if row.get("purpose") else ""),
            ("cs3", text_of(row, "purpose")),
            ("cs4Label", "rules" if row.get("rules") else ""),
            ("cs4", ",".join(words_of(row, "rules"))),
            ("cs5Label", "findings" if row.get("counts") else ""),
            ("cs5", ",".join(f"{k}:{n}" for k, n in sorted(counts_in(row, "counts").items()))),
            ("cs6Label", "hash" if row.get("h") else ""),
            ("cs6", text_of(row, "h")),
        ]
        extension = " ".join(f"{name}={_cef_value(value)}" for name, value in fields if value)
        header = "|".join(
            part.replace("\\", "\\\\").replace("|", "\\|")
            for part in ("Promptward", "promptward", __version__, event, event, str(severity))
        )
        yield f"CEF:0|{header}|{extension}"


def _cef_value(value: str) -> str:
    printable = "".join(c if c.isprintable() else " " for c in value)
    return printable.replace("\\", "\\\\").replace("=", "\\=")


def _otlp(rows: Iterable[Row], host: str) -> Iterator[str]:
    """One ExportLogsServiceRequest a line (JSON of opentelemetry-proto), 500 records each."""
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(_log_record(row))
        if len(batch) == 500:  # noqa: PLR2004  # a request of about 500 kB
            yield _request(batch, host)
            batch = []
    if batch:
        yield _request(batch, host)


def _request(records: list[dict[str, object]], host: str) -> str:
    resource = [("service.name", "promptward"), ("host.name", host)]
    scope = {"name": "promptward.audit", "version": __version__}
    request = {
        "resourceLogs": [
            {
                "resource": {"attributes": [_attribute(*one) for one in resource]},
                "scopeLogs": [{"scope": scope, "logRecords": records}],
            }
        ]
    }
    return json.dumps(request, separators=(",", ":"))


def _log_record(row: Row) -> dict[str, object]:
    event = text_of(row, "ev")
    number, word = _OTLP.get(event, (9, "INFO"))
    return {
        "timeUnixNano": str(_nanoseconds(text_of(row, "ts"))),
        "severityNumber": number,
        "severityText": word,
        "body": {"stringValue": event},
        "attributes": [_attribute(f"promptward.{name}", value) for name, value in _flat(row)],
    }


def _attribute(name: str, value: str) -> dict[str, object]:
    return {"key": name, "value": {"stringValue": value}}


def _nanoseconds(stamp: str) -> int:
    import datetime as dt  # noqa: PLC0415  # only here

    try:
        when = dt.datetime.fromisoformat(stamp)
    except ValueError:
        return 0
    return int(when.timestamp() * 1000) * 1_000_000


FORMATS: Mapping[str, Callable[[Iterable[Row], str], Iterator[str]]] = {
    "jsonl": _jsonl,
    "syslog": _syslog,
    "otlp": _otlp,
    "cef": _cef,
}
