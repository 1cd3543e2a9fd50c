"""
States, provinces and countries: what may stay of a place, and what tells of a town before it.

Their names come from general knowledge (ISO 3166-1, the Postal Service's Publication 28).
"""

from promptward.deferred import regex

__all__ = [
    "COUNTRIES",
    "DEMONYMS",
    "NICKNAMES",
    "NOT_A_TOWN",
    "STATES",
    "STATE_PATTERN",
    "TOWNS_AND_STATES",
    "WORDS_AND_TOWNS",
    "may_be_town",
    "named_like_town",
    "shaped_like_town",
]

_STATES = """
    Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Georgia;Hawaii;
    Idaho;Illinois;Indiana;Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;
    Minnesota;Mississippi;Missouri;Montana;Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;
    New York;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;Pennsylvania;Rhode Island;
    South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;Washington;West Virginia;
    Wisconsin;Wyoming;Puerto Rico;District of Columbia;Ontario;Quebec;British Columbia;Alberta;
    Manitoba;Saskatchewan;Nova Scotia;New Brunswick;Newfoundland;Prince Edward Island;
    New South Wales;Queensland;Tasmania;South Australia;Western Australia;Northern Territory;
    England;Scotland;Wales;Northern Ireland;Bavaria;Catalonia
"""
STATES = frozenset(" ".join(one.split()) for one in _STATES.split(";"))
"""Names of states and provinces, as written."""

STATE_PATTERN = (
    r"(?:A[ABEKLPRSZ]|BC|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ABDEHINOPST]"
    r"|N[BCDEHJLMSVY]"
    r"|O[HKNR]|P[AERW]|QC|RI|S[CDK]|T[NX]|UT|V[AIT]|W[AIVY]|NSW|VIC|QLD|TAS|ACT)"
)
"""Codes of states, territories, military regions and provinces, in capitals."""

_COUNTRIES = """
    afghanistan;albania;algeria;andorra;angola;argentina;armenia;australia;austria;azerbaijan;
    bahamas;bahrain;bangladesh;barbados;belarus;belgium;belize;benin;bermuda;bhutan;bolivia;bosnia;
    botswana;brazil;brunei;bulgaria;burkina faso;burma;burundi;cambodia;cameroon;canada;cape verde;
    chad;chile;china;colombia;congo;costa rica;croatia;cuba;cyprus;cyprus (greek);czech republic;
    czechia;denmark;dominican republic;ecuador;egypt;el salvador;england;eritrea;estonia;eswatini;
    ethiopia;faroe islands;fiji;finland;france;gabon;gambia;germany;ghana;great britain;greece;
    greenland;grenada;guam;guatemala;guinea;guyana;haiti;holland;honduras;hong kong;hungary;
    iceland;
    india;indonesia;iran;iraq;ireland;israel;italy;ivory coast;jamaica;japan;jordan;kazakhstan;
    kenya;korea;kosovo;kuwait;kyrgyzstan;laos;latvia;lebanon;lesotho;liberia;libya;liechtenstein;
    lithuania;luxembourg;macedonia;madagascar;malawi;malaysia;maldives;mali;malta;mauritania;
    mauritius;mexico;moldova;monaco;mongolia;montenegro;morocco;mozambique;myanmar;namibia;nepal;
    netherlands;new zealand;nicaragua;niger;nigeria;north korea;northern ireland;norway;oman;
    pakistan;palestine;panama;papua new guinea;paraguay;peru;philippines;poland;portugal;
    puerto rico;qatar;romania;russia;rwanda;samoa;saudi arabia;scotland;senegal;serbia;
    sierra leone;singapore;slovakia;slovenia;somalia;south africa;south korea;south sudan;spain;
    sri lanka;sudan;suriname;sweden;switzerland;syria;taiwan;tanzania;thailand;the netherlands;
    togo;tonga;trinidad;tunisia;turkey;turkmenistan;uganda;ukraine;united arab emirates;
    united kingdom;united states;united states of america;uruguay;usa;uk;u.s.;u.s.a.;u.k.;
    uzbekistan;
    vanuatu;venezuela;vietnam;wales;yemen;zambia;zimbabwe;
    deutschland;espana;france metropolitaine;osterreich;schweiz;suisse;belgique;norge;sverige;
    danmark;suomi;italia;polska;eire;aotearoa
"""
COUNTRIES = frozenset(" ".join(one.split()) for one in _COUNTRIES.split(";"))
"""Names of countries, lower case."""

