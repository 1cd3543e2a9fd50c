"""
Where a sentence, a request or an item of a list has a place for a person: `a letter to …`,
`check on …`, `… desatted`, `… rm 12`.

What stands there is worth a point to a word of the lists of names; a word of no list stays
doubtful.
"""

import re

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS, NAMESAKES, PRODUCTS
from promptward.recognizers.medical_endings import ENDS_DRUG
from promptward.recognizers.name_reading import Reading, Segment
from promptward.recognizers.name_shape import is_plural, sentence_start, two_surnames
from promptward.recognizers.name_words import (
    ANY_FAMILY,
    ANY_GIVEN,
    FAMILY,
    GIVEN_WORD,
    INITIAL,
    UNKNOWN,
    Part,
)
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import SERVICES
from promptward_rules import word_list

__all__ = ["CARE", "calls_thing", "named_word", "on_shift", "slot_after", "slot_before"]

_LOOK_BACK = 44
_NEAR = 80


def _ends(source: str) -> re.Pattern[str]:
    return regex(rf"(?:^|[^A-Za-z])(?:{source}) [\"']?$", re.IGNORECASE)


_WRITTEN = (
    "letters?|e-?mails?|messages?|msg|memos?|notes?|repl(?:y|ies)|texts?|texted|faxe?s?|cards?"
    "|invitations?|responses?|writ(?:e|ing|es)|wrote|cc"
)
_BEFORE: dict[str, re.Pattern[str]] = {
    "to": _ends(
        rf"(?:(?:{_WRITTEN}|fwd|forward(?:ed)?|sent|send|hand(?:ed)?|hand-?off|assign(?:ed)?|repl(?:y|ied)"
        r"|respond(?:ed)?|addressed|tell (?:this|it)|explain|belongs|copied|call(?:ed)? placed"
        r"|loyal|refer(?:red|ral)?|referrals|listen|attention|visit|transferred care"
        r"|reach(?:ed)? out|turned|waved|listen(?:ed|ing)?|speak(?:ing)?)"
        r"(?: (?:it|this|that|them|these|back|off|over|out|on))? to"
        rf"|(?:{_WRITTEN})(?: [a-z]{{2,12}}){{1,2}} to)"
    ),
    "for": _ends(
        rf"(?:{_WRITTEN}|(?:[Ss]ummari[sz]e|[Dd]raft|[Ww]rite|[Pp]rep|[Tt]ranslate|[Rr]ephrase|[Ee]xplain"
        r"|[Rr]ewrite|[Ff]ormat|[Pp]repare|[Pp]rint)(?: [a-z]{2,12}){0,3}|rewrite (?:this|it"
        r"|that)|translate (?:this|it|that)|summary|handout"
        rf"|leaflet|lvm"
        r"|vms?|voicemail|script|refills?|appt|appointment|interpreter|sitter|consent|covering"
        r"|covers|covered|asked|asking|asks|looking|waiting|cares?|caring|speak(?:ing)?|orders"
        r"|advocate|pray(?:ers|ing|ed)?|thoughts|call(?:ed|ing|s)?|paged?|labs|results|belongings|consult|orders?|meds|rx|h&p|note|referral|dose|doses|chart|bed|ride"
        r"|translator|transport|excuse|plan of care|shift|report|follow-?up|f/u|sorry|happy|gift"
        r"|plan|instructions|(?:letter|note|list|plan|summary)s? (?:for|of)) for"
    ),
    "of": _ends(
        r"(?:in the case|in case|care|charge|memory|bedside|proud|afraid|fond|news|MRI|CT"
        r"|x-?ray|photos?"
        r"|pictures?|pics?|echo|scan|film|ultrasound|video|mother|father|family|copy) of"
    ),
    "on": _ends(
        r"(?:check(?:ed|ing|s)?(?: in)?|round(?:ed|ing)?|operat(?:ed|ing)|scrubbed in"
        r"|h&p|d/c|consult|consent|eval|collateral|dirt|chart|file|call|back|results?"
        r"|path(?:ology)?|report|update[ds]?|news|auth|report(?:ed)? off"
        r"|(?:crit(?:ical)?|panic)[^\n]{0,20}) on"
    ),
    "with": _ends(
        r"(?:round(?:ed|ing|s)?|appt|appointment|f/u|follow(?:ed|ing)?(?:[ -]?up)?|visit|meetings?"
        r"|meet|met|interview(?:ed)?|session|call|shifts?|works?|worked|working|sat|sits?|stay(?:ed|s)?"
        r"|talk(?:ed|ing)?|swap(?:ped)?(?: [a-z]+){0,2}|speak(?:ing)?|spoken|chat(?:ted)?"
        r"|review(?:ed)?"
        r"|staffed|precepted|agrees?|agreed|disagrees?|saw|seen|check(?:ed)?|live[sd]?|living"
        r"|came|comes|gone|went|left|argued|shared?|shares|double[- ]?checked"
        r"|coordinate[d]?|surgery|surgeries|procedure|problems?|issues?|trouble"
        r"|conflict|upset|frustrated|angry|performed|sent home|in touch|living|phone"
        r"|weekend|day|night"
        r"|dinner|lunch) with"
    ),
    "w": _ends(r"(?:visit|appt|f/u|seen|rounds?|meeting|call|d|s) w"),
    "see": _ends(r"(?:please|pls|plz|to|will|can|could|you|should|must|i|we|let|did|lets|go) see"),
    "saw": _ends(r"(?:who|they|i|we|he|she) saw"),
    "is": _ends(
        r"(?:(?:rm|room|bed|bay|chair) ?\d{1,3}[a-d]?|who|where|how|mom|dad|caller|poc|the patient"
        r"|patient in (?:bed|room) \d{1,3}[a-d]?|(?:first|last) name|on call|gi|cards|renal"
        r"|onc|heme|neuro"
        r"|ortho|mfm|ent|ob|gyn|derm|endo|rheum|pulm|psych|surg|uro|attending|hospitalist|surgeon"
        r"|pcp|doctor|doc|nurse) is"
    ),
    "does": _ends(r"(?:when|where|why|how|what) does"),
    "did": _ends(r"(?:when|where|why|how|what) did"),
    "has": _ends(r"(?:who|what|why|how long) has"),
    "was": _ends(r"(?:who|where|why|how|when|it) was"),
    "it's": _ends(r"it's"),
    "who's": _ends(r"who's"),
    "how's": _ends(r"how's"),
    "where's": _ends(r"where's"),
    "its": _ends(r"(?:^|[.,;:!?\n\"]|hi|hey|hello|yes|yeah|ok|no) ?its"),
    "by": _ends(
        r"(?:last (?:modified|edited|updated|changed|opened|viewed)|(?:created|edited|closed"
        r"|opened|changed"
        r"|surgery|repair(?:ed)?|procedure|done|managed|treated|handled|driven|watched|ordered"
        r"|started|stopped|discontinued|locked|uploaded|deleted|added|cancell?ed|drained|scoped"
        r"|operated on|fixed|replaced|precepted|trained|delivered|caught|hit|punched|kicked|bit"
        r"|bitten|scratched|assaulted|yelled at|dismissed|discharged|cleared|fitted|sutured"
        r"|stapled|closed|rounded on|pushed|held|fed|bathed|turned|rehomed|adopted|raised)) by"
    ),
    "and": _ends(r"(?:me|him|myself|between (?:me|you)|you) and"),
    "between": _ends(
        r"(?:issues?|conflict|fight|argument|discussion|call|conversation|tension|thread) between"
    ),
    "you": _ends(r"thank you"),
    "about": _ends(
        r"(?:heard|worried|asked|asking|talk(?:ed|ing)?|update|tell me|concerns?"
        r"|complain(?:ed|t|ts|ing)?"
        rf"|concerned|know|thinking|story|stories|question|{_WRITTEN}|summary|something|paragraph"
        r"|report|speak(?:ing)?|feel(?:ings?)?|upset|mad|angry) about"
    ),
}
"""By the word before a name: what has to stand there with it."""

