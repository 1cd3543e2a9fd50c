"""Cues of facilities: verbs of care and of work with their preposition, labels, our-phrases."""

__all__ = ["CUES"]

_CARE = (
    "seen|treated|admitted|admit|hospitali[sz]ed|evaluated|transferred|xferred|xfer|transfer"
    "|discharged|dc'?d|referred|presented|presents?|presenting|followed|follows?|born|delivered"
    "|cared for|worked up|operated on|managed|diagnosed|biops(?:y|ied)|appointment|appt|surgery"
    "|inpatient|hospital stay|replacement|rounds?|brought|flown|airlifted|medevac'?d|prefers"
    "|visit(?:ed|s)?|seeing|had|rehab|cared|tx|tx'?d|txf|txfr|picked up|left ama|ama|ambulance"
    "|stabili[sz]ed|intubated|resuscitated|pronounced|registered|booked|screened|vaccinated"
    "|scanned|imaged|reviewed|assessed|examined|operated|sutured|triaged|detained|incarcerated"
    "|rehabbed|rehabbing|recovering|convalescing|boarding|boarded|lodged|housed|sheltered|placed"
    "|accepted|declined|diverted|redirected|posted|couriered|forwarded|checked in|dialy[sz]es"
    "|dialysis|hd|nicu|picu|ed|intake|infused|infusions?|implanted|placed"
)
_WEAK_CARE = (
    "stable|arrived|checked in|imaging|labs|records?|consult(?:ed)?|f/u|follow[- ]?up|sent|taken"
    "|scheduled|enrolled|performed|done|care|stay|returned|ct|mri|paper|disc|letter|bed|rounds"
    "|carers?|slides|biopsy|cultures|readmit(?:ted)?|readm\\.|coming|clinic|program|specimens?|nurse"
)
_WORK = (
    "works?|working|worked|employed|job|jobs|shift|nights|driver|teacher|nurse|doctor|physician"
    "|resident|cook|barista|manager|clerk|cashier|engineer|welder|janitor|student|senior|junior"
    "|freshman|teaches|teaching|clerking|studies|studying|attends?|goes to school"
    "|volunteers?|bookkeeper|mechanic"
    "|ranching|custodian|electrician|miner|pastor|coach|principal|aide|intern|foreman|machinist"
    "|waitress|waiter|bartender|server"
)
_LABEL = (
    "facility|hospital|clinic|site|location|campus|ward|practice|organi[sz]ation|pharmacy|school"
    "|employer|facility[_ ]name|hospital[_ ]name|agency|place|from|funeral home|nursing home"
    "|where|venue|department|service location|performed at|ordering facility"
    "|referring facility|unit|sending|receiving|osh|outside hospital|outside facility|hospice|snf"
    "|home health(?: agency)?|hospital of origin|destination|accepting facility|dialysis unit"
)
_TO = (
    r"(?: here| there| today| yesterday| again| back| over| in the \w{2,10}| twice| once"
    r"| last| first"
    r"| initially| previously| recently| directly| earlier| briefly| overnight| request| req"
    r"| pending){0,1}"
)

