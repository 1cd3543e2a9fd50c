"""Codes about rules, purposes, waivers and tests."""

from promptward_dsl.codes.code import AZURE, BASE, SMALL_HEAD, Code, policy

__all__ = ["DECISIONS"]


def _research(basis: str, needs: str) -> str:
    return policy(f"""
role researcher
{AZURE.strip()}
purpose research {{
  roles researcher
  destinations azure
  basis {basis}
  necessary {{
    {needs}
  }}
  otherwise redact
}}
""")


def _tested(test: str) -> str:
    rule = "rule ssn_never {\n  when contains any base.ssn\n  then block\n}\n"
    return policy(f"{rule}\n{test.strip()}", head=SMALL_HEAD)


_FIRES = """
test "a Social Security number stops the prompt" {
  prompt "SSN 536-22-4399"
  expect block by ssn_never
}
"""

DECISIONS: dict[str, Code] = {
    "E109": Code(
        "depends-on-absence",
        "rule depends on absence",
        """
`contains` may stand only positively. A rule that fires because something was *not* found would be
turned off by a detector that finds more, and better detection would then let more out. Say what is
there instead.
""",
        policy("""
            rule unnamed {
              when not contains any sh.names
              then warn
            }
        """),
        policy("""
            rule named {
              when contains any sh.names
              then warn
            }
        """),
    ),
    "W115": Code(
        "waiver-expired",
        "waiver expired",
        """
`disable … until` is a waiver that ends. After its date the rule or detector is active again, and
the declaration has no effect: remove it, or have it reviewed and renewed.
""",
        policy('disable rule sh.baa_required because "agreement in review" until 2026-06-30'),
        policy('disable rule sh.baa_required because "agreement in review" until 2027-06-30'),
    ),
    "W219": Code(
        "waiver-ends",
        "waiver ends within 60 days",
        """
After the last day of `disable … until` its target is active again, and the policy's own tests run
with it: a policy that fails them then does not load any more. `promptward policy test --date DAY`
tries the policy as it will be on a day, `policy check --date DAY` says all that will be said.
""",
        policy('disable rule sh.baa_required because "agreement in review" until 2026-12-31'),
        policy('disable rule sh.baa_required because "agreement in review" until 2027-06-30'),
    ),
    "E117": Code(
        "not-safe-harbor",
        "transform not allowed under `basis safe_harbor`",
        """
Safe Harbor leaves the year of a date, the first three digits of a ZIP code and the state, and
refuses codes derived from an identifier: 45 CFR 164.514(b)(2)(i) and (c). So `redact`,
`pseudonymise` (a random surrogate) and `generalise` to `year`, `decade`, `zip3` or `state` are
allowed; `keep`, `date_shift`, `mask`, `hash` and finer grains are not.
""",
        _research("safe_harbor", "sh.dates date_shift up to 30 days"),
        _research("safe_harbor", "sh.dates generalise to year"),
    ),
    "W220": Code(
        "purpose-grants-nobody",
        "purpose grants nobody anything",
        """
A purpose that lists no `roles`, or no `destinations`, lets nobody ask for anything: every prompt
for it that holds protected information is blocked. Not told of packs, which declare neither roles
nor destinations (`hipaa.minimum_necessary`): they say what is necessary, to be copied into a
purpose of your own that names both.
""",
        _research("operations", "sh.dates keep").replace("  destinations azure\n", ""),
        _research("operations", "sh.dates generalise to year"),
    ),
    "E121": Code(
        "not-a-limited-data-set",
        "transform not allowed under `basis limited_data_set`",
        """
A limited data set may hold dates, towns and ZIP codes, but none of the direct identifiers of
45 CFR 164.514(e)(2), such as names, record numbers and e-mail addresses: `redact` or `pseudonymise`
them.
""",  # noqa: E501
        _research("limited_data_set", "sh.mrn mask showing last 4"),
        _research("limited_data_set", "sh.dates keep"),
    ),
    "E120": Code(
        "test-fails",
        "test fails",
        """
Tests run on the real engine when a policy loads, and a policy whose tests fail does not load. The
note says what was decided and why. Either the policy does something else than its author thinks,
or the test expects what is no longer meant.
""",
        _tested("""
test "a Social Security number stops the prompt" {
  prompt "SSN 536-22-4399"
  expect warn
}
"""),
        _tested(_FIRES),
        files=BASE,
        engine=True,
    ),
    "W208": Code(
        "rule-without-test",
        "no test makes the rule fire",
        """
A rule that no test fires may as well be misspelt: nobody would notice. Add a test with a request
that the rule should stop. Rules of imported modules are tested where they are written.
""",
        _tested("""
test "a question without PHI passes" {
  prompt "What is the code for a sprained ankle?"
  expect allow
}
"""),
        _tested(_FIRES),
        files=BASE,
        engine=True,
    ),
    "W214": Code(
        "keep-in-a-rule",
        "`keep` in a rule",
        """
Rules only tighten, and `keep` is the least strict of all: joined with anything it changes nothing.
What may stay is granted by a purpose.
""",
        policy("""
            rule dates_stay {
              when contains any sh.dates
              then keep on sh.dates
              then warn
            }
        """),
        policy("""
            rule dates_seen {
              when contains any sh.dates
              then warn
            }
        """),
    ),
    "W215": Code(
        "rule-does-nothing",
        "rule does nothing",
        """
The rule has no verdict beyond `allow`, no transform and no obligation, so it changes no decision.
""",
        policy("""
            rule ssn_seen {
              when contains any sh.ssn
            }
        """),
        policy("""
            rule ssn_seen {
              when contains any sh.ssn
              oblige audit full
            }
        """),
    ),
    "W218": Code(
        "no-such-paragraph",
        "cites a paragraph that the regulation does not have",
        """
What a rule, a purpose or a detector cites is printed with every decision that it makes, and an
auditor looks it up. 45 CFR part 164 has no section of this number, or the section ends before this
paragraph. Sections are known, and paragraphs as far down as policies usually cite them; other
laws and the rules of a hospital are not checked.
""",
        policy("""
            rule ssn_seen {
              when contains any sh.ssn
              then warn
              cites "45 CFR 164.514(b)(2)(i)(S)"
            }
        """),
        policy("""
            rule ssn_seen {
              when contains any sh.ssn
              then warn
              cites "45 CFR 164.514(b)(2)(i)(G)"
            }
        """),
    ),
}
