"""
Cues of names: what stands before a name, or the shape of one, as patterns of the shared scan.

A cue ends where the name starts, but for those whose shape is the whole name, and for `pair` and
`noticed`: they only see to it that a text without a listed name is looked at.
"""

import re

from promptward.deferred import regex

__all__ = ["CUES", "is_kin"]

_KIN = (
    "wife|husband|son|daughter|mother|father|mom|mum|dad|brother|sister|sibling|aunt|uncle|niece"
    "|nephew|cousin|grandmother|grandfather|grandma|grandpa|grandson|granddaughter|nana|spouse"
    "|partner|fiance|fiancee|girlfriend|boyfriend|guardian|caregiver|carer|neighbou?r|roommate"
    "|friend|widow|widower|twin|baby|baby boy|baby girl|dtr|mama|papa|kid|child|co-?worker"
    "|stepson|stepdaughter|stepfather|stepmother|foster mother|housemate|roomie"
    "|ehefrau|ehemann|tochter|sohn|mutter|vater|schwester|bruder|fils|fille|mari|soeur|conjointe?"
    "|espos[ao]|hij[ao]|herman[ao]|abuel[ao]|marido|moglie|marito|figli[ao]|sorella|fratello"
    "|epouse?|epoux|femme|frere|pere|mere|petit-fils|petite-fille|enkel(?:in)?|kollegin|kollege"
    "|collega|cunyad[ao]|niet[ao]|sobrin[ao]|prim[ao]|nuor[ao]|cognat[ao]|kleinzoon|kleindochter"
    "|zus|broer|maz|zone|zony|corke|syna|kone|hustru|dotter|datter|aiti|isa|tytar"
    "|filh[ao]|irmao|mae|dochter|zoon|moeder|vrouw|echtgeno(?:te|ot)|zona|syn|corka|siostra|brat"
)
_ROLE = (
    "attending|physician|surgeon|cardiologist|neurologist|oncologist|nephrologist|pulmonologist"
    "|psychiatrist|psychologist|pediatrician|paediatrician|dermatologist|urologist|radiologist"
    "|pathologist|anesthesiologist|hospitalist|intensivist|internist|obstetrician|midwife|doula"
    "|therapist|counsell?or|pharmacist|dietitian|nutritionist|dentist|resident|intern|fellow"
    "|provider|pcp|gp|nurse|rn|lpn|np|pa|aide|medic|paramedic|technician|tech|phlebotomist"
    "|interpreter|chaplain|social worker|case manager|case worker|caseworker|coordinator|adjuster"
    "|supervisor|manager|director|secretary|receptionist|scheduler|attorney|lawyer|teacher|coach"
    "|infirmiere?|medecin|kinesitherapeute|enfermer[ao]|medic[ao]|doctora|terapeuta|infermier[ae]"
    "|arzt|arztin|hausarzt|hausarztin|pflegerin|pfleger|oberarzt|oberarztin|assistenzarzt|zuweiser"
    "|huisarts|verpleegkundige|lekarz|pielegniarka|student|boss|employer|officer|detective|clerk|patient|pt|client|resident|subject|veteran"
)
_STRONG_LABEL = (
    "dr|doctor|patient(?:[ _-]?name)?|pt(?:[ _-]?name)?|pat[ _-]?name|full[ _-]?name"
    "|first[ _-]?name"
    "|last[ _-]?name|middle[ _-]?name|maiden[ _-]?name|preferred[ _-]?name|fname|lname|given"
    "|family[ _-]?name|surname|given[ _-]?name|given_names|patientname|client|attending|physician"
    "|provider|pcp|surgeon|consultant|referring(?: md| physician| provider)?|ordering(?: md)?"
    "|author|signed(?: by)?|electronically signed(?: by)?|e-signed(?: by)?|dictated(?: by)?"
    "|transcribed by|reviewed by|verified by|prepared by|entered by|witness|interpreter|contact"
    "|emergency contact|next of kin|nok|guardian|spouse|insured|subscriber|guarantor|employee"
    "|student|claimant|plaintiff|defendant|decedent|mother|father|parent|caregiver|resident"
    "|nurse|rn|md|attn|chair|chairperson|present|apologies|coordinator|member|subject name|dear"
    "|patient_name|provider_name|cc|hcp|clinician|therapist|counselor|informant|reporter"
)
_QUOTE = r"[\x22']?"

