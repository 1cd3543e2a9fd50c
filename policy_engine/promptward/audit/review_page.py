"""The review as a page: one file of HTML, its charts drawn in it, no script, nothing loaded."""

import datetime as dt
import html
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from promptward.audit.review import VERDICTS, Review

__all__ = ["Circumstances", "page"]

_COLOURS = {
    "allow": "var(--allow)",
    "warn": "var(--warn)",
    "require_justification": "var(--justify)",
    "block": "var(--block)",
}
_SAID = {
    "allow": "allowed",
    "warn": "allowed with a warning",
    "require_justification": "held for a reason",
    "block": "blocked",
}
_STYLE = """
:root{color-scheme:light dark;--ink:#1c2733;--soft:#5b6b7b;--line:#dfe5ea;--paper:#fff;--tint:#f5f7f9;--bad:#b3382c;--good:#2e7d5b;
--allow:#2e7d5b;--warn:#c9a227;--justify:#d97a2b;--block:#b3382c;--found:#3b6ea5;--became:#7a5c99}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e4eaf0;--soft:#a3b3c2;--line:#2e3a46;--paper:#18212a;--tint:#0f161d;--bad:#ff9486;--good:#5cc296;
--allow:#4fae85;--warn:#d8b640;--justify:#e8934a;--block:#e0685b;--found:#6ea3dc;--became:#a98bc8}}
*{box-sizing:border-box}
body{margin:0;background:var(--tint);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:1080px;margin:0 auto;padding:32px 24px 64px}
h1{font-size:26px;margin:0 0 4px}h2{font-size:18px;margin:36px 0 10px}
.sub{color:var(--soft);margin:0 0 20px}
.card{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px 18px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:18px 0}
.figure b{display:block;font-size:26px;line-height:1.2;font-variant-numeric:tabular-nums}
.figure span{color:var(--soft);font-size:13px}
.sound{border-left:5px solid var(--good)}.unsound{border-left:5px solid var(--bad)}
table{border-collapse:collapse;width:100%;background:var(--paper);font-size:14px}
th,td{text-align:left;padding:7px 10px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
th{font-size:12px;color:var(--soft);font-weight:600;vertical-align:bottom}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n{white-space:nowrap}
td.nowrap{white-space:nowrap}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px}.scroll table tr:last-child td{border-bottom:0}
.two{display:grid;grid-template-columns:1fr 1fr;gap:16px}@media(max-width:760px){.two{grid-template-columns:1fr}}
.legend{display:flex;flex-wrap:wrap;gap:16px;font-size:13px;color:var(--soft);margin:8px 0 0}
.legend i{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px;vertical-align:-1px}
.flag{color:var(--bad);font-weight:600}.none{color:var(--soft)}
svg{display:block;width:100%;height:auto}svg text{font-size:12px;fill:var(--soft)}svg .grid{stroke:var(--line)}svg .axis{stroke:var(--soft)}.caption{color:var(--soft);font-size:13px;margin-bottom:8px}
.sign{display:grid;grid-template-columns:1fr 1fr 1fr;gap:24px;margin-top:28px}.sign div{border-top:1px solid var(--ink);padding-top:4px;color:var(--soft);font-size:13px;margin-top:36px}
footer{color:var(--soft);font-size:13px;margin-top:36px}
@media print{body{background:#fff}main{max-width:none;padding:0}.card,.scroll{break-inside:avoid}}
"""  # noqa: E501  # a style sheet


_FOOTER = """Review of information system activity, 45 CFR 164.308(a)(1)(ii)(D); access,
164.308(a)(4); audit controls, 164.312(b); documentation is kept six years, 164.316(b)(2)(i).
Counted from records that hold no text; an intent without an outcome counts as disclosed. Whether
access was appropriate is for a person to say."""


_UNBROKEN = frozenset({"When", "Last", "Known by", "What", "Record"})


class Circumstances(NamedTuple):
    """
    What stands on the page besides the records: the log's state, lapses, notices, the day.

    `policy` is the one that says what is granted and which agreements there are: that of today,
    which need not be the one that decided.
    """

    made: str
    origin: str
    sound: bool
    problems: Sequence[str]
    signed: int
    anchored: int | None
    lapses: Sequence[tuple[str, str, str]]
    overdue: Sequence[tuple[str, str, str]]
    policy: str = ""


