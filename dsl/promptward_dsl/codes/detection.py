"""Codes about detectors, their patterns and their examples."""

from promptward_dsl.codes.code import BASE, HEAD, SMALL_HEAD, Code, policy

__all__ = ["DETECTION"]


def _badge(
    pattern: str = r"/\bB\d{6}\b/",
    items: str = "",
    example: str = "badge [[B123456]]",
    *,
    small: bool = False,
) -> str:
    lines = [
        f"detector badge finds {'base.badge' if small else 'sh.other_unique'} {{",
        f"  match {pattern} confidence high",
        *([f"  {items}"] if items else []),
        *([f'  example "{example}"'] if example else []),
        "}",
    ]
    return policy("\n".join(lines), head=SMALL_HEAD if small else HEAD)


_GOOD = _badge()

DETECTION: dict[str, Code] = {
    "E106": Code(
        "example-missed",
        "example or counterexample does not hold",
        """
Examples run on the real engine when a policy loads. The text between `[[` and `]]` must be found,
exactly that span and at the level that is stated; a counterexample must not be found at all. A
detector that misses its own example misses patients' data too. An example of a shipped pack that
fails only since this policy disables or overrides a detector is let go: nobody could mend it here.
""",
        _badge(example="badge [[b-123456]]", small=True),
        _badge(small=True),
        files=BASE,
        engine=True,
    ),
    "E107": Code(
        "look-around",
        "regular expression invalid or not linear",
        """
The regular expression has a mistake, or uses look-around or back-references, which can't be
matched in time proportional to the text. Say what stands beside the match with `near`, `before` or
`after`, and narrow the finding with a group named `value`.
""",
        _badge(r"/(?<=badge )B\d{6}/"),
        _badge(r"/badge (?P<value>B\d{6})/"),
    ),
    "E110": Code(
        "unknown-validator",
        "unknown validator or recogniser",
        """
`valid` and `recognizer` name something that is built into the engine, and the engine has none of
this name. `docs/language.md` lists the ones it has.
""",
        _badge(items="require valid luhm", example="badge [[B123455]]"),
        _badge(),
    ),
    "E111": Code(
        "matches-nothing",
        "pattern can match empty text",
        r"""
A pattern that matches empty text matches everywhere and finds nothing. Usually a `*` should be a
`+`, or a part in `( )?` is the whole pattern.
""",
        _badge(r"/(B\d{6})*/"),
        _badge(r"/(B\d{6})+/"),
    ),
    "E116": Code(
        "extend-that-narrows",
        "`extend` that narrows",
        """
`extend` adds to a detector of another module: `match`, `raise`, examples and citations. `require`,
`lower` and `except` would make it find less; for that, `override` it and say why, so that the
weakening is on record.
""",
        policy("""
            extend detector sh.us_ssn {
              except before ["order"] within 10 chars
            }
        """),
        policy(r"""
            extend detector sh.us_ssn {
              match /\bSSN\d{9}\b/ confidence high
            }
        """),
    ),
    "W209": Code(
        "no-example",
        "detector without example",
        """
An example shows a reader what is meant, and the engine checks it each time the policy loads. Mark
the exact span with `[[` and `]]`; add a counterexample for what looks alike and is not meant.
""",
        _badge(example=""),
        _GOOD,
    ),
    "W211": Code(
        "unbounded-repeat",
        "unbounded repeat",
        """
A repeat inside a repeat, or `.*` without an end, matches far more than is meant and makes matching
slow. Give it a bound.
""",
        _badge(r"/badge.*\d{6}/", example="[[badge no. 123456]]"),
        _badge(r"/badge.{0,8}\d{6}/", example="[[badge no. 123456]]"),
    ),
    "W212": Code(
        "no-match",
        "detector without `match`",
        """
Without a pattern, a lexicon or a recogniser the detector finds nothing, whatever its other items
say.
""",
        policy("""
            detector badge finds sh.other_unique {
              raise to high when near ["badge"] within 20 chars
            }
        """),
        _GOOD,
    ),
    "W217": Code(
        "costly-pattern",
        "costly pattern",
        r"""
Measured on this machine, the pattern alone takes longer than all others of a usual policy
together. Most often it can begin, or match, almost anywhere in prose: anchor it to a word or to a
character that is rare, and bound its repeats.
""",
        _badge(r"/\w{1,20}\s{1,3}\w{1,20}/", example="[[badge B123456]]", small=True),
        _badge(small=True),
        files=BASE,
        engine=True,
    ),
}
