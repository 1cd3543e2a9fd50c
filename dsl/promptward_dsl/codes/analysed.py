"""Codes of the analysis: what can be decided by going through all cases."""

from promptward_dsl.codes.code import AZURE, Code, policy

__all__ = ["ANALYSED"]


def _purpose(needs: str, destination: str = AZURE, more: str = "") -> str:
    return policy(f"""
role coder
{destination.strip()}
purpose coding {{
  roles coder
  destinations azure
  necessary {{
    {needs}
  }}
  otherwise redact
}}
{more}""")


_BARE = AZURE.replace("until 2030-06-30", "none")
_RULES = """
rule {0} {{
  when {1}
  then block
}}
"""
_ABROAD = _RULES.format(
    "abroad", "contains any sh.phi and destination.region not in [us_east, us_west]"
)
_PARIS = AZURE.replace("azure", "paris").replace("us_east", "eu_west")

ANALYSED: dict[str, Code] = {
    "W202": Code(
        "contradiction",
        "rule contradicts itself",
        """
No request can meet the conditions, whatever destinations, roles and purposes there may be. Known
facts make the rule false in every case; it fires only where a fact is unknown. Usually an `and`
should be an `or`.
""",
        policy(
            _RULES.format(
                "not_for_finance",
                "contains any sh.phi\n"
                "  when actor.department is billing and actor.department is collections",
            )
        ),
        policy(
            _RULES.format(
                "not_for_finance",
                "contains any sh.phi\n  when actor.department in [billing, collections]",
            )
        ),
    ),
    "I202": Code(
        "idle-rule",
        "rule fires for no destination declared today",
        """
For none of the destinations that are declared, on no day, does the rule fire. That may be as it
should be: the rule is there for the destination that somebody adds tomorrow. It is said in case
the rule was meant for one that exists.
""",
        policy(AZURE.strip() + "\n" + _ABROAD),
        policy(f"{AZURE.strip()}\n{_PARIS.strip()}\n{_ABROAD}"),
    ),
    "W203": Code(
        "shadowed-rule",
        "rule shadowed by another",
        """
Whenever this rule fires, the other fires too and does at least as much, whatever destinations
there may be. It can be removed; or it was meant to be stricter, or to fire more often.
""",
        policy(
            _RULES.format("all_phi", "contains any sh.phi and not actor.mfa")
            + _RULES.format("ssn", "contains any sh.ssn and not actor.mfa")
        ),
        policy(
            _RULES.format("all_phi", "contains any sh.phi and not actor.mfa")
            + _RULES.format("ssn", "contains any sh.ssn")
        ),
    ),
    "W204": Code(
        "grant-overridden",
        "purpose grants what a rule always overrides",
        """
On every route the purpose opens, one rule takes back what the purpose grants for this category.
The grant is never seen; whoever reads the purpose believes otherwise.
""",
        _purpose(
            "sh.ssn mask showing last 4",
            more="rule ssn_never {\n  when contains any sh.ssn\n  then redact on sh.ssn\n}\n",
        ),
        _purpose(
            "sh.mrn pseudonymise",
            more="rule ssn_never {\n  when contains any sh.ssn\n  then redact on sh.ssn\n}\n",
        ),
    ),
    "W205": Code(
        "phi-without-agreement",
        "PHI reaches a party that must not have it",
        """
The purpose lets an identifier leave in a form that Safe Harbor does not accept, to a destination
where some party has no active business associate agreement (45 CFR 164.502(e)), or trains on what
it receives, and no rule blocks it: today, or from the day on which an agreement ends. Importing
`hipaa.safe_harbor` brings such rules; here they were disabled.
""",
        _purpose(
            "sh.mrn mask showing last 4",
            _BARE,
            'disable rule sh.baa_required because "agreement in review" until 2027-06-30\n',
        ),
        _purpose("sh.mrn mask showing last 4"),
    ),
    "W206": Code(
        "agreement-expires",
        "BAA expired, or expires within 60 days",
        """
From the day after its last, the destination counts as one without a business associate agreement,
and prompts with PHI are blocked. Sixty days is about what a renewal takes.
""",
        policy(AZURE.replace("2030-06-30", "2026-12-31").strip()),
        policy(AZURE.strip()),
    ),
    "W216": Code(
        "destination-always-blocked",
        "purpose lists a destination where every prompt with PHI is blocked",
        """
Whatever identifier a prompt holds, and whoever sends it, a rule blocks it on the way to this
destination. Remove the destination from the purpose, or look at the facts: a party behind it
(`passes_to`) may have no business associate agreement.
""",
        _purpose("sh.mrn pseudonymise", _BARE),
        _purpose("sh.mrn pseudonymise"),
    ),
}