def page(review: Review, around: Circumstances) -> str:
    """The page, whole."""
    total = sum(review.verdicts.values())
    period = f"{_day(review.since)} to {_day(review.until)}" if review.records else "no records"
    by_policy = (
        f"<p class='none'>By the policy {_text(around.policy)}.</p>" if around.policy else ""
    )
    parts = [
        "<!doctype html><html lang='en'><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f"<title>Access review, {_text(period)}</title><style>{_STYLE}</style><main>",
        f"<h1>Access review</h1><p class='sub'>Prompts to language models, {_text(period)}.",
        f"Log {_text(around.origin)}; made {_text(around.made)}.</p>",
        _state(around, review),
        _figures(review, total),
        "<h2>Decisions by day</h2>",
        _days(review.days),
        "<h2>What was found, and what became of it</h2><div class='two'>",
        _bars("Findings by category", review.categories, "var(--found)"),
        _bars("Findings by what became of them", review.became, "var(--became)"),
        "</div>",
        "<h2>Who asked</h2>",
        _actors(review),
        "<h2>For what, and where to</h2>",
        _access(review),
        "<h2>To look at one by one</h2>",
        _events(review),
        "<h2>Why prompts were held or blocked</h2><div class='two'>",
        _bars("Rules that fired", review.rules, "var(--block)"),
        _bars("Other reasons of denials", review.reasons, "var(--block)"),
        "</div>",
        "<h2>Granted and not used</h2>",
        by_policy,
        _unused(review),
        "<h2>Agreements that end soon</h2>",
        by_policy,
        _table(("Destination", "Last day", "Purposes that stop"), around.lapses, "None."),
        "<h2>Notices that nobody has got yet</h2>",
        _table(("Contact", "Due", "Record"), around.overdue, "None."),
        "<div class='sign'><div>Reviewed by</div><div>Date</div><div>Signature</div></div>",
        f"<footer>{_FOOTER}</footer>",
        "</main></html>",
    ]
    return "\n".join(parts)


def _state(around: Circumstances, review: Review) -> str:
    if around.sound:
        anchored = (
            f"an anchor confirms the first {around.anchored:,}"
            if around.anchored is not None
            else "no anchor was given, so a log cut off or written anew would not show"
        )
        said = (
            f"The log is whole: its chain holds, {around.signed:,} records are signed, "
            f"and {anchored}."
        )
        return (
            f"<div class='card sound'>{said} {review.records:,} records are in this period.</div>"
        )
    problems = "".join(f"<li>{_text(problem)}</li>" for problem in around.problems)
    return (
        "<div class='card unsound'><b class='flag'>The log is not what was signed.</b> Keep it as "
        f"it is, and find out why before relying on this page.<ul>{problems}</ul></div>"
    )


def _figures(review: Review, total: int) -> str:
    broken = sum(actor.break_glass for actor in review.actors)
    blocked = review.verdicts["block"]
    share = f"{100 * blocked / total:.1f} %" if total else "-"
    figures = [
        (f"{total:,}", "decisions"),
        (f"{len(review.actors):,}", "people and programs"),
        (share, f"blocked ({blocked:,})"),
        (f"{broken:,}", "break-glass"),
        (f"{sum(actor.restores for actor in review.actors):,}", "restorings"),
        (f"{review.open_intents:,}", "intents without outcome"),
    ]
    cells = "".join(
        f"<div class='card figure'><b>{value}</b><span>{name}</span></div>"
        for value, name in figures
    )
    return f"<div class='figures'>{cells}</div>"


def _days(days: Mapping[str, Mapping[str, int]]) -> str:
    """A column for each day of the last three months, stacked by verdict."""
    if not days:
        return "<p class='none'>No decisions.</p>"
    shown = _calendar(days)[-92:]
    width, height, left, base = 1000, 220, 46, 190
    highest = max(sum(counts.values()) for _, counts in shown) or 1
    step = (width - left - 10) / len(shown)
    bar = min(step * 0.78, 46)
    marks = []
    for share in (0.5, 1):
        y = base - share * (base - 16)
        marks.append(
            f"<line x1='{left}' x2='{width}' y1='{y:.1f}' y2='{y:.1f}' class='grid'/>"
            f"<text x='{left - 6}' y='{y + 4:.1f}' text-anchor='end'>{highest * share:,.0f}</text>"
        )
    every = max(1, -(-len(shown) // 14))
    for index, (day, counts) in enumerate(shown):
        x = left + index * step + (step - bar) / 2
        y = float(base)
        for verdict in VERDICTS:
            number = counts.get(verdict, 0)
            if number:
                tall = number / highest * (base - 16)
                y -= tall
                marks.append(
                    f"<rect x='{x:.1f}' y='{y:.1f}' width='{bar:.1f}' height='{tall:.1f}' "
                    f"style='fill:{_COLOURS[verdict]}'><title>{day}: {number:,} {_SAID[verdict]}"
                    "</title></rect>"
                )
        if index % every == 0:
            marks.append(
                f"<text x='{x + bar / 2:.1f}' y='{base + 16}' text-anchor='middle'>"
                f"{_text(day[5:])}</text>"
            )
    legend = "".join(
        f"<span><i style='background:{_COLOURS[v]}'></i>{_SAID[v]}</span>" for v in VERDICTS
    )
    return (
        f"<div class='card'><svg viewBox='0 0 {width} {height}' role='img' "
        f"aria-label='Decisions by day and verdict'>{''.join(marks)}"
        f"<line x1='{left}' x2='{width}' y1='{base}' y2='{base}' class='axis'/></svg>"
        f"<div class='legend'>{legend}</div></div>"
    )


def _calendar(
    days: Mapping[str, Mapping[str, int]],
) -> list[tuple[str, Mapping[str, int]]]:
    """Every day from the first to the last, also those without decisions."""
    first, last = dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days))
    every = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return [(day.isoformat(), days.get(day.isoformat(), {})) for day in every]


