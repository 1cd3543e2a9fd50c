"""SARIF 2.1.0 (OASIS, errata 01): results, value-free fingerprints and suppressions."""

from collections import Counter
from collections.abc import Iterable, Iterator

from promptward.scan.outcome import FileScan, Placed, Totals
from promptward.scan.reports.facts import LAW, Facts, short
from promptward.scan.reports.written import written
from promptward_dsl.lattice import Confidence

__all__ = ["report", "uri_of"]

_LEVELS = {Confidence.HIGH: "error", Confidence.MEDIUM: "warning", Confidence.LOW: "note"}
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def uri_of(path: str) -> str:
    """A path as a relative reference (RFC 3986); bytes that are no UTF-8 keep their value."""
    data = path.replace("\\", "/").encode("utf-8", "surrogateescape")
    return "".join(chr(b) if chr(b) in _PLAIN else f"%{b:02X}" for b in data)


def report(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """One log with one run; results are written as they come."""
    rules = {category: number for number, category in enumerate(sorted(facts.titles))}
    driver = {
        "name": "Promptward",
        "version": facts.version,
        "semanticVersion": facts.version,
        "informationUri": LAW,
        "rules": [_rule(category, facts) for category in rules],
    }
    yield '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",'
    yield '"runs": [{'
    yield f'"tool": {written({"driver": driver})},'
    yield '"columnKind": "unicodeCodePoints", "originalUriBaseIds": {"SRCROOT": {"description": '
    yield '{"text": "The folder that was scanned from."}}},'
    yield '"results": ['
    notifications: list[dict[str, object]] = []
    seen: Counter[str] = Counter()
    separator = ""
    for scan in scans:
        for placed in scan.findings:
            yield separator + written(_result(scan.path, placed, facts, rules, seen))
            separator = ","
        if scan.unread is not None:
            notifications.append(
                _notification(scan.path, "error", scan.unread.code, scan.unread.message)
            )
        for note in scan.notes:
            message = f"{note.where}: {note.message}"
            notifications.append(_notification(scan.path, "warning", note.code, message))
    invocation = {
        "executionSuccessful": not totals.unread,
        "toolExecutionNotifications": notifications,
        "properties": totals.to_json(),
    }
    policy = {
        "policy": facts.policy,
        "policyVersion": facts.policy_version,
        "policyId": facts.policy_id,
    }
    yield f'], "invocations": [{written(invocation)}], "properties": {written(policy)}}}]}}'


def _rule(category: str, facts: Facts) -> dict[str, object]:
    letter = facts.titles[category][1]
    tags = ["privacy", "phi", *([f"safe-harbor-{letter}"] if letter else [])]
    return {
        "id": short(category),
        "name": "Promptward" + "".join(part.capitalize() for part in short(category).split("_")),
        "shortDescription": {"text": facts.title(category)},
        "fullDescription": {
            "text": f"{facts.title(category)}, as `{category}` of the policy finds them."
        },
        "help": {"text": facts.help(category)},
        "helpUri": LAW,
        "properties": {"tags": tags, "precision": "high"},
    }


def _notification(path: str, level: str, code: str, message: str) -> dict[str, object]:
    return {
        "level": level,
        "descriptor": {"id": code},
        "message": {"text": message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
    }


def _artifact(path: str) -> dict[str, object]:
    uri = uri_of(path)
    if uri.startswith("/"):
        return {"uri": f"file://{uri}"}
    return {"uri": uri, "uriBaseId": "SRCROOT"}


def _result(
    path: str, placed: Placed, facts: Facts, rules: dict[str, int], seen: Counter[str]
) -> dict[str, object]:
    finding = placed.finding
    physical: dict[str, object] = {"artifactLocation": _artifact(path)}
    if placed.place.line:
        physical["region"] = {
            "startLine": placed.place.line,
            "startColumn": max(1, placed.place.column),
        }
    # A place may have the same finding twice: the second must not be taken for the first.
    number = seen[placed.fingerprint]
    seen[placed.fingerprint] += 1
    mark = f"{placed.fingerprint}:{number}"
    result: dict[str, object] = {
        "ruleId": short(finding.category),
        "level": _LEVELS[finding.confidence],
        "message": {"text": f"{facts.title(finding.category)}: {placed.place.where}"},
        "locations": [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"fullyQualifiedName": placed.place.where}],
            }
        ],
        "partialFingerprints": {"promptward/v1": mark, "primaryLocationLineHash": mark},
        "occurrenceCount": placed.times,
        "properties": placed.to_json(),
    }
    if finding.category in rules:
        result["ruleIndex"] = rules[finding.category]
    if placed.status == "baseline":
        result["baselineState"] = "unchanged"
        result["suppressions"] = [{"kind": "external", "justification": placed.reason}]
    elif placed.status == "allowed":
        result["suppressions"] = [{"kind": "inSource", "justification": placed.reason}]
    return result
