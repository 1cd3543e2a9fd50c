"""
Seeded syntax errors: how many the parser reports, how many it invents, and what survives.

Each file is a shuffle of real declarations (the shipped packs, the worked hospital, and the policy
that uses every form), with one to five errors of seven kinds in different declarations. An error
is *found* if a diagnostic stands within one line of it (for a token left out, two tokens swapped
or a brace dropped: in the declaration, or up to two lines after). Every further diagnostic is
*spurious*. A declaration without an error is *kept* if the tree holds it unchanged.

    python bench/parser_faults.py [--files 120] [--seed 1] [--show]
"""

import argparse
import random
import time
from pathlib import Path
from typing import NamedTuple

from promptward_dsl import ast, grammar
from promptward_dsl.chunks import chunks
from promptward_dsl.diagnostics import Diagnostic
from promptward_dsl.lexer import Token, lex
from promptward_dsl.parser import parse
from promptward_dsl.span import line_and_column

KINDS = ("delete", "duplicate", "swap", "misspell", "junk", "unclosed string", "dropped brace")
FAR = frozenset({"delete", "swap", "dropped brace"})
JUNK = ("@", "%%", "foo", "]", "=", "12", '"stray"', "then", ";", ")", "within")
DECLARATIONS_IN_A_FILE = 71


class Fault(NamedTuple):
    """One seeded error: its kind, its line, and the lines of its declaration, from 1."""

    kind: str
    line: int
    first: int
    last: int

    def near(self, line: int) -> bool:
        """Whether a diagnostic on this line speaks of the fault."""
        if self.kind in FAR:
            return self.first <= line <= self.last + 2
        return abs(line - self.line) <= 1


class Outcome(NamedTuple):
    """Counts over files."""

    seeded: int
    found: int
    spurious: int
    intact: int
    kept: int
    missed: tuple[str, ...]

    def share(self) -> float:
        """Found errors by seeded ones."""
        return self.found / self.seeded

    def spurious_share(self) -> float:
        """Invented errors for each seeded one."""
        return self.spurious / self.seeded


def declarations(root: Path) -> list[str]:
    """The source of every declaration of the repository's policies, without headers."""
    found = []
    keywords = grammar.load().keywords
    everything = root / "tests/dsl/policies/everything.ward"
    shipped = [*root.glob("rules/**/*.ward"), *root.glob("examples/**/*.ward")]
    for path in [*sorted(shipped), everything]:
        source = path.read_text(encoding="utf-8")
        tokens = lex(source, "p").tokens
        for start, end in chunks(tokens, source, keywords):
            text = source[tokens[start].start : tokens[end - 1].end]
            if not text.startswith("policy"):
                found.append(text + "\n")
    return found


def is_broken(text: str) -> bool:
    """Whether a declaration has a syntax error by itself."""
    return bool(parse(text, "p")[1])


def fault(rng: random.Random, text: str, kind: str) -> tuple[str, int] | None:
    """The declaration with an error of this kind, and where; None where it has no room for one."""
    tokens = lex(text, "p").tokens[:-1]

    def cut(token: Token, replacement: str) -> tuple[str, int]:
        return text[: token.start] + replacement + text[token.end :], token.start

    index = rng.randrange(len(tokens) - 1)
    token, after = tokens[index], tokens[index + 1]
    match kind:
        case "delete":
            return cut(token, "")
        case "duplicate":
            return cut(token, f"{token.text} {token.text}")
        case "swap":
            between = text[token.end : after.start]
            swapped = after.text + between + token.text
            return text[: token.start] + swapped + text[after.end :], token.start
        case "misspell":
            words = [t for t in tokens if t.text in grammar.load().keywords and len(t.text) > 3]
            if not words:
                return None
            token = rng.choice(words)
            at = rng.randrange(len(token.text) - 1)
            letters = list(token.text)
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
            return cut(token, "".join(letters) if rng.random() < 0.5 else token.text[:-1])
        case "junk":
            return cut(token, f"{token.text} {rng.choice(JUNK)}")
        case "unclosed string":
            strings = [t for t in tokens if t.kind == "STRING"]
            if not strings:
                return None
            token = rng.choice(strings)
            return cut(token, token.text[:-1])
        case _:
            braces = [t for t in tokens if t.kind in {"LBRACE", "RBRACE"}]
            return cut(rng.choice(braces), "") if braces else None


