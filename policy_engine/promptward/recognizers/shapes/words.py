"""Words that stand where a value could: types, placeholders, headings, credentials."""

__all__ = ["CREDENTIALS", "GENERIC_PLACE", "NO_CITY", "NO_NAME", "NO_VALUE"]

NO_VALUE = frozenset(
    """
    none null nil na n/a nan unknown unk undefined redacted masked removed pending todo tbd tba
    empty blank missing withheld declined refused deferred same ditto see string str int integer
    float number bool boolean true false date datetime timestamp text varchar char object array
    list dict map any optional required nullable uuid bytes binary decimal double long byte xxx
    xx placeholder example sample foo bar baz lorem default auto yes no unspecified unavailable
    not never anonymous anon anonymised anonymized deidentified de-identified hidden private
    confidential noted above below varies various multiple self-reported nd not_available type
    serial character numeric enum json xml csv sha256 md5 hash hashed encrypted token
    """.split()  # noqa: SIM905  # legible
)
"""A value that starts with one of these is none."""

CREDENTIALS = frozenset(
    """
    md do rn lpn np pa phd pharmd dds dmd dpm dpt pt ot otr lcsw msw lmft psyd crna cnm aprn fnp
    dnp mbbs frcs facs facp rd rph cna emt esq mph bsn msn pa-c m.d d.o r.n n.p pgy pgy-1 pgy-2
    pgy-3 rhia cgc mt ascp chpn nrp rt slp faap dvm dc od mba ms ma ccc-slp lpc lvn cma mbchb
    frcp mrcp
    """.split()  # noqa: SIM905  # legible
)

NO_NAME = frozenset(
    """
    the a an and or but if of in on at to for by with without about as is are was were be been
    has have had do does did no yes this that these those there here he she it we they you his
    her its our their your my all any each every some other same not none unknown n/a na please
    see per patient patients pt client name names first last given family full date time age sex
    gender male female mrn dob ssn phone fax email address zip city state county room bed unit
    ward account insurance policy member group number id record report history exam assessment
    plan impression findings diagnosis medication medications allergies labs results vitals
    procedure consult referral discharge admission visit follow followup follow-up hospital
    clinic department emergency physician provider attending resident surgeon nurse staff team
    service services denies reports states complains presents presented tolerated tolerating
    stable improved improving alert awake oriented appears continues seen admitted discharged
    transferred instructed advised educated understands verbalizes ambulating resting sitting
    lying sleeping comfortable well doing feeling received awaiting currently recently
    previously today yesterday tomorrow tonight now new old normal abnormal negative positive
    left right bilateral left-sided right-sided upper lower mild moderate severe acute chronic
    status post home work mobile cell office main primary secondary contact relationship self
    spouse mother father parent son daughter wife husband brother sister sibling child friend
    partner guardian unmarried married single divorced widowed english spanish french white
    black asian hispanic american pending string str int integer float bool boolean true false
    null nil undefined object array list dict text varchar char optional required type class
    function def return import from export const let var public private static void default
    value values key keys field fields column columns table row rows index data json xml html
    csv file files path url uri http https error warning info debug user users admin root system
    server host test tests testing example sample demo placeholder todo tbd foo bar baz lorem
    ipsum build deploy release version install setup run start stop create update delete insert
    select add remove get set check upload download publish lint format docker python node java
    ubuntu monday tuesday wednesday thursday friday saturday sunday january february march april
    june july august september october november december mon tue wed thu fri sat sun signature
    signed electronically dictated reviewed verified transcribed page total medicare medicaid
    aetna cigna humana anthem blue kaiser tricare hmo ppo general anesthesia local sedation
    regional spinal epidural iv po im sc prn bid tid qid arm cohort study trial phase control
    placebo treatment baseline screening redacted masked anonymous anonymized removed hidden
    withheld deceased alive living unavailable present absent available refused declined waived
    deferred inc llc ltd corp gmbh recommended encouraged members caregiver caregivers bedside
    via use using can could should would may will shall must when where who what which how why
    high low medium alto good fair poor noted scheduled cancelled completed active inactive
    adult pediatric newborn infant teen elderly healthy intubated sedated nonverbal tbc dr drs
    mr mrs ms prof doctor also both only more less once twice daily weekly monthly
    """.split()  # noqa: SIM905  # legible
) - {"april", "june", "may", "will", "black", "white", "english", "french", "page"} | {"may"}
"""Words that no name starts with in the value of a field, and that end one."""

NO_CITY = frozenset(
    """
    alabama;alaska;arizona;arkansas;california;colorado;connecticut;delaware;florida;georgia
    hawaii;idaho;illinois;indiana;iowa;kansas;kentucky;louisiana;maine;maryland;massachusetts
    michigan;minnesota;mississippi;missouri;montana;nebraska;nevada;new hampshire;new jersey
    new mexico;north carolina;north dakota;ohio;oklahoma;oregon;pennsylvania;rhode island
    south carolina;south dakota;tennessee;texas;utah;vermont;virginia;washington;west virginia
    wisconsin;wyoming;usa;us;u.s;u.s.a;united states;america;canada;mexico;england;scotland
    wales;ireland;uk;united kingdom;france;germany;italy;spain;india;china;japan;australia
    brazil;europe;africa;asia;al;ak;az;ar;ca;co;ct;de;dc;fl;ga;hi;ia;id;il;in;ks;ky;la;ma;md;me
    mi;mn;mo;ms;mt;nc;nd;ne;nh;nj;nm;nv;ny;oh;ok;or;pa;pr;ri;sc;sd;tn;tx;ut;va;vt;wa;wi;wv;wy
    utc;gmt;est;pst;string;text
    """.replace("\n", ";")
    .replace("    ", "")
    .split(";")
) - {""}
"""States, countries and zones: larger than what Safe Harbor names."""

GENERIC_PLACE = frozenset(
    """
    hospital clinic clinics center centre medical emergency department dept ed er icu micu sicu
    nicu picu ccu or pacu ward unit floor room bed home house office outpatient inpatient
    ambulatory cardiology neurology oncology orthopedics orthopaedics radiology pathology
    surgery surgical pediatrics paediatrics psychiatry urology nephrology dermatology
    gastroenterology pulmonology pulmonary endocrinology hematology haematology rheumatology
    obstetrics gynecology ob gyn ent internal medicine family practice primary care urgent acute
    critical intensive general community rehab rehabilitation hospice nursing facility skilled
    snf school university college laboratory lab labs pharmacy main north south east west left
    right upper lower building campus the of and at for in a an any this that local outside
    referring other unknown none n/a telehealth telemedicine virtual video phone online remote
    clinic's retired unemployed disabled self-employed student self full time part full-time
    part-time day night dialysis infusion imaging mri ct xray x-ray ultrasound pain sleep wound
    trauma step down stepdown telemetry tele med surg maternity labor delivery recovery waiting
    area theatre theater lobby anterior posterior lateral medial distal proximal abdomen chest
    arm leg head neck back knee hip shoulder hand foot global default east-us us-east-1 site
    location place service services health system group type
    """.split()  # noqa: SIM905  # legible
)
"""A place that only these words name could be anywhere."""