DEMONYMS = frozenset(
    """
    african american arab argentine asian australian austrian belgian black brazilian british
    canadian caribbean caucasian central chilean chinese colombian croatian cuban cypriot czech
    danish dutch eastern egyptian english estonian ethiopian european filipino finnish french
    german
    greek haitian hispanic hungarian icelandic indian indonesian iranian iraqi irish israeli
    italian
    jamaican japanese jewish kenyan korean latin latino mexican mediterranean nepali nigerian
    nordic norwegian pakistani persian peruvian polish portuguese romanian russian scandinavian
    scottish serbian slovak somali spanish sudanese swedish swiss syrian taiwanese thai turkish
    ukrainian vietnamese welsh western muslim catholic christian hindu
    """.split()  # noqa: SIM905  # legible
)
"""Nationalities, peoples and languages, lower case."""

_NOT_A_TOWN = """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
    sunday
    mon tue wed thu fri sat sun spring summer fall autumn winter christmas easter thanksgiving
    halloween ramadan eid passover hanukkah diwali lent purim
    africa america asia europe antarctica oceania northern southern eastern
    western midwest northeast southeast northwest southwest earth
    the a an and or but if then than that this these those there here he she it we they i you his
    her its our your my their who what when where why how which all any each both some most many
    no not yes please thanks also only just now today tomorrow yesterday tonight
    bed chair home work school hospital clinic office er ed icu or pacu nicu picu snf ltc rehab
    ward
    room unit floor lab pharmacy radiology surgery oncology cardiology neurology pediatrics
    psychiatry medicine emergency department dept mri ct pet dr mr mrs ms mx prof st
    assisted independent memory skilled nursing comfort hospice respite palliative
    phase stage type grade class level group arm cohort study trial table figure fig appendix
    section chapter part day week month year visit cycle dose case patient subject
    epic cerner excel python java outlook word powerpoint linux windows docker git github slack
    zoom teams chatgpt claude gpt copilot medicare medicaid tricare covid epi english
    regards sincerely best yours kindly cheers respectfully biba bibems bibp januar februar marz
    mai juni juli oktober dezember gruss grussen cordialement saludos
    time date name age sex note re fwd subject dob mrn ssn pt pts hx dx rx tx fx sx
    god lord jesus christ heaven hell internet facebook instagram tiktok twitter google amazon
    netflix youtube
"""
NOT_A_TOWN = frozenset(_NOT_A_TOWN.split())
"""Capitalised words that follow a preposition of place and are no town, lower case."""

TOWNS_AND_STATES = frozenset(
    ("New York", "Washington", "Virginia", "Nevada", "Delaware", "Oregon", "Indiana", "California")
)
"""Names of towns that are names of states too: a state must follow."""

NICKNAMES = frozenset(
    """
    nyc;okc;slc;philly;san fran;vegas;l.a.;the bronx;bronx;manhattan;brooklyn;staten island;
    long island;
    bay area;cape cod;socal;norcal;chicagoland;twin cities;the valley;inland empire;nova;dfw;
    hudson valley;quad cities;tri-cities;
    o'hare;laguardia;sea-tac;seatac;heathrow;gatwick;schiphol;lax;jfk;sfo;htown;kcmo;
    soho;tribeca;harlem;upper east side;upper west side;lower east side;
    lincoln park;logan square;back bay;southie;dorchester;capitol hill
    """.replace("\n", "")
    .replace("    ", "")
    .split(";")
)
"""Names that people give to towns and regions smaller than a state, lower case."""

WORDS_AND_TOWNS = frozenset(
    """
    troy hull cork derby barrow jasper hastings nelson boulder aspen eureka warsaw cluny wagga york
    chester lowry bath barre gore timaru
    """.split()  # noqa: SIM905  # legible
)
"""Towns that the gazetteer leaves out, since they are words of the language too; lower case."""