_ASKED = frozenset(
    (
        *("is", "was", "does", "did", "has", "can", "could", "will", "should", "would", "if"),
        *("isn't", "wasn't", "doesn't", "didn't", "hasn't", "can't", "won't", "shouldn't", "do"),
    )
)
_ASKED_BEFORE = regex(
    r"(?:^|[.!?:;\n][\"' ]{0,3}|[\"'(]|, |\b(?:and|but|when|where|how"
    r"|why) )(?:[A-Za-z][a-z]{1,5}) $"
)
_ASKED_AFTER = regex(
    r" (?:need|have|want|take|know|still|look|feel|get|eat|drink|live|smoke|remember|understand"
    r"|coming|going|able|ok\b|okay|allowed|here|back|on (?:the|a|any|two|oxygen|call)|npo|awake"
    r"|stable"
    r"|ready|voided|eaten|had|been (?:seen|told|fed)|see|call|go|come|stay|leave|be discharged|say"
    r"|tell|sign|take|give|cover|do|already|ever|right|wrong|due|mad|upset|sick|in|off|out|really|a"
    r"|an|the|his|her|their|my|supposed|working|doing|getting|breathing|using|wearing"
    r"|pregnant|diabetic|allergic|taking|bleeding|ready|done|home|with)\b"
)
_ASKED_PERSON = regex(
    r" (?:go (?:home|back|to)|get (?:his|her|their|up|out)|come (?:in|home|back)|sit|drink"
    r"|be (?:discharged"
    r"|moved|transferred|extubated|seen)|been (?:seen|told|fed|discharged)|want|know|remember|live"
    r"|smoke|drive|walk|shower|sign|call|speak|understand|right that|wrong|mad|upset)\b"
)
_TO_PEOPLE = frozenset(("to", "you"))
_WITH_PEOPLE = regex(
    r"\b(?:appt|appointment|f/u|follow(?:ed|ing)?(?:[ -]?up)?|visit|meetings?|meet|met"
    r"|interview(?:ed)?"
    r"|session|sat|sits?|stay(?:ed|s)?|talk(?:ed|ing)?|chat(?:ted)?|sp(?:eak|oke|oken)|argued|live[sd]?"
    r"|living|rounds?|rounded|shifts?|dinner|lunch|seen) with [\"']?$",
    re.IGNORECASE,
)
_CONTACTED = frozenset(word_list("people", "contacted in haste"))
"""What one does to people; also to things, so that it counts for listed names only."""

