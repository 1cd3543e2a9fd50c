"""Codes about names, keys and values."""

from promptward_dsl.codes.code import AZURE, Code, policy

__all__ = ["VOCABULARY"]

_COVERED = "".join(
    f'uncovered safe_harbor {letter} because "never in our prompts"\n'
    for letter in "ABCDEFGIJKLMNOPR"
)
_ALONE = "policy clinic.prompts version 1.0.0\n"
_MRN = r"""
category mrn: number safe_harbor H
detector mrn_label finds mrn {
  match /MRN \d{8}/ confidence high
  example "[[MRN 00123456]]"
}
"""
_IMAGES = 'uncovered safe_harbor Q because "images never reach a prompt"\n'

VOCABULARY: dict[str, Code] = {
    "E101": Code(
        "undefined-name",
        "undefined name",
        """
Nothing of that name and kind is declared here or in what is imported. Names from an imported
module carry its alias: `sh.ssn`. Where a declared name is close, the message asks whether it was
meant. A rule about a category that does not exist would never fire; so it does not load.
""",
        policy("""
            rule ssn_never {
              when contains any sh.snn
              then block
            }
        """),
        policy("""
            rule ssn_never {
              when contains any sh.ssn
              then block
            }
        """),
    ),
    "E102": Code(
        "declared-twice",
        "declared or listed twice",
        """
A name stands for one thing, a destination states a fact once, and a purpose lists a category once.
Which of the two was meant can't be known, and order never matters in Ward; so both are refused.
""",
        policy("""
            contact office "role:office"
            contact office "role:privacy-office"
        """),
        policy("""
            contact office "role:office"
            contact privacy "role:privacy-office"
        """),
    ),
    "E103": Code(
        "unknown-key",
        "unknown key",
        """
`destination`, `defaults` and `given` take a fixed set of keys. A misspelt key would otherwise be a
fact left out without a word. `on_error` is none of them: an engine error is always a block.
""",
        policy(AZURE.replace("retention_days", "retention").strip()),
        policy(AZURE.strip()),
    ),
    "E104": Code(
        "no-such-level",
        "value outside its domain",
        """
The value is of the wrong type, is not one of the words that may stand there, or does not exist,
such as 31 February. The help lists what is possible.
""",
        policy("defaults { act_on: certain }"),
        policy("defaults { act_on: medium }"),
    ),
    "E105": Code(
        "date-of-a-number",
        "transform does not fit the value type",
        """
`date_shift` fits dates, `mask` fits numbers, texts, names and ZIP codes, and each value type has
its own grains for `generalise`: `month`, `year`, `decade` for dates, `zip5`, `zip3`, `state` for
ZIP codes, `decade` for numbers. The other transforms fit everything.
""",
        policy("""
            rule blur {
              when contains any sh.mrn
              then date_shift up to 30 days on sh.mrn
            }
        """),
        policy("""
            rule blur {
              when contains any sh.mrn
              then mask showing last 2 on sh.mrn
            }
        """),
    ),
    "E108": Code(
        "identifier-not-covered",
        "one of the 18 identifiers is not covered",
        """
Safe Harbor names eighteen kinds of identifier, 45 CFR 164.514(b)(2)(i)(A)-(R). Each needs a
category, or an `uncovered` statement that says why there is none: a gap must be said out loud.
""",
        _ALONE + _MRN + _COVERED,
        _ALONE + _MRN + _COVERED + _IMAGES,
    ),
    "W108": Code(
        "category-without-detector",
        "nothing finds one of the 18 identifiers",
        """
The category covers one of the eighteen, but no detector finds it, so such identifiers leave unseen.
Write a detector, or replace the category by `uncovered … because …`. Where a `disable` or an
`override` of yours took the last detector away, also one of a pack, the message stands there.
""",  # noqa: E501
        _ALONE + "category mrn: number safe_harbor H\n" + _COVERED + _IMAGES,
        _ALONE + _MRN + _COVERED + _IMAGES,
    ),
    "E122": Code(
        "role-in-a-circle",
        "declaration holds itself",
        """
A group that contains itself, roles that inherit each other, or destinations that pass text to each
other in a circle have no meaning of their own: one of the links is a slip.
""",
        policy("""
            role nurse inherits staff
            role staff inherits nurse
        """),
        policy("""
            role nurse inherits staff
            role staff
            rule nurses_only {
              when contains any sh.phi and actor.role is not nurse
              then block
            }
        """),
    ),
    "W201": Code(
        "lexicon-never-used",
        "lexicon or role never used",
        """
The lexicon is read by no detector, or the role is named by no purpose, rule or other role and
inherits none. Often the detector or purpose that was to use it names another by mistake.
""",
        policy('lexicon wards = ["west", "east"]'),
        policy("""
            lexicon wards = ["west", "east"]
            detector ward finds sh.other_unique {
              match lexicon wards confidence medium
              example "moved to [[west]]"
            }
        """),
    ),
    "W213": Code(
        "fact-not-stated",
        "destination fact not stated",
        """
A fact that is left out is unknown, and what is unknown counts as the worst: rules about it fire.
State it, even where the answer is unwelcome; then the message a user gets is the right one.
""",
        policy(AZURE.replace("  encrypted: yes\n", "").strip()),
        policy(AZURE.strip()),
    ),
}