CUES: dict[str, tuple[str, str]] = {
    "care": (rf"\b(?:{_CARE}){_TO} (?:(?:at|to|in|from|into) |@ ?)(?:the |our )?", "i"),
    "weak_care": (
        (
            r"\b(?:registered|enrolled|established|affiliated|empanelled|signed up|under care)"
            r" (?:with|at) (?:the )?|"
            r"\b(?:records|notes|films|images|results|report|slides|summary)"
            r" (?:requested|received|obtained|faxed|pulled|pending|sent|coming|came) from "
            r"(?:the )?|"
            rf"\b(?:(?:{_WEAK_CARE}){_TO} (?:(?:at|from) |@ ?)|(?:floor|ward|staff|nurses"
            rf"|doctors|desk"
            r"|switchboard|matron|registrar) (?:of|at) )(?:the |our )?"
        ),
        "i",
    ),
    "type_before": (
        (
            r"\b(?:SNF|ALF|LTAC|LTACH|LTC|IRF|FQHC|VAMC|FMC|FCI|USP|CLSC|hospice|nursing home"
            r"|group home|Xfer|XFER|Txfr|CHSLD|EHPAD|PHC|OSH|Facility|Pharmacy|Hospice|Rehab|GMF"
            r"|GMF-U|IHS|CBOC|UCC|Accepting|Receiving|Destination|Dest|Destino|Origine"
            r"|Verlegung|Ziel) "
        ),
        "",
    ),
    "chain": (
        (
            r"\b(?:Walgreens|CVS|Rite Aid|RiteAid|Walmart|Wal-Mart|Kroger|Costco|Target|Publix"
            r"|Safeway|Hy-Vee|Albertsons|H-E-B|HEB|Meijer|Boots|Lloyds|Superdrug|Duane Reade"
            r"|Wegmans"
            r"|Winn-Dixie|Food Lion|Fred Meyer|Vons|Ralphs|Sam's Club|Sainsbury's|Tesco|Asda"
            r"|Starbucks|McDonald's|Dollar General|Dollar Tree|Home Depot|Lowe's|Aldi|Lidl)"
            r"(?: pharmacy)? (?:on|at|in|off|near|by|over on|over in) (?:the )?"
        ),
        "",
    ),
    "went_to": (
        (
            r"\bc/o (?:the )?|\b(?:taken|sent|went|goes|going|come|came|rushed|bring|ems|over"
            r"|transport(?:ed)?) to (?:the )?"
        ),
        "i",
    ),
    "work": (rf"\b(?:{_WORK}) (?:(?:at|for|with|by) |@ ?)(?:the )?", "i"),
    "seen_by": (
        (
            r"\b(?:by|with|to|see|sees|saw|seeing|visited|under) (?:[Dd]r|DR"
            r"|Doctor)\.? (?:[A-Z]\. )?"
            r"[A-Z][A-Za-z'-]{1,20}(?: [A-Z][A-Za-z'-]{0,20}\.?)? (?:at|from) (?:the )?"
        ),
        "",
    ),
    "saint": (
        (
            r"\b(?:(?:St|Saint|Sts|Mt|Mount)\.? [A-Z][a-z]{0,15}'s(?:-[A-Z][a-z]+)?"
            r"|Our Lady of (?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b"
        ),
        "",
    ),
    "patron": (
        (
            r"\b(?:St|Saint|Ste|ST)\.? (?:Alphonsus|Agnes|Ann|Anne|Anthony|Barnabas|Bernard"
            r"|Bernadette|Bernardine|Brigid|Camillus|Catherine|Cecilia|Charles|Christopher|Clair"
            r"|Clare|Columba|Columcille|Cuthbert|Dominic|Elisabeth|Elizabeth|Eugene|Finbarr"
            r"|Francis|Gabriel|Helena|Helens|Helier|Ignatius|Isidore|James|Jerome|Joe|Joes|John"
            r"|Johns|Joseph|Josephs|Jude|Judes|Lawrence|Leonard|Luke|Lukes|Margaret|Mark|Marks"
            r"|Martin|Mary|Marys|Matthew|Michael|Michaels|Mungo|Mungos|Nicholas|Patrick|Paul"
            r"|Pauls|Peter|Peters|Raphael|Richard|Rita|Rose|Stephen|Theresa|Therese|Thomas"
            r"|Vincent|Vincents|Vins|Aidan|Alban|Ambrose|Andrew|Augustine|Barbara|Basil|Blaise|Brendan|Bridget|Brides?"
            r"|Casimir|Clement|Colman|Cyril|David|Declan|Denis|Dymphna|Elias|Enda|Fintan|Gerard|Giles|Gregory|Hedwig"
            r"|Hilda|Hugh|Ita|Joachim|Kateri|Kevin|Kilian|Lazarus|Lucy|Malachy|Monica|Odo|Olaf|Oswald|Otto|Philip"
            r"|Philomena|Pius|Raymond|Rocco|Senan|Stanislaus|Swithin|Teresa|Timothy|Ursula|Veronica|Wilfrid|Xavier|Alexius|Benedict|Boniface|Edward|Edmund|Bart|Barts|George"
            r"|Georges)s?\b(?: (?:of|de) [A-Z][a-z]+)?"
        ),
        "",
    ),
    "to_acronym": (
        (
            r"\b(?:[Tt]o|[Ff]rom|[Tt]x|OSH|@) (?:the )?[A-Z]{4,7}"
            r"(?:$|[.,;:)\n]| (?:for|on|w/|ED|ER|ICU)\b)"
        ),
        "",
    ),
    "at": (r"(?:\bat |@ )(?:the )?", ""),
    "our": (
        (
            r"\bour [a-z]{4,14}(?: [a-z]{3,14})? (?:clinic|office|branch|facility|campus"
            r"|location|hospital)\b|\b[Oo]ur (?:[A-Z0-9][A-Za-z0-9'.-]*|[0-9]{1,3}(?:st|nd|rd"
            r"|th)(?: avenue| street)?)"
            r"(?: [A-Z][A-Za-z'.-]*){0,2} (?:clinic|office|branch|facility|campus|location|site"
            r"|hospital|practice|center|centre)\b"
        ),
        "",
    ),
    "label": (
        rf"(?:^|[\n\x22'<|_ (])(?:{_LABEL})[\x22']?[ \t]{{0,3}}[:=>][ \t]{{0,8}}[\x22']?",
        "i",
    ),
}
"""What stands before the name of a facility, as patterns of the shared scan; a cue ends there."""