def _bars(title: str, counts: Mapping[str, int], colour: str) -> str:
    """A bar for each name, longest first."""
    head = f"<div class='card'><div class='caption'>{title}</div>"
    if not counts:
        return f"{head}<span class='none'>None.</span></div>"
    shown = list(counts.items())[:14]
    highest = max(number for _, number in shown) or 1
    rows = []
    for index, (name, number) in enumerate(shown):
        y = index * 24
        long = 250 * number / highest
        rows.append(
            f"<text x='190' y='{y + 16}' text-anchor='end'>{_text(_short(name))}"
            f"<title>{_text(name)}</title></text>"
            f"<rect x='198' y='{y + 5}' width='{max(long, 1):.1f}' height='14' rx='2' "
            f"style='fill:{colour}'/><text x='{204 + long:.1f}' y='{y + 16}'>{number:,}</text>"
        )
    more = len(counts) - len(shown)
    tail = f"<p class='none'>and {more} more</p>" if more else ""
    return (
        f"{head}<svg viewBox='0 0 520 {len(shown) * 24}' role='img' aria-label='{title}'>"
        f"{''.join(rows)}</svg>{tail}</div>"
    )


def _actors(review: Review) -> str:
    rows = [
        (
            actor.actor,
            _flagged(actor.assurance, "asserted" in actor.assurance),
            ", ".join(map(_short, actor.roles)) or "-",
            actor.decisions,
            actor.blocked,
            _flagged(f"{actor.without_mfa:,}", actor.without_mfa > 0),
            _flagged(f"{actor.break_glass:,}", actor.break_glass > 0),
            actor.restores,
            _minute(actor.last),
        )
        for actor in review.actors
    ]
    names = (
        "Who", "Known by", "Roles", "#Decisions", "#Blocked", "#Without second factor",
        "#Break-glass", "#Restorings", "Last",
    )  # fmt: skip
    return _table(names, rows, "Nobody.")


def _access(review: Review) -> str:
    rows = [
        (
            _short(one.purpose),
            _short(one.destination),
            _flagged(", ".join(one.baa), not set(one.baa) <= {"active", "not_required"}),
            one.asked,
            one.left,
            one.disclosing,
        )
        for one in review.access
    ]
    names = (
        "Purpose",
        "Destination",
        "Agreement",
        "#Asked",
        "#Text left",
        "#With kept identifiers",
    )
    return _table(names, rows, "Nothing was asked for.")


def _events(review: Review) -> str:
    rows = [
        (
            _minute(event.at),
            event.kind.replace("_", "-"),
            event.actor or "-",
            event.said,
            event.id[:12],
        )
        for event in review.events
    ]
    shown = _table(("When", "What", "Who", "", "Record"), rows, "Nothing.")
    return shown + (
        f"<p class='none'>and {review.more_events} more</p>" if review.more_events else ""
    )


def _unused(review: Review) -> str:
    kinds = (
        ("Roles", review.unused_roles),
        ("Purposes", review.unused_purposes),
        ("Destinations", review.unused_destinations),
    )
    rows = [(kind, ", ".join(map(_short, names))) for kind, names in kinds if names]
    names = ("", "Nobody used them in this period: are they still needed?")
    return _table(names, rows, "Everything that the policy grants was used.")


class _Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def _flagged(text: str, flag: bool) -> str:  # noqa: FBT001  # what is flagged
    return _Html(f"<span class='flag'>{_text(text)}</span>") if flag else text


def _table(names: Sequence[str], rows: Iterable[Sequence[object]], nothing: str) -> str:
    """A table; a name that begins with # heads numbers."""
    listed = list(rows)
    if not listed:
        return f"<p class='none'>{_text(nothing)}</p>"
    head = "".join(
        f"<th class='n'>{_text(name[1:])}</th>"
        if name.startswith("#")
        else f"<th>{_text(name)}</th>"
        for name in names
    )
    body = []
    for row in listed:
        cells = []
        for name, cell in zip(names, row, strict=True):
            shown = cell if isinstance(cell, _Html) else _text(_plain(cell))
            cells.append(f"<td{_kind(name)}>{shown}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return f"<div class='scroll'><table><tr>{head}</tr>{''.join(body)}</table></div>"


def _kind(name: str) -> str:
    if name.startswith("#"):
        return " class='n'"
    return " class='nowrap'" if name in _UNBROKEN else ""


def _plain(cell: object) -> str:
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _text(text: str) -> str:
    return html.escape(text, quote=True)


def _short(name: str) -> str:
    return name.rpartition(".")[2] or name


def _day(stamp: str) -> str:
    return stamp[:10] or "-"


def _minute(stamp: str) -> str:
    return stamp[:16].replace("T", " ")
