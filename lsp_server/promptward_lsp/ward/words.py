"""What each keyword of Ward means, in a line, and how each item is written."""

from promptward_dsl.grammar import load

__all__ = ["KEYWORDS", "PATHS", "SIGNATURES", "SNIPPETS", "every_keyword", "validator_says"]

KEYWORDS = {
    "policy": "The header: name, version and title of this module.",
    "version": "The version of this module, three numbers: `1.2.0`.",
    "import": "Uses another module (`import hipaa.safe_harbor as sh`) or data (`import data`).",
    "data": "A YAML file of destinations, roles, contacts, lexicons and the like.",
    "as": "The short name under which an import is used here.",
    "category": "A kind of identifier: its value type, and the letter of the 18 that it is.",
    "safe_harbor": "The letter, A to R, of 45 CFR 164.514(b)(2)(i); or the basis of that method.",
    "group": "Several categories under one name, some left out with `except`.",
    "uncovered": "A letter of the 18 for which this policy has no detector, and why.",
    "because": "The reason, for whoever reviews this policy.",
    "lexicon": "A list of words, written here or read from a file.",
    "fuzzy": "How many letters of a word may differ.",
    "cased": "Capitals count.",
    "from": "The file of a lexicon, or the first day of an agreement.",
    "detector": "Finds a category: patterns, then evidence for and against, then examples.",
    "finds": "The category that a detector finds.",
    "match": "A pattern, and the confidence that it alone gives.",
    "confidence": "Where a match starts: low, medium or high.",
    "followed": "One lexicon's word, then another's: `lexicon a followed by lexicon b`.",
    "by": "`followed by`; or the rule that a test expects to speak.",
    "recognizer": "A recogniser of the engine, for what no pattern can say: names, addresses.",
    "recogniser": "A recogniser of the engine, for what no pattern can say: names, addresses.",
    "at": "`at most` or `at least` a level of confidence.",
    "most": "The highest confidence that a recogniser may give.",
    "least": "The lowest confidence that counts in a condition.",
    "require": "Without this evidence a match is dropped.",
    "raise": "Raises the confidence when there is evidence.",
    "lower": "Lowers the confidence when there is evidence; lowering goes last.",
    "to": "The level raised or lowered to, or the grain generalised to.",
    "except": "Drops a match, or leaves a category out of a selection.",
    "exact": "Texts that are never a finding, such as placeholders of forms.",
    "matching": "A pattern of texts that are never a finding.",
    "valid": "A check of the matched text: check digits, ranges in use.",
    "near": "A word within so many characters, words or lines on either side.",
    "before": "A word ahead of the match.",
    "after": "A word behind the match.",
    "within": "How far: characters, words or lines; or the term of a notice.",
    "chars": "Characters.",
    "words": "Words.",
    "lines": "Lines.",
    "entropy": "Bits per character of the matched text: random strings have many.",
    "in": "One of a list; or `in field`: the value of a field with such a name.",
    "field": "A named field of the text: a column, a key, a label.",
    "example": "Text in which the detector must find what stands in `[[ ]]`.",
    "counterexample": "Text in which the detector must find nothing.",
    "cites": "The paragraph or standard that this implements.",
    "low": "Confidence: it may be one.",
    "medium": "Confidence: it most likely is one.",
    "high": "Confidence: it is one.",
    "extend": "Adds to a detector of another module; never takes anything away.",
    "override": "Replaces a detector of another module: a weakening, with a reason.",
    "disable": "Switches a detector or rule off until a day: a waiver, with a reason.",
    "until": "The last day on which this holds.",
    "destination": "Somewhere that prompts go, and the facts about it.",
    "role": "What somebody is here.",
    "inherits": "Roles that this one includes.",
    "contact": "Who is notified.",
    "purpose": "What a prompt is for: only a purpose lets anything leave.",
    "roles": "Who may ask for this purpose.",
    "destinations": "Where prompts for this purpose may go.",
    "basis": "The ground of 45 CFR 164 on which this purpose rests.",
    "necessary": "What this purpose needs, and in which form it leaves.",
    "otherwise": "What happens to all that is not necessary.",
    "defaults": "What holds where nothing else is said.",
    "rule": "Tightens: a rule can block, warn or transform, never allow what a purpose does not.",
    "when": "The condition under which a rule fires; unknown facts count as true.",
    "then": "What a rule asks for: a verdict, or a transform on a selection.",
    "on": "What a transform is applied to.",
    "oblige": "What must be done besides: audit, notify.",
    "audit": "A record of the decision: `minimal` or `full`.",
    "minimal": "An audit record without findings.",
    "full": "An audit record with findings, never with text.",
    "notify": "A message to a contact.",
    "minutes": "The term of a notice.",
    "hours": "The term of a notice.",
    "days": "The term of a notice, or how far dates shift.",
    "advise": "What the person is told.",
    "allow": "Verdict: it may leave, as transformed.",
    "warn": "Verdict: it may leave, and the person is told.",
    "require_justification": "Verdict: it may leave once a reason is given.",
    "block": "Verdict: nothing leaves.",
    "keep": "Transform: leaves the text as it is.",
    "redact": "Transform: the name of the category in brackets.",
    "hash": "Transform: a keyed hash, the same for the same value in one conversation.",
    "pseudonymise": "Transform: a token that can be turned back for the person who asked.",
    "pseudonymize": "Transform: a token that can be turned back for the person who asked.",
    "mask": "Transform: stars, all or all but the first or last few.",
    "showing": "How much a mask leaves.",
    "first": "From the start.",
    "last": "From the end.",
    "generalise": "Transform: the year of a date, the first three digits of a ZIP code.",
    "generalize": "Transform: the year of a date, the first three digits of a ZIP code.",
    "date_shift": "Transform: all dates of a person moved by the same number of days.",
    "up": "`up to N days`.",
    "contains": "What the text holds: `contains any sh.phi at least low`.",
    "any": "At least one of the selection.",
    "all": "At least one of each category of the selection.",
    "or": "Either condition; or `N or more`.",
    "and": "Both conditions.",
    "not": "The condition does not hold. `contains` may not be negated.",
    "more": "`N or more`.",
    "distinct": "Counts different values only.",
    "fewer": "`fewer than N`; only under `not`.",
    "than": "`fewer than N`.",
    "is": "The fact has this value.",
    "test": "A request and what must come of it; a policy that fails its tests does not load.",
    "given": "What is known in a test: actor, purpose, destination, date.",
    "prompt": "The text of a test.",
    "expect": "What must come of a test.",
    "no": "Nothing of this category is found; or the value no.",
    "yes": "The value yes.",
    "text": "The text that may leave.",
    "expert_determination": "Basis: 45 CFR 164.514(b)(1).",
    "limited_data_set": "Basis: 45 CFR 164.514(e), with a data use agreement.",
    "treatment": "Basis: treatment, 45 CFR 164.506.",
    "payment": "Basis: payment, 45 CFR 164.506.",
    "operations": "Basis: health care operations, 45 CFR 164.506.",
}
"""One line for every word that the grammar knows; a test holds them together."""