_DAYS = frozenset(
    """
    mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday
    saturday sunday am pm
    """.split()  # noqa: SIM905  # legible
)
_OF_DAYS = frozenset(("", ":"))
_ENDS_ITEM = frozenset((",", ";", "/", "\n", ".", ""))
_MOVED = frozenset(
    """
    add remove move put bump squeeze book rebook schedule switch transfer send keep take pull
    discharge get drop moved added removed bumped sent
    """.split()  # noqa: SIM905  # legible
)
_TO_WHERE = regex(
    r" (?:(?:on|to|from|off) (?:the|my|our|your|his|her|today|tomorrow|this|next) ?(?:list"
    r"|schedule|board|rota|thread|email|group|chat|census|roster|queue|invite|meeting|call|clinic|slot|afternoon"
    r"|morning)?\b|to (?:mon|tues?|wed|thur?s?|fri|sat|sun|Mon|Tue|Wed|Thu|Fri|Sat|Sun|bed|room"
    r"|rm|[Ii][Cc][Uu]|[Ss][Nn][Ff]|rehab|step|tele|floor|hospice|obs|micu|sicu|picu|nicu|theatre"
    r"|the ward|\d)|in (?:at|for|on) |home\b|up to (?:the|ICU|\d))"
)
"""What one does to people on lists and in beds: `move Quillon to Friday`."""

_TEAMS = frozenset(
    """
    gi cards renal onc heme neuro ortho mfm ent gyn derm endo rheum pulm psych peds uro anes
    surg icu hospitalist fellow
    """.split()  # noqa: SIM905  # legible
)
"""Services whose doctor is named right after the word: `mfm Quillon`, `cards Osterhaus`."""

