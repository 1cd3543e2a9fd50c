"""
Words of the names of hospitals, clinics, schools and other institutions, from general knowledge.

All lower case. Heads are searched for; the other tables are looked up for words beside a head.
"""

__all__ = [
    "ACRONYMS_OF_CARE",
    "BRANDS",
    "BUILDINGS",
    "COMMON_HEADS",
    "FIRMS",
    "GENERIC",
    "HEADS",
    "LINKS",
    "NAMING",
    "NEVER_FIRST",
    "NOT_AFTER",
    "STUDY_WORDS",
    "WEAK_HEADS",
]

_HEADS = """
    chu;chru;umc;uz;klinik;spital;hospital de;hospital universitario;centre hospitalier;
    complejo hospitalario;hospital;hospitals;hosp;infirmary;sanatorium;hospice;clinic;clinics;
    medical center;
    medical centre;med center;med ctr;medical ctr;health center;health centre;health system;
    health sciences center;healthcare system;nursing home;nursing center;rehab;rehab center;
    rehabilitation center;rehabilitation hospital;rehabilitation;snf;assisted living;senior living;
    memory care;care center;care home;cancer center;cancer centre;cancer institute;heart institute;
    heart center;surgery center;surgical center;surgical pavilion;surgical ctr;imaging center;
    dialysis center;dialysis;urgent care;pharmacy;apothecary;birth center;birthplace;
    women's center;women's health;eye institute;eye center;eye clinic;kidney center;
    transplant center;sleep lab;sleep center;wellness;wellness center;hand center;
    medical group;medical associates;medical practice;family practice;family medicine;
    health department;health dept;community health center;mental health center;
    community mental health;behavioral health;behavioural health;ltc pharmacy;blood center;
    occupational health;home care;home health;home nursing;nursing;palliative;hospice house;
    elementary;elementary school;high school;middle school;primary school;grammar school;
    school district;unified school district;academy;preschool;daycare;day care;kindergarten;
    college;seminary;correctional facility;correctional institution;detention center;
    state prison;county jail;penitentiary;homeless shelter;women's shelter;shelter;
    crematory;crematorium;funeral home;mortuary;our lady;sanatorio;hospitalet;klinikum;krankenhaus;
    clinica;hopital;ospedale;policlinico;sykehus;sairaala;ziekenhuis;
    hdu;orthopaedics;orthopedics;pediatrics;paediatrics;neurology;cardiology;nephrology;
    oncology;dermatology;urology;rheumatology;gastroenterology;pulmonology;vascular;ortho;
    hmp;hmyoi;polyclinic;family hub;health hub;community health;family health;walk-in centre;
    day hospital;surgical hospital;group practice;dental practice;dental surgery;medical practice;
    heart & lung;heart & vascular;heart and vascular;women & infants;women & children;
    women's & children's;bone & joint;brain & spine;pain & spine;allergy & asthma;
    ear nose & throat;
    kidney & hypertension;eye & ear;imaging partners;imaging associates;dermpath;
    reference laboratories;reference laboratory;
    genomics;eye care;dental;dentistry;orthodontics;smiles;foot & ankle;heart & rhythm;
    peds;paeds;obgyn;ob gyn;bhu;bhc;medcenter;medical plaza;medical park;health park;
    recovery center;
    treatment center;detox;sober living;surgicenter;infusion center;day surgery;wound center;
    vein center;spine center;diabetes center;birthing center;retirement home;retirement community;
    retirement village;care centre;residential care;group home;halfway house;accs;acchs;clsc;
    walk-in clinic;walk-in;specialty clinic;outpatient center;crisis center;eye surgeons;
    fam med;occ med;int med;family med;internal med;sports med;emergency med;fam practice;fam prac;
    med assoc;med assocs;med grp;peds assoc;care ctr;rehab ctr;surg ctr;surgery ctr;cancer ctr;
    imaging ctr;health ctr;dialysis ctr;nsg home;nsg ctr;nsg & rehab;
    convalescent center;mem hosp;gen hosp;reg hosp;comm hosp;psych hosp;
    county jail;rescue mission;co high;jr high;sr high;county high;elem school;prep school;
    intermediate school;charter school;youth center;community college;
    skin & laser;wound & hyperbaric;hearing & balance;chiropractic;physiotherapy
"""
_FIELDS = (
    "eye;retina;heart;cardiology;kidney;nephrology;radiology;surgical;orthopedic;orthopaedic"
    ";pediatric;dermatology;urology;oncology;cancer;gastroenterology;pulmonary;neurology;women's"
    ";dental;spine;pain;allergy;fertility;hand;foot;hearing;endocrine;rheumatology;psychiatric"
)
_FIRMS = ("associates", "specialists", "physicians", "partners", "consultants", "group")
HEADS = frozenset(" ".join(one.split()) for one in _HEADS.split(";")) | {
    f"{field} {firm}" for field in _FIELDS.split(";") for firm in _FIRMS
}
"""What a facility is called after: one or more words, as an entry of the shared scan."""