CUES: dict[str, tuple[str, str]] = {
    "honorific": (
        (
            r"\b(?:(?:mr|mrs|ms|mx|dr|drs|prof|capt|sgt|lt)\b\.?|(?:rev|sr|sra|srta|dra|col|fr|ofc|det|smt|kum|insp|inv|sfc|ssgt|tsgt|maj|cdr)\."
            r"|(?:miss|mister|missus|doctor|professor|reverend|pastor|rabbi|imam|senor|senora|madam|captain"
            r"|sergeant|lieutenant|judge|auntie|tio|tia|herr|frau|monsieur|madame|mlle|signora?|mevrouw"
            r"|meneer|smt|shri|puan|encik|ssg|sfc|1sg|tsgt|msgt|lcdr|cpo))[ \t]{1,2}"
        ),
        "i",
    ),
    "abroad": (
        (
            r"\b(?:Hrn?\.|Herrn|Frl\.|Fraulein|Mme\.?|Maitre|[Dd]hr\.?|[Mm]w\.|[Mm]evr\.?|Sig\.(?:ra|na|re)|Dott\.(?:ssa)?"
            r"|Dr\. ?med\.(?: dent\.)?|Priv\.-Doz\.|[Cc]and\. ?med\.|Dna\.|Pani|Fru|Herra|Rouva"
            r"|Bapak|Cik|Datuk"
            r"|Datin|Haji|Hajah|Hajji|Hajja|Alhaji|Alhaja|Sheikh|Shaikh|Sayyid|Mallam|Mzee|Bwana|Ustadz"
            r"|Ustaz|Khun|Daw|Dame|Kupuna|Aunty|LCpl|Pfc|Spc|Cpl|Pte|Pvt|Cllr|Bro\.|Pfleger|Chefarzt)"
            r"\.?[ \t]{1,2}(?:[Vv]\. ?d\. ?|[Vv]/d |vd )?"
        ),
        "",
    ),
    "label": (
        rf"(?:\b|_)(?:{_STRONG_LABEL}){_QUOTE}[ \t]{{0,3}}[:=][ \t]{{0,8}}{_QUOTE}",
        "i",
    ),
    "name_label": (
        (
            r"\b(?:(?:last|first|middle|given|family|maiden) name|surname"
            r"|(?:patient|pt|full|client|caller|legal)(?:'s)? name(?: is| was)?)[ \t]{1,8}|"
            rf"(?:\b|_)name{_QUOTE}[ \t]{{0,3}}[:=][ \t]{{0,8}}{_QUOTE}"
            r"|(?:^|\n) {0,4}(?:patient|name|client|resident|surgeon|provider|physician|nurse"
            r"|consultant"
            r"|caller|informant|carer|next of kin|nok|who)[ \t]{2,14}"
            r"|(?:^|\n) {0,4}(?:for|to|from|re|cc|seen by|owner|requested by|requester"
            r"|assigned to|lead|host|guest"
            r"|scribe|reader|dictator|examiner|operator|assistant|scrub|ana?esthetist|pathologist"
            r"|radiologist|technologist|on call|driver|crew|rep|screened by|interviewer|assessor"
            r"|key worker|caseworker|social worker|speaker|host|tester|reviewer): {1,3}"
        ),
        "i",
    ),
    "tag": (
        (
            r"<(?:[a-z]{1,8}:)?(?:given|family|prefix|name|md|doctor|physician|provider|nurse|pcp"
            r"|attending|surgeon|firstname|lastname"
            r"|first_name|last_name|fullname|patientname)(?: [^<>\n]{0,40})?>"
        ),
        "i",
    ),
    "kin": (
        (
            rf"\b(?:(?:{_KIN})(?: is| was|,|:|\):|,? named)?|(?:brother|sister|mother|father|son"
            rf"|daughter)"
            r"[- ]in[- ]law(?:,|:)?|(?:widow|widower|wife|husband|son|daughter|mother|father"
            r"|parents?|brother"
            r"|sister) of) [\x22']?"
        ),
        "i",
    ),
    "role": (rf"\b(?:{_ROLE})(?: is|,|:|,? named)? ", "i"),
    "by": (
        (
            r"\b(?:(?:signed|dictated|reviewed|verified|prepared|entered|written|seen|followed"
            r"|evaluated|examined|accompanied|performed|ordered|referred|transcribed|cosigned"
            r"|assisted|told|called|contacted|notified|approved|interpreted|read|cosigned"
            r"|countersigned|authori[sz]ed|attested|acknowledged|filed|taken|drawn|inserted|placed"
            r"|removed|collected|received|witnessed|checked|administered|admitted|assessed|updated"
            r"|scheduled|booked|discharged|intubated|recorded|typed|uploaded|raised|covered"
            r"|supervised|relieved|rec'?d|marked|presented|asked|paged|consulted|flagged"
            r"|read back|given|drawn up|sent|brought in"
            r"|picked up|dropped off|consented|escorted|visited|greeted|staffed|led|chaired) by:?"
            r"|(?:orders?|note|consult|visit|call|letter|referral|report|exam) by"
            r"|(?:handed over|handover|hand[- ]?off|signed out|sign[- ]?out|report(?:ed)?|given)"
            r" (?:from|to|by)|e-?sign(?:ed)?|co-?sign(?:er)?:?|bcc:?|accepting(?: is| md)?"
            r"|accepted by|covering(?: for)?"
            r"|belongs? to"
            r"|(?:love|greetings|regards|wishes|hugs|kisses|thanks|thank you) (?:from|to)"
            r"|yours (?:truly|sincerely|faithfully),?|kindly,|(?:warm|kind|best) regards,?"
            r"|best wishes,?"
            r"|(?:many|with) thanks,?"
            r"|spoke (?:w\/|with|to)|d\/w|discussed with|talked (?:w\/|with|to)|met with"
            r"|conversation with|call (?:from|with)|note from|message from|letter from"
            r"|good (?:morning|afternoon|evening),?|happy birthday,?|congratulations,?"
            r"|welcome back,?"
            r"|(?:msg|voicemail|vm|text|txt|card|fax|referral|update|word) from"
            r"|email from|attn:?|dear|hi|hello|hey|thanks,|thank you,|regards,"
            r"|sincerely,|best,|yours,|c\/o|care of|this is|i'm|i am|cc:?"
            r"|alias|initials|signed:?|sent by|login|ta,|respectfully,?|cheers,"
            r"|warmly,|love,)\s{1,4}"
        ),
        "i",
    ),
    "named": (
        (
            r"\b(?:named|name is|name was|names are|name\?|names?'s|goes by|go by|nicknamed"
            r"|calls? (?:him|her|them|me)|called (?:him|her|them|me)|known as|aka|a\.k\.a\.|nee"
            r"|maiden name|(?:prefers|likes?) to be called:?|addressed to|signed? as|legally"
            r"|legal name|\(legal"
            r"|answers to|listed as|called at home:?|formerly|previously known as"
            r"|registered as|ask for|real name|card reads|name reads)\s{1,3}[\x22']?"
            r"|\bprefers \x22"
            r"|(?:patient|person)\([\x22']"
        ),
        "i",
    ),
    "spoken": (r"\b(?:call|ask|tell|text|page|email|met|saw|told|asked|w\/) ", "i"),
    "initials": (r"\binitials:?(?: are| is)? {1,2}\(?[A-Z]\.? ?[A-Z]\.?(?: ?[A-Z]\.?)?", ""),
    "demographic": (
        r"(?:years?|yrs?|\by|\dy)(?:o|[- \/]o|[- \/]?old)(?: [a-z-]{2,20}){0,3}(?: named|,) ",
        "i",
    ),
    "slashed": (r"\b[A-Z][A-Z'-]{2,20}/[A-Z]{2,15}(?: [A-Z]{1,12})?\b", ""),
    "pair": (r"\b[A-Z][a-z]{2,15} (?:[A-Z]\.? )?[A-Z][a-z]{2,15}\b", ""),
    "noticed": (
        (
            r"(?:\b(?:says|said|asks|asked|told|denies|wants|lives) [A-Z][a-z]"
            r"|\b[A-Z][a-z]{2,15} (?:says|said|denies|asks|wants|lives|shouted|thinks|told"
            r"|called|texted"
            r"|declined|refuses|refused|agrees|promised|cried|drove|knows) "
            r"|\b(?:letter|reply|respond|explain|talk|talked|spoke|email|note|message|text|refer|referred"
            r"|assigned|sent) to [A-Z][a-z]{3,14}\b"
            r"|\b[A-Z][a-z]{3,15}'s (?:chart|labs|room|wife|husband|mom|mother|dad|daughter"
            r"|son|complaint"
            r"|family|meds|appt|appointment|visit|surgery|biopsy|results)\b"
            r"|\b(?:tell|ask|asked|told|remind|page|paged|thank|call|text|saw) [A-Z][a-z]{3,14}\b"
            r"|^ ?[-~]{1,2} ?[A-Z][a-z]{2,15}$"
            r"|\b[A-Z][a-z]{2,15},? \(?\d{1,3} ?(?:yo\b|y/o|[MF]\b|years?\b|yrs?\b|-year)"
            r"|\b(?:does|did|with|by|shift:?|float:?|charge:?|d/w|told"
            r"|asked) [A-Z][a-z]{3,14}[ ,.;:?/)]"
            r"|\bby [A-Z]{2,3}[ ,.\n]|\b(?:by|with|w/|to|from|per) [A-Z]\. ?[A-Z][a-z.])"
        ),
        "m",
    ),
    "related": (
        (
            r"\b[A-Z][a-z]{2,20}(?: [A-Z][a-z]{0,20}\.?){0,2},? [SsDdWw]/[Oo]\.?(?: [Ll]ate)?"
            r"(?: (?:Sri|Shri|Smt|Mr)\.?)? [A-Z][a-z]{2,20}(?: [A-Z][a-z]{1,20}){0,2}\b"
        ),
        "",
    ),
    "caret_name": (r"\b[A-Z][A-Za-z'-]+\^[A-Z][A-Za-z'-]*(?:\^[A-Z][A-Za-z.]*)?", ""),
}

_OTHER_WORDS = frozenset(["mere", "prima", "primo", "zone"])
"""Relatives in one language, and words of English or Latin: `a mere Formality`, `zone Bravo`."""

_LED_ABROAD = regex(
    r"\b(?:[mts]a|la|leur|[nv]otre|une|cette|chere|grand|belle|d'une|su|mis?|sus|tu|el|un|una|de|del"
    r"|al|con|y|nuestr[ao]|me[ui]|minha|teu|tua|seu|sua|um|uma|com|mia|mio|suo|jego|moja|moj[ea]?"
    r"|swoj\w?|ma|przez|na|i|ze?)[ -]$",
    re.IGNORECASE,
)
_OF_THE_STAGE = regex(r" ?(?:donna|facie|volta|vista)\b", re.IGNORECASE)


def is_kin(text: str, start: int, end: int, *, given: bool) -> bool:
    """
    Whether a cue of a relative is one, and no other word of its letters.

    `given`: a given name of the lists follows.
    """
    word = text[start:end].strip().lower()
    if word not in _OTHER_WORDS:
        return True
    if _OF_THE_STAGE.match(text, end):
        return False
    return (given and word != "zone") or (
        _LED_ABROAD.search(text, max(0, start - 10), start) is not None
    )