_HAIL = frozenset(
    """
    morning afternoon evening soon night condolences xx xoxo ok okay yes no sure yo sorry hmm well
    so please pls legal spelled spelt alias
    """.split()  # noqa: SIM905  # legible
)
_GIFT = regex(
    r" (?:the|a|an|his|her|their|some|me|us|it|back|\d|to (?:interpret|translate|help|sign"
    r"|see|get|pick|meet))\b"
)
_JOINTS = frozenset(("", ":", '"', "'", "("))
_OF_A_SHIFT = regex(
    r"(?:^|[^A-Za-z])(?:on[- ]?call|primary|secondary|fellow|on (?:tonight|today|nights?"
    r"|days?|shift)|(?:night|day|evening|swing|late|early) shift|team|assigned|attg"
    r"|covering"
    r"|coverage|back-?up|attendees|staff|rounders?|charge|float|day|night|days|nights|nf|swing|float"
    r"|intern|res|sr|jr|crew|relief|scrub|circ|assigned(?: to)?|requestor|by|with|who|pharm|rt"
    r"|pt|ot|sw"
    r"|cm|case mgr|hospitalist|cards|gi|id|renal|neuro|ortho|surg|pulm|psych|onc|heme|endo|rheum"
    r"|anesthesia|anes|sitter|tele|monitor|asst|assistant|cna|pct|lvn|lpn|hygienist|absent|present"
    r"|late|excused)(?:[:=-]| -) ?$",
    re.IGNORECASE,
)
_QUOTE = frozenset("'\"")
_OF_NAMES = regex(
    r"(?i:(?:last|first|full|given|family|sur|patient|provider|doctor|nurse)_?names?|surname|\bnames?\b)"
)
_COLON = frozenset(":=-")

_DOES = frozenset(word_list("people", "done on a ward"))
"""What people do and things rarely, beside `SAYING_VERBS`."""

_STATE = regex(
    r" (?:(?:is|was|isn't|wasn't|'s) (?:still |now |not |back |already |going to be |currently )?"
    r"(?:refusing|coping|managing|recovering|resting|smiling|struggling|drinking|vomiting|worried|asking|coming|crying|sleeping|eating|walking|waiting|asleep|awake|upset|stable|anxious"
    r"|confused|sick|npo|NPO|in (?:bed|room|rm|surgery|clinic|pain|the OR|OR)\b|my \w|his \w"
    r"|her \w"
    r"|your \w|our \w|on call|off (?:today|tomorrow|tonight|until)|out (?:today|until|sick)|here"
    r"|seen"
    r"|admitted|discharged|transferred|told|born|extubated|intubated|pregnant|allergic|married"
    r"|going (?:home|to)|calling|working|covering|doing|feeling|hoping|happy|fine\b|okay\b|ok\b"
    r"|a (?:\d|patient|nurse|retired|smoker|diabetic|widow)|an? [a-z-]+ (?:nurse|patient|resident)"
    r"|\d\d?\b(?! ?(?:%|mg|percent|mm|cm|ml|hours|days)))"
    r"|(?:is|was|'s) (?:out|off|back|late)\b|came in (?:w\b|w/|with|for|by|via|from|after"
    r"|yesterday"
    r"|today|last)|comes (?:in|back) (?:w|with|for|to|on)\b|came back (?:w|with|for|to|from)\b"
    r"|(?:was|is|were) (?:so |very |really |super |always |never |supposed to "
    r"|being )?(?:rude|mean|unprofessional"
    r"|short with|nice|kind|lovely|great|wonderful|helpful|amazing|awful|supposed to|fired"
    r"|written up"
    r"|mad|angry|furious|drunk|high|homeless|retired|divorced|widowed|adopted|bullied|abused)\b"
    r"|on the (?:phone|line)\b|or whoever\b|found (?:on|down|unresponsive|in bed|asleep)\b"
    r"|did (?:the|my|his|her|our|a|it|not)\b|post[- ]?op(?:erative)? day\b|has (?:bed|rm|room) \d"
    r"|(?:still|currently|now) (?:npo|NPO|febrile|intubated|vented|hypotensive|tachy|in|on"
    r"|not|has|needs|wants|waiting|here)\b"
    r"|aware\b(?! of (?:the )?(?:use|its))|w(?:ith|/) (?:new[- ]onset|worsening|a fever|c/o"
    r"|hx|h/o)\b"
    r"|running|recording|bagging|compressing|charting|scribing|on (?:the )?(?:chest|airway|bag"
    r"|compressions|meds)\b|has to [a-z]|(?:did|does|do|had|has|is|was|wo|ca|could|would"
    r"|should)nt [a-z]"
    r"|keeps (?:[a-z]+ing|on)\b|going home\b|late (?:\d|again|today)"
    r"|needs (?:a|an|the|PT|OT|to (?:go|be|stay|see|call|sign|have)|his|her|help|new|more"
    r"|another|someone)\b"
    r"|has (?:lupus|MS|cancer|diabetes|asthma|dementia|a cold|the flu|covid|been (?:seen"
    r"|admitted|told|my)|no family|a (?:history|rash|cough|fever|daughter"
    r"|son|sister"
    r"|brother|wife|husband|headache|follow|visit|question|new)|an? (?:appointment|appt|allergy)"
    r"|to (?:go|sign)|CHF|COPD"
    r"|ESRD|CKD|DM|HTN|AF|ca\b|MS\b)"
    r"|presents? with|c/o|presented (?:with|to)|went (?:home|to|for|into|down|up)|fell\b"
    r"|left (?:AMA|early|before|in|at|the|for)"
    r"|(?:here|out|off|in|sick|away|late)(?=[.,;!?\n]|$)"
    r"|takes? (?:a|an|the|his|her|over|my|no)\b|took (?:a|an|the|his|her|over|it|off|no)\b"
    r"|got (?:\d|a dose|up|out|his|her|lasix|blood|the)\b|made \d|on room air"
    r"|no[- ]show(?:ed)?\b|DNA(?:'?d)?\b"
    r"|(?:will|would|can|to|can't|cannot|won't|could|should) (?:f/u|follow|see|review|call|cover"
    r"|do|take|sign|need|be (?:here|seen|back|out"
    r"|late|off|there|in)|come|go|stay|ring|page|present|chase|never|want)\b"
    r"|(?:did|does|do|had|has|have|is)(?:n't| not) (?:want|like|know|sign|answer|show|call|feel"
    r"|eat|tolerate|come|take)"
    r"|(?:discharged|transferred|moved) (?:home|to|from|out)|expired (?:at|on|this|last)|died"
    r"|passed away"
    r"|family (?:meeting|updated|wants|aware|at)|team (?:aware|to|will)|pt in \d|and (?:his"
    r"|her) (?:wife|husband|son|daughter|mother|father|family|sister|brother|mom|dad)\b)"
)
"""What is said of people only."""