def one_file(rng: random.Random, pool: list[str]) -> tuple[str, list[Fault], list[str]]:
    """A file with errors, the errors, and the declarations without one."""
    chosen = [rng.choice(pool) for _ in range(DECLARATIONS_IN_A_FILE)]
    broken = set(rng.sample(range(len(chosen)), rng.randint(1, 5)))
    text = "policy bench.file version 1.0.0\n"
    faults, intact = [], []
    for number, declaration in enumerate(chosen):
        body, at, kind = declaration, None, ""
        for _ in range(60 if number in broken else 0):
            kind = rng.choice(KINDS)
            tried = fault(rng, declaration, kind)
            if tried is not None and is_broken(tried[0]):
                body, at = tried
                break
        first = text.count("\n") + 1
        if at is None:
            intact.append(declaration)
        else:
            last = first + body.rstrip().count("\n")
            faults.append(Fault(kind, first + body[:at].count("\n"), first, last))
        text += body
    return text, faults, intact


def judge(
    source: str, faults: list[Fault], diagnostics: list[Diagnostic]
) -> tuple[int, list[int]]:
    """Spurious diagnostics, and the indices of the faults that no diagnostic speaks of."""
    lines = [line_and_column(source, d.span.start)[0] for d in diagnostics]
    used: set[int] = set()
    missed = []
    for number, one in enumerate(faults):
        hit = next((i for i, line in enumerate(lines) if i not in used and one.near(line)), None)
        if hit is None:
            missed.append(number)
        else:
            used.add(hit)
    return len(lines) - len(used), missed


def run(root: Path, files: int, seed: int, *, show: bool = False) -> Outcome:
    """The bench over so many files; the same seed gives the same files."""
    rng = random.Random(seed)  # noqa: S311  # files to test with, not secrets
    pool = declarations(root)
    seeded = spurious = intact_count = kept = 0
    missed: list[str] = []
    whole = {text: parse(text, "p")[0].items[0] for text in set(pool)}
    for _ in range(files):
        source, faults, intact = one_file(rng, pool)
        module, diagnostics = parse(source, "p")
        extra, unseen = judge(source, faults, diagnostics)
        seeded += len(faults)
        spurious += extra
        missed += [faults[number].kind for number in unseen]
        left: list[ast.Item] = list(module.items)
        for declaration in intact:
            intact_count += 1
            if whole[declaration] in left:
                left.remove(whole[declaration])
                kept += 1
        if show and (extra or unseen):
            report(source, faults, unseen, diagnostics)
    return Outcome(seeded, seeded - len(missed), spurious, intact_count, kept, tuple(missed))


def report(
    source: str, faults: list[Fault], unseen: list[int], diagnostics: list[Diagnostic]
) -> None:
    """Print one file's errors and messages, where they differ."""
    lines = source.split("\n")
    print("-" * 60)
    for number, one in enumerate(faults):
        print("MISSED" if number in unseen else "seeded", one.kind, one.line, lines[one.line - 1])
    for d in diagnostics:
        line, column = line_and_column(source, d.span.start)
        print(f"  {d.code} {line}:{column} {d.message} | {d.help} | {lines[line - 1]}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    began = time.process_time()
    root = Path(__file__).resolve().parent.parent
    outcome = run(root, options.files, options.seed, show=options.show)
    print(f"files                  {options.files} x {DECLARATIONS_IN_A_FILE} declarations")
    print(f"seeded errors          {outcome.seeded}")
    print(f"found                  {100 * outcome.share():.1f} %")
    print(f"spurious per seeded    {outcome.spurious_share():.2f}")
    print(f"intact declarations    {100 * outcome.kept / outcome.intact:.2f} % kept")
    print(f"missed kinds           {', '.join(sorted(outcome.missed)) or 'none'}")
    print(f"CPU seconds            {time.process_time() - began:.1f}")


if __name__ == "__main__":
    main()