PATHS = {
    "destination.vendor": "Who runs the destination.",
    "destination.region": "Where it runs.",
    "destination.kind": "llm, search or ocr.",
    "destination.baa": "The business associate agreement on the day of the request.",
    "destination.trains_on_data": "Whether it learns from prompts.",
    "destination.encrypted": "Whether it is encrypted in transit and at rest.",
    "destination.retention_days": "How long it keeps prompts.",
    "actor.role": "A role of whoever asks, inherited ones too.",
    "actor.mfa": "Whether a second factor was checked.",
    "actor.department": "Their department.",
    "actor.assurance": "verified from a token, or asserted by the caller.",
    "request.purpose": "What the prompt is for.",
    "request.justified": "Whether a reason was given.",
    "request.channel": "notebook, editor, precommit or api.",
}

SIGNATURES = {
    "policy": 'policy NAME version 1.2.0 "title"',
    "import": "import MODULE [^1.2.0] [as ALIAS]",
    "category": 'category NAME: TYPE [safe_harbor LETTER] ["title"]',
    "group": "group NAME = CATEGORY, GROUP [except CATEGORY]",
    "uncovered": 'uncovered safe_harbor LETTER because "reason"',
    "lexicon": 'lexicon NAME [fuzzy N] [cased] = ["word", …] | from "file#key"',
    "detector": 'detector NAME finds CATEGORY ["title"] { … }',
    "match": "match PATTERN, … confidence LEVEL | match recognizer NAME [at most LEVEL]",
    "require": "require EVIDENCE",
    "raise": "raise to LEVEL when EVIDENCE",
    "lower": "lower to LEVEL when EVIDENCE",
    "except": 'except exact ["text"] | matching /re/ | EVIDENCE [because "reason"]',
    "example": 'example "text with [[value]]" [LEVEL]',
    "counterexample": 'counterexample "text"',
    "extend": "extend detector NAME { … }",
    "override": 'override detector NAME because "reason" { … }',
    "disable": 'disable detector|rule NAME because "reason" [until DATE]',
    "destination": 'destination NAME ["title"] { fact: value … }',
    "role": 'role NAME [inherits ROLE, …] ["title"]',
    "contact": 'contact NAME "role:office"',
    "purpose": 'purpose NAME ["title"] { roles … destinations … necessary { … } otherwise … }',
    "roles": "roles ROLE, …",
    "destinations": "destinations DESTINATION, …",
    "basis": "basis safe_harbor|limited_data_set|treatment|payment|operations|…",
    "necessary": "necessary { CATEGORY TRANSFORM … }",
    "otherwise": "otherwise TRANSFORM",
    "defaults": "defaults { act_on: medium … }",
    "rule": 'rule NAME ["title"] { when … then … oblige … advise … cites … }',
    "when": "when CONDITION [and|or CONDITION]",
    "then": "then VERDICT | then TRANSFORM on CATEGORY, … [except …]",
    "oblige": "oblige audit [minimal|full], notify CONTACT [within N minutes|hours|days]",
    "advise": 'advise "text"',
    "cites": 'cites "45 CFR …"',
    "test": 'test "name" { given … prompt … expect … }',
    "given": "given actor.role: ROLE, purpose: PURPOSE, destination: DESTINATION, date: DATE",
    "prompt": 'prompt "text" | """long text"""',
    "expect": 'expect VERDICT [by RULE] | CATEGORY TRANSFORM | no CATEGORY | oblige … | text "…"',
}