_NUMBERED = regex(
    r",? \(?(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|[12]\d|3[01])[/.-](?:19|20)?\d\d\b"
    r"|,? ?[(/-]? ?(?:[Rr]m\.? ?#?\d|RM ?\d|\(?POD ?#?\d|\(?HOD ?#?\d"
    r"|\(?HD ?#?\d+\b(?! ?catheter)|s/p\b|PGY ?\d|MS[34]\b|\d{1,3}[A-D]\b)"
    r"| in (?:(?:rm|room|bed|bay|chair) ?)?\d{1,3}[A-Da-d]?\b(?! ?(?:mg|mcg|m[lL]|%|cm|mm|days?"
    r"|weeks?|hours?|hrs?|min|months?|years?|yrs?|pts?|patients|studies|of|cases|women|men|and|or"
    r"|trials|-|/))"
    r"| \d{1,2}[NSEWnsew] ?-?\d{1,3}\b|/\d{2,3} ?[MFmf]\b|/[a-z]{2}\b(?=[ \t]*(?:\n|$))"
)
CARE = regex(
    r"\b(?:POD|NPO|NGT|trach|PEG|CHF|COPD|ESRD|CKD|DKA|SBO|GIB|PNA|UTI|AKI|STEMI|CABG|AMS|ETOH|CIWA|DNR|DNI|K|Na|Mg|Hgb|WBC|INR|PTT|trop|CXR"
    r"|KUB|CT|MRI|EKG|ECG|echo|PT|OT|SNF|f/u|F/U|s/p|d/c|D/C|DC|dc|labs|pain|IV|PICC|foley|abx|cx|cultures?|meds|BP|HR|neb|nebs|drain|diurese"
    r"|recheck|prn|PRN|await|awaiting|dispo|(?:going )?home(?: today| tomorrow|$)|stable"
    r"|consult|consent|wound"
    r"|fever|sepsis|lasix|heparin|insulin|refill"
    r"|bcx|mtg|clears|regular|reg|puree|renal|cardiac diet|prbc|NGT|tubes?|home|pap|mammo|vanc"
    r"|hold|HD|pending"
    r"|lap|chole|appy|hernia|TKA|THA|hip|knee|chest|abd|rehab|hospice|ICU|vent|wean|o2|O2|infusion|cath|scope|colonoscopy|biopsy|bx|PA)\b"
)
_ITEM_BEFORE = regex(
    r"(?:^|\n)[ \t]{0,4}(?:\[[ xX]?\]|[-*#>]|\d{1,3}[.)]|\d{0,2}[A-Z]?-?\d{1,4}[A-Da-d]?[:/]?"
    r"|(?:[Bb]ed|[Rr]m|[Rr]oom|[Bb]ay|[Cc]hair) ?\d{1,3}[A-Da-d]?[:-]?"
    r"|\d{1,2}:?\d\d[ap]?m?)[ \t]{0,4}(?:[-\xff:|][ \t])?(?:(?:call|see|d/c|f/u|page|ask"
    r"|to do:) )?$"
)
_DASHED = regex(r"(?: ?[-\xff]) (?!\d)[^.;\n]{0,30}")
"""What follows a name that heads a sentence of a handover: `Quillon - going home`."""

