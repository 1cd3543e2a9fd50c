"""What leads to places typed without capitals, and words that are none; for `slot_led_lower`."""

from promptward.deferred import regex
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.facility_words import ACRONYMS_OF_CARE, GENERIC, NEVER_FIRST
from promptward.recognizers.house_words import FEATURES
from promptward.recognizers.regions import COUNTRIES, DEMONYMS, STATES
from promptward.recognizers.words import KIN, NOT_A_NAME, ROLES, SERVICES, SHORTHAND
from promptward_rules import word_list

__all__ = [
    "AFTER_BARE",
    "AFTER_STREET",
    "BARE",
    "BEFORE_SOMEWHERE",
    "CLOSES",
    "HEAD",
    "KIN_BEFORE",
    "LED",
    "NO_HEAD",
    "NO_PLACE",
    "OF_A_HOUSE",
    "OF_KIN",
    "OF_SOMEWHERE",
    "ON_A_STREET",
    "SAINTS",
    "TAILS",
    "TO_A_HOUSE",
    "TO_A_TOWN",
]

_WORDS = r"([a-z][a-z']{2,15}(?: [a-z][a-z']{2,15})?)"
LED = regex(
    r" (?:(?:at|to|from|via|by|in|near|outside|past|of|around|off|on|along|w|with|is|per|wants?"
    r"|prefers?|choice|called|calling|f/?u|raised|born|arrived|initially|maybe|base|lives|stays|commutes|covers?|serves?)"
    r"(?: (?:the|our|old|upper|lower))?|(?:accepting|dispo|hospital|hosp|hospice|rehab|snf|site"
    rf"|facility|pharmacy|accepted|sending|receiving|origin|hometown|town|city):) {_WORDS}"
)
"""A word that leads to a place, and what stands behind it; what stands before it is asked next."""

