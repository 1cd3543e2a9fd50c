"""A page of its own: charts and a table, without scripts, fonts or pictures from anywhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from promptward.scan.outcome import FileScan, Placed, Totals
from promptward.scan.printing import printable, summary
from promptward.scan.reports.facts import Facts, short

__all__ = ["report"]

_MOST_ROWS = 5000
_MOST_BARS = 12
_STYLE = """
:root{color-scheme:light dark;--ink:#1b2430;--soft:#5c6b7a;--line:#d9e0e7;--sheet:#fff;--back:#f4f6f8;
--high:#b3261e;--medium:#b06a00;--low:#4f6b85;--bar:#2f6f8f}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf0;--soft:#9aa8b5;--line:#33404d;--sheet:#1c242d;
--back:#12181f;--high:#ff8a80;--medium:#ffb74d;--low:#90b4d0;--bar:#5fb0d3}}
*{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--ink);
font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1180px;margin:0 auto;padding:32px 20px 64px}h1{font-size:1.5rem;margin:0 0 4px}
h2{font-size:1rem;margin:0 0 12px}.soft{color:var(--soft)}
.numbers{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin:24px 0}
.number,.card{background:var(--sheet);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
.number b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));gap:16px;margin-bottom:24px}
.bar{display:grid;grid-template-columns:minmax(90px,34%) 1fr 4.5em;gap:10px;align-items:center;margin:5px 0}
.bar span:first-child{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.bar i{display:block;height:14px;border-radius:3px;background:var(--bar);min-width:2px}
.bar span:last-child{text-align:right;font-variant-numeric:tabular-nums}
.bar i.high{background:var(--high)}.bar i.medium{background:var(--medium)}.bar i.low{background:var(--low)}
table{width:100%;border-collapse:collapse;font-size:.87rem}td,th{text-align:left;padding:7px 9px;
border-bottom:1px solid var(--line);vertical-align:top}th{color:var(--soft);font-weight:600}
td.path{overflow-wrap:anywhere;max-width:26em}code{font:.85em ui-monospace,Menlo,Consolas,monospace;
overflow-wrap:anywhere}.high{color:var(--high)}.medium{color:var(--medium)}.low{color:var(--low)}
.wide{overflow-x:auto}
"""


def report(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    """
    The page; it lists at most the first five thousand findings and says so.

    In ASCII, so that it says the same whatever encoding it is written or sent in.
    """
    for part in _parts(scans, totals, facts):
        yield part.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _parts(scans: Iterable[FileScan], totals: Totals, facts: Facts) -> Iterator[str]:
    found: list[tuple[str, Placed]] = []
    known: list[tuple[str, Placed]] = []
    unread: list[FileScan] = []
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("category", "folder", "confidence", "status")
    }
    for scan in scans:
        if scan.unread is not None:
            unread.append(scan)
        for placed in scan.findings:
            counts["status"][placed.status] += placed.times
            rows = found if placed.status == "new" else known
            if len(rows) < _MOST_ROWS:
                rows.append((scan.label, placed))
            if placed.status == "new":
                counts["category"][short(placed.finding.category)] += placed.times
                counts["confidence"][placed.finding.confidence.word] += placed.times
                counts["folder"][_folder(scan.path)] += placed.times
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>Promptward report</title><style>{_STYLE}</style></head><body><main>"
    yield "<h1>Identifiers found by Promptward</h1>"
    policy = f"Policy {facts.policy} {facts.policy_version}"
    yield f'<p class="soft">{escape(policy)} · {escape(summary(totals))}</p>'
    yield from _numbers(totals)
    yield '<div class="cards">'
    yield from _chart("By category", counts["category"].most_common(_MOST_BARS))
    yield from _chart("By folder", counts["folder"].most_common(_MOST_BARS))
    levels = [(word, counts["confidence"][word]) for word in ("high", "medium", "low")]
    yield from _chart("By confidence", [one for one in levels if one[1]], coloured=True)
    names = {"new": "new", "baseline": "in the baseline", "allowed": "allowed"}
    yield from _chart(
        "Since the baseline",
        [(names[state], counts["status"][state]) for state in names if counts["status"][state]],
    )
    yield "</div>"
    yield from _table([*found, *known][:_MOST_ROWS], facts)
    if unread:
        yield '<div class="card"><h2>Not scanned</h2><table><tr><th>File</th><th>Why</th><th>What to do</th></tr>'
        for scan in unread:
            if scan.unread is not None:
                yield (
                    f'<tr><td class="path">{escape(printable(scan.label))}</td>'
                    f"<td>{escape(scan.unread.message)} <code>{scan.unread.code}</code></td>"
                    f"<td>{escape(scan.unread.help)}</td></tr>"
                )
        yield "</table></div>"
    yield "</main></body></html>"


def _folder(path: str) -> str:
    parts = path.replace("\\", "/").strip("/").split("/")
    return "/".join(parts[:-1][:2]) or "."


def _numbers(totals: Totals) -> Iterator[str]:
    yield '<div class="numbers">'
    for label, value in (
        ("new findings", totals.findings),
        ("in the baseline", totals.baseline),
        ("allowed", totals.allowed),
        ("files scanned", totals.files),
        ("not scanned", sum(totals.unread.values())),
    ):
        yield f'<div class="number"><b>{value:,}</b><span class="soft">{label}</span></div>'
    yield "</div>"


def _chart(
    title: str, bars: Sequence[tuple[str, int]], *, coloured: bool = False
) -> Iterator[str]:
    yield f'<section class="card"><h2>{title}</h2>'
    if not bars:
        yield '<p class="soft">Nothing was found.</p>'
    most = max((count for _, count in bars), default=1)
    for name, count in bars:
        width = max(0.5, 100 * count / most)
        colour = f' class="{name}"' if coloured else ""
        label = escape(printable(name))
        yield (
            f'<div class="bar"><span title="{label}">{label}</span>'
            f'<span><i{colour} style="width:{width:.1f}%"></i></span><span>{count:,}</span></div>'
        )
    yield "</section>"


def _table(found: Sequence[tuple[str, Placed]], facts: Facts) -> Iterator[str]:
    yield '<div class="card wide"><h2>Findings</h2>'
    if len(found) == _MOST_ROWS:
        yield f'<p class="soft">The first {_MOST_ROWS:,}; the JSON report has all.</p>'
    yield (
        "<table><tr><th>Where</th><th>What</th><th>Confidence</th><th>Line without values</th>"
        "<th>State</th></tr>"
    )
    for path, placed in found:
        finding = placed.finding
        line = f":{placed.place.line}" if placed.place.line else ""
        count = f" \u00d7 {placed.times:,}" if placed.times > 1 else ""
        level = finding.confidence.word
        state = placed.status + (f": {placed.reason}" if placed.reason else "")
        yield (
            f'<tr><td class="path">{escape(printable(path))}{line}<br><span class="soft">'
            f"{escape(printable(placed.place.where))}</span></td>"
            f'<td title="{escape(facts.title(finding.category))}">{escape(short(finding.category))}{count}</td>'
            f'<td class="{level}">{level}</td><td><code>{escape(placed.context)}</code></td>'
            f"<td>{escape(state)}</td></tr>"
        )
    yield "</table></div>"