_ITEM_LENGTH = 24
_ITEM_AFTER = regex(r"[ \t]{0,3}(?: ?[-:|\xff/] ?|,? \(|  |, | )[^\n]{0,60}")


_LONG = 4
_OF_DRUGS = regex(rf"(?:{ENDS_DRUG}|azole|amide|azide|emide|glutide|idone|rone|ology|in|al)$")


def _core(segment: Segment) -> Part | None:
    """The one word of a name beside initials; None where it has several."""
    words = [part for part in segment.parts if part.bits != INITIAL]
    return words[0] if len(words) == 1 else None


def named_word(reading: Reading, segment: Segment) -> int:
    """2: a word of the lists of names that is nothing better known; 1: one of no list; else 0."""
    part = _core(segment)
    if part is None:
        return 0
    low = part.word.lower()
    if low in EPONYMS or low in PRODUCTS or low in NAMESAKES or low in SERVICES or is_plural(low):
        return 0
    if "-" in part.word and not two_surnames(part):
        return 0
    if part.word.isupper() and not reading.shouted and len(low) <= _LONG:
        return 0
    if part.bits & (ANY_GIVEN | ANY_FAMILY):
        return 2
    plain = part.bits == UNKNOWN and len(low) >= _LONG and part.word[1:].islower()
    return 1 if plain and not _OF_DRUGS.search(low) else 0


_THING = regex(
    r" (?!(?:de|van|von|der|den|bin|ibn|al|la|le|da|do|du|di|y|e)\b)"
    r"(?P<next>[a-z][a-z-]{2,20})(?: [\w-]{1,20}){0,3}[\"']"
)
"""The rest of a literal that is in small letters: what a thing is called after somebody."""


def calls_thing(text: str, end: int) -> bool:
    """Whether a literal goes on as no name does: `"Allen key set"`, not `"Mary ann Quill"`."""
    found = _THING.match(text, end)
    return found is not None and not any(
        found["next"] in shipped(name) for name in ("common_given", "given")
    )