CLOSES = regex(
    r"$|[.,;:)!?\n\"]| [(/-]| (?:and|or|with|w|where|when|who|which|since|until|till|after"
    r"|before|for|to|from|by|but|because|so|last|this|next|now|again|is|was|has|had|will|would"
    r"|can|could|are|at|on|as|while|during|near|then|today|tonight|yesterday|tomorrow|tmrw|not"
    r"|every|all|if|in|his|her|their|our|my|he|she|they|we|i|pending|overnight|preferred|lost"
    r"|declined|ama|said|says|notes?|needs?|wants?|that|takes|here|needing|asking|er|ed|icu|first|once|twice|years?|\d)\b"
)
AFTER_BARE = regex(r"$|[.,;)?\n]| (?:\d|then|in|from|weekdays|at|to|by|and|way)\b")
AFTER_STREET = regex(r"$|[.,;:)!?\n\"]| [(&-]| [a-z]{2,}")
TO_A_HOUSE = regex(
    r"\b(?:(?:seen|eval(?:uated)?|treated|managed|cared for|scoped|stented|vented|delivered"
    r"|admitted|admit|admits|placed|implanted|done|born|worked up|intubated|transfused|dialy[sz]ed"
    r"|operated|followed|started|pep|PEP|IV|MRI|CT|US|abx|infusions?|iron|transfusion|stitches|sutures|cast"
    r"|splint|x-?rays?|shots?|vaccine|biopsy|wound care|therapy|ultrasound|mammo(?:gram)?"
    r"|colonoscopy|endoscopy|stress test|tests?|fluids|consult|overnight|stayed|rehab|rt"
    r"|imaging|slides|scan|mri|ct|echo|cath|surgery|chemo|dialysis"
    r"|f/?u|follow ?up|appt|bed|stay|prior|stint|visit|was|is|offered|died|inpt)"
    r"(?: (?:first|again|earlier|up|also|back|offered|admit))? at"
    r"|(?:sent|transfer(?:red|s)?|xfer(?:red)?|tx'?d|d/c'?d?|dc'?d?|discharged?|moved|moving"
    r"|referred|refer|taken|brought|known|back|going|go|goes|went|returned?|flown|driven|shipped"
    r"|admitted|diverted|accepted|bounced|came|comes|coming|records|labs?|notes|meds|report"
    r"|opinion|transport|requested|calls?|ambulance|him|her|them|pt|delayed|cancelled|denied)"
    r"(?: (?:him|her|them|pt|back|over|out|up|down|here|first))? (?:to|from|via)"
    r"|referred by|seen by|accepted by|pending w|pending with|auth w|waiting on|wants?|prefers?"
    r"|called|calling|f/?u|per|(?:first|second|third|1st|2nd|3rd|next|top|backup|back-up) choice"
    r"(?: is|:)?|(?:wife|husband|spouse|mom|mother|dad|father|sister|brother|partner|she|he)"
    r"(?:'s| is| was|'s already| already)? at"
    r"|(?:accepting|dispo|hospital|hosp|hospice|rehab|snf|facility|site|pharmacy|accepted|sending"
    r"|receiving|origin)(?: is|:))(?: the| our)?$"
)
TO_A_TOWN = regex(
    r"\b(?:born|raised|grew up|hometown|home town|lives?|living|lived|resides|stays|staying|moved"
    r"|relocat\w{1,4}|retired|farms?|house|home|cabin|family|parents|daughter|dtr|son|sister|bro"
    r"|brother|mom|mother|dad|father|aunt|uncle|cousins?|niece|nephew|wife|husband|friends?|folks"
    r"|grandma|kids|relatives|flight|ferry|bus|train|trip|vacation|holiday|drives?|drove|driving"
    r"|commutes?|flying|flew|ride|rides|crash(?:ed)?|wreck|deployed|evicted|landlord|church|job"
    r"|him|her|them|pts?|patients?|transfer|xfer|placement|dentist|doctor|provider|clinic|pcp|snf"
    r"|rehab|pharmacy|specialist|home health|hospice|aides?|sitter|therapist|mill|mine|plant"
    r"|factory|prison|store|office|guy|lady|poa|guardian|nok|weekend|\d\d ?yo|\d\d ?y?[mf]|records"
    r"|works?|school|scattered|somewhere|way|miles|min|mins|minutes|hours?|hrs?|vna|wedding"
    r"|funeral|native|arrived|left|coming|came|over|out|based?|all the way|up|down|back)"
    r"(?: (?:up|down|over|out|back|here|there|alone|in|now|weekdays|nights))?"
    r" (?:in|from|near|outside|outside of|past|by|to|of|around|off)(?: the)?$"
)
BARE = regex(
    r"(?:\b(?:raised|born|arrived|initially|maybe|base|lives|stays|commutes|covers?|serves?)"
    r"|(?:hometown|town|city):)$"
)
ON_A_STREET = regex(
    r"\b(?:liv(?:es?|ed|ing)|stay(?:s|ed|ing)|sle(?:eps|pt|eping)|house|apartment|apt|flat|condo"
    r"|trailer|duplex|rooms?|clinic|office|pharmacy|store|shop|shelter|diner|bar|pub|church|school"
    r"|daycare|salon|gym|bank|laundromat|hostel|motel|hotel|garage|stop|corner|walk(?:s|ed|ing)?"
    r"|crash(?:ed)?|accident|bus|car|truck|bike|fell|hit|struck|shot|stabbed|assaulted|robbed"
    r"|mugged|collapsed|tripped|picked up|doors? down|parked|building|moved|moving|just|son|mom"
    r"|daughter|dtr|sister|brother|aunt|uncle|dad|cousin|grandma|friend|neighbou?r|place|down"
    r"|over|cvs|walgreens|kroger|walmart)(?: (?:over|down|up|out|again|last night|today))?"
    r" (?:on|off|along|of)(?: old| upper| lower| the)?$"
)
OF_A_HOUSE = regex(
    r" (?:has (?:a |an |no )?beds?|has (?:no )?room|said (?:no|yes|they|ok)|faxed"
    r"|took (?:him|her|them|it)|accepted|accepting|declined|wont take|won't take|can take"
    r"|cant take|called back|is full|is on divert|full|no beds?)\b"
)
HEAD = regex(
    r"(?:^|[\n.;,>:-] ?|\b(?:so|but|and|because|bc|unless|if|since|until|that) )"
    r"([a-z][a-z']{2,15}(?: [a-z][a-z']{2,15})?)$"
)
OF_SOMEWHERE = regex(
    r" (?:team|crew|squad|ems|medics|office|branch|base|depot|hub|barracks|precinct|folks?|people"
    r"|midwives|way)\b"
)
BEFORE_SOMEWHERE = regex(
    r"\b(?:by|to|from|via|with|w|at|ask|called|call|per|the) (?:the )?([a-z]{5,16})$"
)
OF_KIN = regex(r" \(([a-z]{5,16})\)")
KIN_BEFORE = regex(
    r"\b(?:son|daughter|dtr|sister|brother|sis|bro|mom|mother|dad|father|wife|husband|aunt|uncle"
    r"|niece|nephew|cousin|nok|poa|estranged)$"
)
TAILS = FEATURES | frozenset(
    """
    gate crest cross ferry ford field fields bridge bank cliff spring family shepherd name rosary
    spirit redeemer sorrows mercy heart lakes corner corners junction pass summit fork forks
    bottom flats flat landing mill gap gulch butte bayou
    """.split()  # noqa: SIM905  # legible
)
"""What stands behind a word in a name of a house or of a town."""

SAINTS = frozenset(("st", "saint", "mt", "mount", "san", "santa", "fort", "port", "las", "los"))
NO_HEAD = frozenset(word_list("houses", "no head in lower case"))
NO_PLACE = (
    NOT_A_NAME
    | SERVICES
    | GENERIC
    | KIN
    | ROLES
    | SHORTHAND
    | ACRONYMS_OF_CARE
    | NEVER_FIRST
    | COUNTRIES
    | DEMONYMS
    | PRODUCTS
    | EPONYMS
    | frozenset(state.lower() for state in STATES)
)