_WEAK_HEADS = """
    general;ed;er;icu;memorial;regional;medical;health;healthcare;mercy;presbyterian;methodist;
    baptist;
    deaconess;children's;center;centre;institute;institution;lab;labs;laboratory;laboratories;
    imaging;pavilion;wing;ward;annex;tower;manor;lodge;house;hall;terrace;commons;unit;campus;
    drug;drugs;school;university;church;parish;library;plant;bakery;colliery;cannery;shipyard;
    winery;brewery;hub;farm;farms;ranch;mill;mills;factory;warehouse;group;associates;partners;
    llp;llc;
    inc;pllc;pc;brothers;& sons;cooperative;co-op;construction;ceramics;solar;supply;works;
    freight lines;trucking;hotel;motel;inn;casino;restaurant;cafe;diner;barracks;base;camp;
    monastery;convent;temple;mosque;synagogue;physical therapy;counseling;primary care;skin;hand;
    health care;behavioral;behavioural;convalescent;cottages;
    digestive;hearing;practice;office;branch;facility;hdu;ctr;elem;va;surgery;station;
    chapel
"""
WEAK_HEADS = frozenset(" ".join(one.split()) for one in _WEAK_HEADS.split(";"))
"""Heads that are common words too: they need a preposition of place, a verb or a line alone."""

COMMON_HEADS = frozenset(
    """
    rehab rehabilitation nursing palliative dialysis wellness elementary pediatrics paediatrics
    neurology cardiology nephrology oncology dermatology urology rheumatology gastroenterology
    pulmonology vascular ortho orthopedics orthopaedics dental dentistry orthodontics genomics
    hospice pharmacy snf shelter smiles physiotherapy chiropractic hosp clinic clinics hdu
    """.split()  # noqa: SIM905  # legible
)
"""Heads that, in a title or a list, are a service or a specialty rather than a house."""

LINKS = frozenset(("of", "the", "and", "&", "for", "at", "de", "del", "los", "las", "la", "on"))
"""Words in lower case that may stand inside the name of a facility."""

BRANDS = frozenset(
    """
    memorial regional general mercy presbyterian methodist baptist deaconess adventist lutheran
    trinity
    providence sacred holy
    """.split()  # noqa: SIM905  # legible
)
"""Words that are a hospital's own name more often than a kind of hospital."""

BUILDINGS = frozenset(
    """
    pavilion wing ward annex tower manor lodge terrace plant bakery colliery cannery shipyard
    winery brewery factory hall house drug unit school imaging parish ed er icu medical crematory
    dermpath campus
    """.split()  # noqa: SIM905  # legible
)
"""Heads of houses, wards and works: sure enough inside a sentence, with a name of their own."""

NEVER_FIRST = frozenset(
    """
    at in to from by with for on of if when is are was does do should can how what which who per
    dr mr mrs ms mx prof miss hpi pmh she he they we i it and or but then also pt patient please
    the refer referred see sent call called ask asked note re fwd dear hi hello plan continue
    consult follow schedule seen admitted discharged this that these those her his their your
    my here there home work bed day days night phase stage grade type level part step
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july
    august september october november december monday tuesday wednesday thursday friday saturday
    sunday today tomorrow bedside baseline bedtime noon midnight rest least last first
    once compare contrast summarize summarise visit explain draft describe translate rewrite
    create cite quote outline
    """.split()  # noqa: SIM905  # legible
)
"""Words that never begin the name of a facility."""

NAMING = frozenset(
    """
    general city county memorial community mercy children's regional valley northern southern
    eastern western
    central good providence sacred holy
    """.split()  # noqa: SIM905  # legible
)
"""Common words that name a facility where somebody was seen there: `at City Hospital`."""