def slot_before(  # noqa: C901, PLR0912  # one branch a kind of place
    reading: Reading, segment: Segment, word: str, joint: str
) -> tuple[float, str]:
    """Points of what stands before; `word` and `joint` as `beside` says."""
    text, start = reading.text, segment.start
    low = word.lower()
    named = named_word(reading, segment)
    if (
        text[start - 1 : start] in _QUOTE
        and reading.program
        and named > 1
        and not calls_thing(text, segment.end)
    ):
        first = max(0, start - _NEAR)
        line = text.rfind("\n", first, start) + 1
        end = text.find("\n", segment.end, segment.end + _NEAR)
        if _OF_NAMES.search(text, line or first, end if end >= 0 else segment.end + _NEAR):
            return 1, "in_literal"
    if not named and segment.parts[0].bits & GIVEN_WORD and on_shift(reading, segment):
        return 1, "on_shift"
    if not named or joint not in _JOINTS:
        return 0, ""
    slot = _BEFORE.get(low)
    if slot is not None and slot.search(text, max(0, start - _LOOK_BACK), start):
        personal = low in _TO_PEOPLE or (
            low == "with" and _WITH_PEOPLE.search(text, max(0, start - _LOOK_BACK), start)
        )
        return (1.5 if named == 1 and personal else named), "slot_before"
    if named == 1:
        asked = (
            low in _ASKED
            and _ASKED_PERSON.match(text, segment.end)
            and _ASKED_BEFORE.search(text, max(0, start - 10), start)
        )
        return (1.5, "asked_about") if asked else (0, "")
    if low in _ASKED and _ASKED_AFTER.match(text, segment.end):
        return (
            (1.0, "asked_about")
            if _ASKED_BEFORE.search(text, max(0, start - 10), start)
            else (0, "")
        )
    if (
        low in _ENDEARED
        and joint == ""
        and (slot_after(reading, segment)[0] or _HAS.match(text, segment.end))
    ):
        return 1, "slot_before"
    if low in _CONTACTED and not segment.possessive:
        return (
            (0, "")
            if low in ("gave", "bring", "brought") and not _GIFT.match(text, segment.end)
            else (1, "slot_before")
        )
    if low in _MOVED and _TO_WHERE.match(text, segment.end):
        return 1, "slot_before"
    if low in _HAIL and text[segment.end : segment.end + 1] in ("!", ",", "", "\n"):
        return 1, "slot_before"
    after = text[segment.end : segment.end + 1]
    if low in _TEAMS and joint == "" and (not word.istitle() or after in _ENDS_ITEM):
        return 1, "on_shift"
    if joint == "(" and low in SERVICES and after == ")":
        return 1, "on_shift"
    if low in _DAYS and joint in _OF_DAYS and after in _ENDS_ITEM:
        return 1, "on_shift"
    return (1, "on_shift") if on_shift(reading, segment) else (0, "")


_ENDEARED = frozenset(("little", "lil", "poor", "sweet", "baby", "good", "dear"))
_HAS = regex(r" (?:has|had|needs?|is|was|got|went|can|cannot|can't|keeps|still)\b")


def on_shift(reading: Reading, segment: Segment) -> bool:
    """Whether a post stands before it, as in lists of who works: `on call: Quill`."""
    text, start = reading.text, segment.start
    return (
        text[start - 2 : start - 1] in _COLON
        and not segment.parts[0].word.isupper()
        and _OF_A_SHIFT.search(text, max(0, start - 20), start) is not None
    )


def slot_after(reading: Reading, segment: Segment) -> tuple[float, str]:
    """Points of what follows."""
    named = 0 if segment.possessive else named_word(reading, segment)
    text, end = reading.text, segment.end
    if not named:
        pair = len(segment.parts) > 1 and not segment.possessive and not reading.program
        return (1, "item_of_care") if pair and _heads_item(text, segment, end) else (0, "")
    if segment.stop in _DOES or _STATE.match(text, end):
        return 1, "slot_after"
    if named == 1:
        return 0, ""
    if _NUMBERED.match(text, end):
        return 1, "slot_after"
    if reading.program:
        return 0, ""
    start = segment.start
    dashed = _DASHED.match(text, end) if text[end : end + 1] in " -\xff" else None
    if dashed and CARE.search(dashed[0]) and sentence_start(reading, start):
        return 1, "item_of_care"
    if start == 0 and _opens_with(text, segment, end):
        return 1, "item_of_care"
    return (1, "item_of_care") if _heads_item(text, segment, end) else (0, "")


def _opens_with(text: str, segment: Segment, end: int) -> bool:
    """Whether a short message opens with a surname and goes on with care: `Quill trach out`."""
    part = segment.parts[0]
    known = all(one.bits & (FAMILY | UNKNOWN | INITIAL) for one in segment.parts)
    if not known or len(part.word) < _LONG or text[end : end + 1] != " ":
        return False
    after = text[end + 1 : end + _OPENING]
    return not after[:1].isupper() and CARE.search(after) is not None


_OPENING = 32


def _heads_item(text: str, segment: Segment, end: int) -> bool:
    """Whether it is at the head of an item of a list that goes on with what is done there."""
    start = segment.start
    line = text.rfind("\n", max(0, start - _ITEM_LENGTH), start)
    if start > _ITEM_LENGTH and line < 0:
        return False
    if not all(part.bits & (ANY_GIVEN | ANY_FAMILY | UNKNOWN | INITIAL) for part in segment.parts):
        return False
    if not _ITEM_BEFORE.search(text, max(0, line), start):
        return False
    rest = _ITEM_AFTER.match(text, end)
    return rest is not None and CARE.search(rest[0]) is not None