_BEFORE_A_TOWN = frozenset(
    """
    north south east west new old upper lower port lake fort ft mount mt saint st san santa santo
    las los el la le cape glen bad sankt rio villa monte puerto great little point palm grand high
    """.split()  # noqa: SIM905  # legible
)
_TOWN_ENDING = regex(
    r"(?:ville|bury|burgh?|borough|town|mouth|haven|port|shire|side|view|stad|furt|chester|cester"
    r"|field|wood|dale|mont|heim|hausen|dorf|stadt|berg|minster|wick|polis|brook|creek|falls"
    r"|springs|bay|beach|harbor|harbour|heights|hills|valley|landing|hollow|cove|grove|crossing"
    r"|junction|island|district|mesa|flats|lakes|pines|oaks|plains|corners|point|rapids|ridge|park|lake|city|ham|ton|ford|fort|bend"
    r"|prairie|mills|combe|thorpe|garth|stead|leigh|hurst|stow|wold|minster|mere|wich|worth)$"
)
_SHORTEST_SHAPED = 6


def shaped_like_town(name: str) -> bool:
    """Whether a capitalised name has the shape of a town: `Port …`, `…ville`, `… Falls`."""
    words = name.lower().split()
    return (len(words) > 1 and words[0].strip(".") in _BEFORE_A_TOWN) or (
        len(name) >= _SHORTEST_SHAPED and _TOWN_ENDING.search(words[-1]) is not None
    )


_SURELY_BEFORE_A_TOWN = frozenset(
    "lake port fort ft mount mt saint st san santa las los cape glen rio puerto bad".split()  # noqa: SIM905
)


def named_like_town(name: str) -> bool:
    """Whether a name begins like that of a town and of nothing else: `Fort …`, `San …`."""
    words = name.lower().split()
    return len(words) > 1 and words[0].strip(".") in _SURELY_BEFORE_A_TOWN


_DOCUMENTS = frozenset(
    [
        "summary",
        "report",
        "note",
        "notes",
        "letter",
        "form",
        "record",
        "records",
        "referral",
        "chart",
        "consult",
        "consultation",
        "instructions",
        "transcript",
        "request",
        "results",
    ]
)
"""What the heading of a document ends with, beside the name of who issued it."""


def may_be_town(name: str) -> bool:
    """Whether a capitalised run may name a town: no state, people, month, ward or document."""
    low = name.lower()
    words = low.split()
    first = words[0].strip(".,'")
    if low in NICKNAMES:
        return True
    if low in COUNTRIES or name in STATES or name.title() in STATES:
        return False
    if len(words) == 1 and first in _NEVER_ALONE:
        return False
    if first in {"st", "saint", "mt", "ft"} and len(words) > 1:
        return True
    rest = " ".join(words[-1:]).strip(".,")
    if rest in _DOCUMENTS:
        return False
    if first in _DIRECTIONS and (
        rest in COUNTRIES or rest.title() in STATES or rest in NOT_A_TOWN or rest == "us"
    ):
        return False
    if first in _SEASONS and len(words) > 1 and rest in _WATERS_AND_HILLS:
        return True
    return not (
        first in NOT_A_TOWN or first in DEMONYMS or (len(name) <= _LONGEST_CODE and name.isupper())
    )


_SEASONS = frozenset(
    ("fall", "spring", "summer", "winter", "sun", "church", "school", "may", "mar")
)
_WATERS_AND_HILLS = frozenset(
    (
        "river",
        "creek",
        "lake",
        "valley",
        "hill",
        "hills",
        "branch",
        "rock",
        "mills",
        "green",
        "city",
    )
)
_LONGEST_CODE = 3
_NEVER_ALONE = _BEFORE_A_TOWN | {
    *("central", "general"),
    *("einlage", "anlage", "abnahme", "zugang"),  # German: `nach Einlage des Katheters`
}
_DIRECTIONS = frozenset(
    "north south east west upper lower northern southern eastern western central".split()  # noqa: SIM905
)
