"""What every report needs: paths that harm no terminal, counts, sizes, and the last line."""

from promptward.scan.outcome import Totals

__all__ = ["counted", "printable", "size_of", "summary"]


def summary(totals: Totals) -> str:
    """The last line of every scan: how much was looked at, and what was not."""
    parts = [f"scanned {counted(totals.files, 'file')}, {size_of(totals.bytes)}"]
    if totals.unread:
        reasons = ", ".join(f"{code} {n}" for code, n in sorted(totals.unread.items()))
        parts.append(f"not scanned {sum(totals.unread.values())} ({reasons})")
    if totals.out_of_scope:
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(totals.out_of_scope.items()))
        parts.append(f"out of scope {sum(totals.out_of_scope.values())} ({kinds})")
    if totals.left_out:
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(totals.left_out.items()))
        parts.append(f"left out inside files {sum(totals.left_out.values())} ({kinds})")
    more = []
    if totals.baseline:
        more.append(f"{totals.baseline:,} in the baseline")
    if totals.allowed:
        more.append(f"{totals.allowed:,} allowed")
    if totals.expired:
        more.append(f"{totals.expired:,} expired allows")
    parts.append(f"findings {totals.findings:,}" + (f" ({', '.join(more)})" if more else ""))
    return "; ".join(parts)


def printable(path: str) -> str:
    """A path that can't move the cursor or break the encoding of whoever reads the report."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in path)


def counted(number: int, noun: str) -> str:
    """`1 file`, `2,000 files`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size_of(size: float) -> str:
    """Bytes for people."""
    thousand = 1000
    if size < thousand:
        return counted(int(size), "byte")
    amount = float(size)
    for unit in ("kB", "MB"):
        amount /= thousand
        if amount < thousand:
            return f"{amount:.1f} {unit}"
    return f"{amount / thousand:.1f} GB"