SNIPPETS = {
    "detector": (
        'detector ${1:name} finds ${2:category} "${3:title}" {\n'
        "  match /${4:\\\\b\\\\d{8}\\\\b}/ confidence ${5:medium}\n"
        '  example "${6:number [[12345678]]}"\n}'
    ),
    "rule": (
        'rule ${1:name} "${2:title}" {\n  when contains any ${3:sh.phi} and ${4:not actor.mfa}\n'
        '  then ${5:block}\n  cites "${6:45 CFR 164.502(b)}"\n}'
    ),
    "purpose": (
        'purpose ${1:name} "${2:title}" {\n  roles ${3:clinician}\n  destinations ${4:azure}\n'
        "  basis ${5:treatment}\n  necessary {\n    ${6:sh.dates generalise to year}\n  }\n"
        '  otherwise redact\n  cites "45 CFR 164.502(b)"\n}'
    ),
    "destination": (
        'destination ${1:name} "${2:title}" {\n  vendor: "${3:vendor}"\n  kind: llm\n'
        "  baa: until ${4:2027-06-30}\n  region: ${5:us_east}\n  trains_on_data: no\n"
        "  retention_days: ${6:0}\n  encrypted: yes\n}"
    ),
    "test": (
        'test "${1:name}" {\n  given actor.role: ${2:clinician}, purpose: ${3:purpose}\n'
        "  given destination: ${4:azure}, date: ${5:2026-11-23}\n"
        '  prompt """${6:text}"""\n  expect ${7:allow}\n}'
    ),
}


def every_keyword() -> frozenset[str]:
    """All words of the grammar, the letters of the 18 left out."""
    return frozenset(word for word in load().keywords if len(word) > 1)


def validator_says(name: str) -> str | None:
    """What `valid NAME` asks, in the words of the engine; None for a name it has not."""
    from promptward.evidence import SURROUNDINGS  # noqa: PLC0415  # heavy, and asked in few places
    from promptward.validators import VALIDATORS  # noqa: PLC0415  # the same

    check = VALIDATORS.get(name) or SURROUNDINGS.get(name)
    return None if check is None else (check.__doc__ or "").strip()