GENERIC = frozenset(
    """
    a an the this that these those our your my their his her its any each every some all both most
    many two three four no new old local outside outpatient inpatient community general university
    county city state regional national international rural urban suburban teaching academic
    tertiary primary secondary quaternary urgent acute subacute long short term care skilled
    nursing home hospital hospitals clinic clinics free day pain sleep wound coumadin warfarin
    anticoagulation travel dental eye heart cancer emergency department dept ed er icu pt ot
    physical therapy therapist occupational health healthcare mental behavioral behavioural public
    private medical medicine center centre centers centres surgical surgery family internal
    practice pediatric paediatric pediatrics paediatrics adult children's women's men's veterans
    va military high school elementary middle college district if when in at to for from is are was
    were does do did should can could how what which who why post pre plan per continue consult
    consultation referred refer referral follow schedule labs lab laboratory laboratories pharmacy
    drug drugs cardiology oncology dermatology orthopedics orthopaedics ortho rehab rehabilitation
    cardiac pulmonary stroke hospice dialysis shelter church prison jail specialty specialist
    retail
    mail order compounding generic clinical core central reference radiation gynecologic hematology
    neuro neurology nephrology urology rheumatology gastroenterology pulmonology endocrinology
    obstetrics gynecology ob gyn psychiatry psychology radiology pathology anesthesia
    anesthesiology
    interventional chief attending intensive critical burn trauma neonatal labor delivery covid
    observation step down recovery infusion isolation motor data call crisis poison control breast
    birth birthing transplant research medicare medicaid resource support service services unit
    ward
    wing annex tower pavilion institute imaging diagnostic radiographic of and & or on with by
    assessment monitoring admissions appeals member members claims triage stepdown telemetry
    decision planning screening testing evaluation early high-dependency dependency coronary
    genetic genetics counseling counselling memory assisted senior living fertility diabetes asthma
    hypertension lipid thyroid kidney renal liver hepatology hiv std tb hf chf copd allergy ent
    voice spine hand foot ankle sports skin vein vascular weight bariatric ostomy preop
    pre-op post-op postop follow-up walk-in same-day after-hours satellite mobile virtual video
    telehealth student employee veterans' adolescent geriatric prenatal antenatal postnatal
    maternity well-child immunization vaccine flu methadone suboxone smoking cessation
    head neck ear nose throat bone joint blood milk tissue organ brain chest lung
    sheltered residential boarding charter grammar magnet nursery day-care first second
    third main north south east west northern southern eastern western front back floor level
    room bed team staff clinic's hospital's nurse nurses physician physicians doctor doctors
    patient patients board certified licensed registered accredited affiliated leading
    large small big major single multi multicenter multicentre nationwide world global
    american british federal royal european
    course problem admission discharge stay acquired days foundation trust association society
    academy program programme project office branch
    home-based hospital-based evidence-based based quality safety management managed risk
    electronic record records information system systems network networks exchange
    failure access qualified federally independent comfort palliative transitional custodial
    insurance plans payer payers policy coverage benefits human resources finance billing
    coding compliance legal privacy security it ai ml
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    please thanks send write draft summarize explain compare help make create update add remove
    merge fix check see note re fwd subject dear hi hello
    prompting improving reducing increasing assessing evaluating comparing understanding using
    implementing integrating python java software library letter capital delta guardian
    placement pending search eligible liaison transition
    attorney surgeon inspector consul mean average median routine typical usual standard special
    modern
    """.split()  # noqa: SIM905  # legible
)
"""Words that say what kind of facility it is, or none: no particular one by themselves."""

NOT_AFTER = frozenset(
    """
    public license licence software library toolkit api module package counsel assembly election
    hypothesis letter framework library's
    """.split()  # noqa: SIM905  # legible
)
"""A capitalised phrase before one of these is no house: the General Public License."""

FIRMS = frozenset(
    (
        "st. jude medical",
        "boston scientific",
        "smith medical",
        "smiths medical",
        "intuitive surgical",
        "edwards lifesciences",
        "abbott laboratories",
        "abbott labs",
        "quest diagnostics",
        "kaiser family",
        "delta dental",
    )
)
"""Makers of devices and insurers whose names end like a hospital's, lower case."""

STUDY_WORDS = frozenset(
    """
    study studies trial trials criteria criterion score scores scale scales index guideline
    guidelines classification registry cohort questionnaire survey protocol system staging grade
    calculator tool tools algorithm nomogram model models screener screen test risk diet method
    technique collaboration group
    consortium longitudinal statement declaration consensus agreement definition lens stain virus
    syndrome disease formula equation effect rule sign
    """.split()  # noqa: SIM905  # legible
)
"""A place before one of these is the name of a method or a study."""

ACRONYMS_OF_CARE = frozenset(
    """
    icu ccu micu sicu cicu nicu picu pacu er ed eds ob gyn obgyn ent snf snfs ltc ltac ltach irf
    alf
    hdu csu or pt ot slp rt ir ep gi gu cv cvicu nsicu tcu osh pcp pcps gp gps np pa md do rn lpn
    ems emt emts hospice psych peds neuro ortho onc rads derm uro card renal hem heme id em im
    fm us mri ct pet xr ekg ecg eeg emg echo tte tee bid tid qid prn iv sq po npo pod hod los
    dc d/c adl adls ama dnr dni dob mrn ssn hpi ros pmh icd cpt drg ehr emr lab labs cbc bmp cmp
    lft
    a1c hba1c inr ptt tsh psa ldl hdl bp hr rr bmi gcs nihss mmse moca phq gad cha ckd esrd chf
    hf copd cad mi stemi nstemi afib af vt vf pe dvt cva tia ms als ibd uc cd ra sle ptsd adhd ocd
    mdd gerd bph uti uri cap hap vap hiv aids hcv hbv tb mrsa vre flu covid rsv cdc fda nih who cms
    hhs hipaa hie phi usa uk eu vna acs pci cabg tavr tkr tha tka thr lvad ecmo hd pd crrt tpn peg
    nhs cbt dbt aa na iop php moud mat tumor board rehab home work school est pst cst edt am pm
    all the and for not any mom dad kids day one two
    """.split()  # noqa: SIM905  # legible
)
"""Abbreviations after `seen at` and `sent to` that are no particular facility."""
