"""Every diagnostic code of Ward, and what it says."""

from typing import NamedTuple

__all__ = ["CODES", "Code"]


class Code(NamedTuple):
    """A diagnostic: its title, why it is reported, and a source with and without the fault."""

    title: str
    explanation: str = ""
    bad: str = ""
    good: str = ""


CODES: dict[str, Code] = {
    "E001": Code("lexical: unclosed string or regex, curly quotes, `;`, stray character"),
    "E002": Code("syntax: something else was expected here"),
    "E100": Code("a policy file can't be read"),
    "E101": Code("undefined name"),
    "E102": Code("declared, or listed, twice"),
    "E103": Code("unknown key"),
    "E104": Code("value outside its type or domain"),
    "E105": Code("transform or grain does not fit the value type"),
    "E106": Code("example missed, counterexample hit, wrong span or wrong level"),
    "E107": Code("regex invalid, or with look-around or back-reference (not linear)"),
    "E108": Code("one of the 18 without category or `uncovered`"),
    "W108": Code("category for one of the 18, but no detector"),
    "E109": Code("rule depends on absence"),
    "E110": Code("unknown validator or recogniser"),
    "E111": Code("regex can match empty text"),
    "E112": Code("import missing or cyclic"),
    "E113": Code("import leaves the policy root"),
    "E114": Code("YAML refused: aliases, size, depth or header"),
    "E115": Code("an imported module's version does not meet the requirement"),
    "W115": Code("waiver expired, its target is active again"),
    "E116": Code("`extend` that narrows"),
    "E117": Code("transform not allowed under `basis safe_harbor`"),
    "E118": Code("weakens the machine-wide floor"),
    "E119": Code("a module's header names another module than its file"),
    "E120": Code("a test of the policy fails"),
    "E121": Code("transform not allowed under `basis limited_data_set`"),
    "W201": Code("lexicon or role never used"),
    "W202": Code("rule contradicts itself"),
    "I202": Code("rule fires for no destination declared today"),
    "W203": Code("rule shadowed: another always does at least as much"),
    "W204": Code("purpose grants what a rule always overrides"),
    "W205": Code("PHI reaches a party without BAA, or one that trains, unblocked"),
    "W206": Code("BAA expired, or expires within 60 days"),
    "W208": Code("no test makes the rule fire"),
    "W209": Code("detector without example"),
    "W211": Code("nested unbounded repeat, or unbounded `.*`"),
    "W212": Code("detector without `match`"),
    "W213": Code("destination fact not stated"),
    "W214": Code("`keep` in a rule"),
    "W215": Code("rule does nothing"),
    "W216": Code("purpose lists a destination where every PHI prompt is blocked"),
    "W217": Code("costly pattern, with its measured cost"),
}
