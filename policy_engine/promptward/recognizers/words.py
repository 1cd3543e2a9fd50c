"""
Words that tell a person from a place, a heading or a role, from general knowledge.

All lower case. They are looked up for the neighbours of a candidate, never searched for.
"""

__all__ = [
    "ADDRESSED",
    "AILING",
    "AMBIGUOUS_LOWER",
    "CONTACTED",
    "EVERYBODY",
    "EVERYDAY_SURNAMES",
    "KIN",
    "NOT_A_NAME",
    "NO_ROLES",
    "OF_A_PERSON",
    "PERSON_VERBS",
    "PLACES",
    "PLACE_AFTER",
    "ROLES",
    "SAYING_VERBS",
    "SERVICES",
    "SHORTHAND",
    "SHORT_GIVEN",
    "SHORT_NAMES",
    "SURNAME_WORDS",
    "WITH_PLACES",
    "WORD_NAMES",
]

PLACE_AFTER = frozenset(
    """
    hospital hospitals clinic clinics center centre ctr medical memorial regional health healthcare
    hospice infirmary pharmacy drug rehab rehabilitation snf street st. avenue ave road rd lane ln
    drive boulevard blvd parkway pkwy highway hwy plaza square terrace court circle place way
    county parish township borough city university college school institute foundation church
    general presbyterian methodist baptist children's women's family pediatrics surgery imaging
    dialysis ward building pavilion tower wing lab labs laboratory laboratories department dept
    house manor village park heights hills springs island valley creek lake river bay beach falls
    nursing assisted senior living care cancer heart associates partners group llc inc corp company
    pharmaceuticals pharma airport prison jail shelter town townhall nomogram
    """.split()  # noqa: SIM905  # legible
)
"""A name directly before one of these belongs to a place, a firm or an institution."""

PERSON_VERBS = frozenset(
    """
    says said asks asked asking denies denied reports reported states stated tells told wants
    wanted
    feels felt complains complained lives lived works worked called calls texted emailed wrote
    writes needs needed agreed agrees declined declines refuses refused requests requested came
    presented arrived went slept ate walked fell drove thinks thought believes prefers understands
    signed became kept remembers endorses endorsed keeps takes took missed stopped started quit
    smokes drinks
    has had was is will would wasn't isn't doesn't didn't does did underwent received underlines
    completed confirmed visited moved married died passed goes got gets hasn't hadn't can can't
    could cannot should who knows knew left sits sat stands stood
    didnt doesnt wont cant isnt wasnt hasnt hadnt couldnt shouldnt wouldnt
    eats cries hopes loves hates likes liked attended attends met sees saw found
    """.split()  # noqa: SIM905  # legible
)
"""A single given name before one of these is the one who does it."""

NOT_A_NAME = frozenset(
    """
    the a an and or but if of in on at to for from by with without about as is are was were be been
    has have had do does did not no yes this that these those there here he she it we they i you
    his her its our their my your him them me us who whom whose which what when where why how
    all any each every some many most more other another such same both either neither new old
    kollege kollegin kollegen kolleginnen geehrte geehrter geehrten colega colegas collega confrere
    consoeur estimado estimada geachte sich aufnahme entlassung verlegung befund januar
    please thanks thank hello hi dear sincerely regards best re fwd subject note notes date time
    day month year age sex gender male female man woman boy girl patient patients pt pts name names
    mrn dob ssn npi dea phone fax tel cell email address zip city state county room bed unit ward
    acct account insurance policy member group id number chart record report summary history
    physical exam assessment plan impression findings diagnosis diagnoses medications meds
    medication allergies allergy labs lab results result vitals vital signs procedure procedures
    consult consultation referral discharge admission admit admitted discharged seen visit follow
    followup follow-up chief complaint hpi pmh psh ros social family past present review course
    hospital clinic center centre medical memorial regional health healthcare care emergency
    department dept ed er icu ccu nicu picu ob gyn ent mri ct pet ekg ecg eeg echo xray x-ray
    cbc bmp cmp lft tsh psa hiv hcv hbv copd chf cad ckd esrd dm htn hld afib gerd uti bph mi
    cva tia
    dvt pe pna sob cp abd n v rn lpn md np pa pa-c phd pharmd dds dmd dpm dvm msw lcsw cnm crna
    facp facs faap facc mba mph ms bsn msn aprn fnp dnp esq jr sr ii iii iv
    mr mrs mx miss dr drs prof professor doctor nurse
    january february march july september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat
    sun today tomorrow yesterday tonight morning afternoon evening night
    american african asian hispanic latino latina caucasian white black european indian chinese
    japanese korean vietnamese spanish english french german italian russian arabic mexican
    medicare medicaid medi-cal tricare aetna cigna humana kaiser anthem blue cross shield
    covid covid-19 sars-cov-2 type stage grade class level score scale index phase cohort arm
    hypertension diabetes cancer disease syndrome disorder pain fever cough asthma pneumonia sepsis
    none unknown pending normal abnormal negative positive left right bilateral upper lower
    she's he's it's that's there's let's i'm i've i'd i'll don't can't
    use using can could should would will shall might must need want write draft rewrite summarize
    summarise translate explain make give tell show find list compare check help convert generate
    because since while after before during until then than also however therefore thus so
    appointment urgent routine signed electronically dictated reviewed attending resident fellow
    physician provider surgeon pharmacist therapist counselor counsellor coordinator manager
    director clerk secretary officer adjuster attorney lawyer judge teacher principal
    mother father mom dad son daughter wife husband brother sister uncle aunt niece nephew cousin
    grandmother grandfather grandson granddaughter spouse partner friend neighbor neighbour
    guardian
    kein keine keinen keinerlei cita kommer labor befund verlauf therapie anamnese
    inc llc corp ltd company university college school institute foundation association society
    street avenue road drive lane boulevard court highway usa uk
    north south east west northern southern eastern western central
    true false null nan string int float object def function return import print select
    doc ai bot first last foo bar baz qux lorem ipsum identifier placeholder questions claude
    insert update delete values table column data value key error warning info debug
    """.split()  # noqa: SIM905  # legible
) - {"may", "will", "black", "white", "german", "best", "french", "english", "west", "judge"}
"""Words that start with a capital somewhere and are no part of a name."""

OF_A_PERSON = frozenset(
    """
    chart note notes record records lab labs result results appointment appointments house home
    insurance family room doctor nurse name meds medication medications care office surgery visit
    mother mom father dad wife husband son daughter sister brother grandmother grandfather parents
    child children kids baby aunt uncle niece nephew cousin partner friend neighbor phone number
    cell email address birthday age case story condition health symptoms pain blood report scan
    mri biopsy discharge admission prescription refill bill claim account school teacher boss
    wound dressing drain iv picc incision staples stitches potassium sodium creatinine glucose
    sugar
    sugars inr hgb hemoglobin haemoglobin wbc weight appetite mood sleep breathing bp vitals
    temperature o2 oxygen goals code status wishes consent form forms decision transfer belongings
    dentures glasses hearing bag tray diet dinner lunch breakfast shoes wheelchair walker fall
    falls
    chemo dialysis session sessions progress behavior behaviour work job employer teeth eyes
    hair voice cat dog car apartment flat cooking turn team patients shift slot username login
    password question questions concern concerns message messages voicemail handover sitter aide
    thing stuff locker desk wife's husband's
    carer caregiver lawyer attorney landlord passport wallet keys bank bedside
    """.split()  # noqa: SIM905  # legible
)
"""What a person has: `John's chart` is about somebody, `Barrett's length` is not."""

_PLACES = """
    Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Georgia;
    Hawaii;
    Idaho;Illinois;Indiana;Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;
    Minnesota;Mississippi;Missouri;Montana;Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;
    New York;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;Pennsylvania;Rhode Island;
    South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;Washington;West Virginia;
    Wisconsin;Wyoming;Puerto Rico;England;Scotland;Wales;Ireland;Canada;Mexico;China;India;Asia;
    Africa;Europe;France;Germany;Italy;Spain;Japan;Russia;Israel;Kenya;Cuba
"""
PLACES = frozenset(place.strip() for place in _PLACES.split(";"))
"""States and countries: no names of people where one stands by itself."""

SERVICES = frozenset(
    """
    anaesthesia anesthesia anes anaesthetics admissions appeals audiology billing biochem
    cards cardio
    cardiology ccu chaplaincy clerking coding compliance ct cytology dental derm dermatology
    portering porters catering kitchen maintenance
    dietetics
    dialysis dispatch echo ed emergency endo endocrine endocrinology endoscopy ent er finance
    gastro
    genetics geriatrics gi gyn gynae gynecology gynaecology haem haematology hem heme hematology
    hepatology histology hospice housekeeping hr icu id infection intake interventional
    imaging it lab
    labs legal maternity med medicine micro microbiology neonatal nephro nephrology neuro neurology
    neurosurgery nicu nursing nutrition ob obs obgyn obstetrics onc oncology ophthalmology ophtho
    ortho orthopaedics orthopedics ot outpatients pacu paeds paediatrics palliative path pathology
    peds pediatrics pharm pharmacy physio physiotherapy picu plastics psych psychiatry
    psychology pt
    pulm pulmonary pulmonology rad radiology radonc medonc rads rehab renal reception resp
    respiratory
    rheum rheumatology scheduling security slp speech surg surgery theatre theatres transplant
    transport triage trauma uro urology utilization vascular ward wound xray x-ray
    """.split()  # noqa: SIM905  # legible
)
"""Departments and specialties, as somebody's whereabouts: `Ada from physio`, `Quill (ID)`."""

SHORTHAND = frozenset(
    """
    abd addtl anes anesth appt approx appy assoc asst attn avg bilat bldg calc cath cert chole circ
    comm cont conf corp dept derm diff disch disp dispo eval exam ext freq gastro gyn heme hosp imm
    incl indep info init inj inpt inst intl jct lap lic loc maint mgmt mgr misc mtg neg nephro
    neuro
    norm obs occ onc oper ophth ophtho org ortho outpt oxy palp path peds perf pharm phos phys
    postop
    preop prelim prev prob proc prog prov psych pulm qty quad quant radonc rads recv rehab resp rpt
    rsrch rt sched sens spec stat subj supp supv surg susp sys tele temp therap toco trach transf
    trans ultrasound unk uro vac vent visc vol xfer meds labs vitals dx hx rx sx tx fx
    clin diag refrig resid recs recd sats vanc neb nebs tmrw tmw tmr bcz pls plz thx
    """.split()  # noqa: SIM905  # legible
)
"""Shortened words that are capitalised as labels and headings are, and are nobody's name."""

AMBIGUOUS_LOWER = frozenset(
    """
    bill grant jack frank dell dee pat mark sue ray drew gene art dale rose lily grace hope faith
    will may june april august summer autumn dawn eve ivy joy iris pearl ruby amber crystal jade
    rusty sandy randy cliff clay dean duke earl guy herb jay lance max mike miles pierce rich rob
    rod roman skip victor ward wade chuck chase chance don con dot flora gale ginger hazel holly
    honey josh kay kit laurel lee lane mac mandy marina mat matt melody mercy misty nick norm olive
    otto page paige pansy paris patience patty penny peg peter piper poppy prudence reed rex robin
    rocky sage sally shelly sky star sterling stone tad tiffany troy violet wren ben tom tim jean
    ginny dick harry curt brandy carol colt cherry china dolly ford fern glen hank heath ken kent
    king lea les lou luna mason meg merry miller mo nan nat neal ned parker perry porter
    precious ran read rue sheila sherry sierra sonny tanner taylor ted temple tony turner tyler van
    vera vi viola wally walker wes wilder wood woody ana ali alma al bo coy dan ed fay flo hal ida
    ira jan jo jude kim lil liz lu mae mel mir nell ora pam rae ron roy sal sam sol tia ty una
    val vince wen ya yan yen zed meds labs dose temp vent stat mom mum dad baby nurse pain long
    loan hung tan tin sang son song chin ming ping ling lung mai man sung soon soo sin tu vu so
    chi chu dong hong kong lam lan lang lim lo mi na nga nu pa pan pho quan qui ta tai thai
    amir ma mata elif alta bos bas des era ala ela isa asa ama ada lia ria mia nia sia
    bid tid qid ros abi ani ari ati eda ema eri ile ine ita iva ivo iza pia uma ute
    sera vino reza rosa roma sofia lima lacy billings chole
    """.split()  # noqa: SIM905  # legible
)
"""Given names that are words, abbreviations or slang in lower case: names after a cue only."""

EVERYBODY = frozenset(
    """
    world all team everyone everybody there folks guys both friends colleagues sir sirs madam
    doctor doctors committee members parents customer user admin editor editors reviewer reviewers
    support again
    staff people ladies gentlemen colleague mr mrs dr nurse nurses family families applicant
    """.split()  # noqa: SIM905  # legible
)
"""Who is greeted without a name."""

KIN = frozenset(
    """
    wife husband son daughter mother father mom mum mama mommy momma dad daddy papa brother sister
    sibling sib aunt auntie uncle niece nephew cousin grandmother grandfather grandma grandpa
    granddad gran nana nan granny grandson granddaughter grandchild spouse partner fiance fiancee
    girlfriend boyfriend ex guardian caregiver carer neighbor neighbour roommate friend widow
    widower twin baby infant newborn child kid kids boys girls boy girl stepson stepdaughter
    stepfather stepmother dtr bro sis hubby godmother godfather in-law mother-in-law father-in-law
    brother-in-law sister-in-law son-in-law daughter-in-law coworker co-worker colleague classmate
    mgm mgf pgm pgf fob mob moc foc gma gpa
    sons daughters brothers sisters cousins children husbands twins abuela abuelo tia tio zio zia
    aunts uncles nieces nephews parents siblings grandchildren grandparents
    oma opa grandniece grandnephew great-aunt great-uncle half-brother half-sister stepsister
    stepbrother stepmom stepdad godson goddaughter mister missus bestie bf gf
    """.split()  # noqa: SIM905  # legible
)
"""Relatives and others who are named right after the word."""

ROLES = frozenset(
    """
    attending physician surgeon resident intern fellow provider pcp gp nurse rn lpn np pa aide cna
    medic paramedic emt tech rt ot pt slp sw lsw lcsw interpreter chaplain coach student boss
    employer officer detective deputy trooper clerk patient client veteran subject proband donor
    recipient driver attorney lawyer teacher principal judge secretary registrar midwife doula
    phleb phlebotomist assistant ma crna fy1 fy2 sho spr pgy1 pgy2 consultant anaesthetist
    anesthetist producer director founder founders singer actor actress author composer friend
    witness informant caller sender landlord tenant rep agent brother fr pastor deacon elder imam
    rabbi sensei professor student-nurse don cns pi cra monitor staff host hostess member
    physio speechie hca odp locum matron scribe rgn rmn mw lvn ofc tpr trp att chg
    keyworker carer support-worker
    supervisor manager foreman lady man guy named called starring featuring including
    phn psw rrt rph nnp msw lmsw aprn fnp cnm adon rdn bcba rbt cota pta hha pct chw crc crew circ
    circulator observer proctor preceptor charge float scheduler biller coder abstractor
    investigator adjuster poa dpoa hcp guarantor doc roomie housemate attendant asst anes anesth
    scrub attg rnfa
    perfusionist backup hospitalist recorder lead caseworker ref
    """.split()  # noqa: SIM905  # legible
)
"""Occupations and functions that are named right after the word; besides them -er, -or, -ist."""

NO_ROLES = frozenset(
    """
    after under over other another either neither whether rather never ever however together per
    for or nor her their number order paper power water cancer tumor tumour factor liver fever
    ulcer disorder doctor center centre later earlier former latter better longer shorter
    higher lower upper outer inner greater smaller newer older younger larger further super error
    minor major prior exterior posterior anterior superior inferior interior color colour monitor
    chapter letter filter buffer parameter diameter meter liter litre catheter header folder user
    server router printer computer scanner register modifier identifier filler container docker
    cluster master mirror vector sensor processor operator constructor iterator decorator cursor
    editor behavior behaviour labor labour tenor flavor favor humor corridor list exist consist
    persist assist resist insist twist wrist fist gist mist checklist whitelist blacklist
    summer winter october november december september weather river tower shower dinner supper
    gender offer refer prefer differ transfer infer defer confer suffer enter alter matter answer
    consider remember discover recover deliver cover trigger layer player character wonder hunger
    anger finger shoulder bladder inhibitor receptor blocker marker carrier ester polymer
    dimer transporter activator mediator regulator reactor tensor capacitor resistor
    pacemaker defibrillator generator stimulator transmitter recorder glucometer thermometer
    inhaler nebulizer nebuliser ventilator analyzer analyser transducer adapter charger freezer
    freshener humidifier dilator retractor stapler connector timer heater cooler trailer locker
    drawer poster sticker corner quarter border crossover
    """.split()  # noqa: SIM905  # legible
)
"""Words in -er, -or and -ist that are no occupations."""

CONTACTED = frozenset(
    """
    told asked saw met called paged texted emailed phoned rang informed updated notified thanked
    remind reminded tell ask page text call email message hired visited d/w named covering
    cover per
    let thank married misses texting calling paging emailing asking telling interviewed
    thanks thx hi hey hello dear
    """.split()  # noqa: SIM905  # legible
)
"""What one does to a person who is named next."""

SAYING_VERBS = frozenset(
    """
    says said asks asked denies denied reports reported states stated tells told wants wanted feels
    complains complained lives called calls texted emailed wrote refuses refused requests
    thinks thought believes prefers understands remembers endorses endorsed smokes drinks drove
    agrees agreed declines declined arrived walked fell slept ate rang phoned noticed noted
    assisted
    brought drives admits admitted quit tolerated ambulates voided consents consented vapes
    sleeps snores cries cooks knows hopes hoped promised apologised apologized speaks speaking
    shouted cried laughed smiled whispered yelled rings phones texts emails messages messaged
    slid slipped tripped collapsed wandered choked overprescribes
    """.split()  # noqa: SIM905  # legible
)
"""What hardly anything but a person does."""

SHORT_NAMES = frozenset(
    """
    li wu xu hu yu lu ho ng vo le ly su ye qi yi oh ko al ed jo bo cy ty mo lo vi ha ku fu du gu
    xi bi ai om bu cu di do fe ge hy io ka ki la mu na ni nu pa po qu ri ro sa si so ta ti ve wo
    ya yo za zo te el da de ui
    """.split()  # noqa: SIM905  # legible
)
"""Names of two letters, and particles of surnames that are written with a capital."""

SHORT_GIVEN = frozenset(["bo", "ed", "jo", "mo", "ty", "vi"])
"""Given names of two letters."""

WITH_PLACES = frozenset(
    """
    lake mount mt port fort ft camp saint st san santa cape town city county bay north south east
    west new village
    """.split()  # noqa: SIM905  # legible
)
"""What stands before the name of a place."""

ADDRESSED = frozenset(
    """
    nurse chaplain coach officer deputy detective trooper tpr trp elder sister constable inspector
    sheriff marshal warden medic paramedic interpreter midwife matron principal councillor alderman
    ofc mw cpl spc pfc det insp pte doc lvn lpn rn cna crna hca phn psw rrt rph nnp msw odp hv rgn
    rmn
    pct hha investigator supervisor
    senator attorney counsel surgeon doula imam rabbi
    """.split()  # noqa: SIM905  # legible
)
"""Roles that are written with a capital before a name, as titles are."""

EVERYDAY_SURNAMES = frozenset(
    """
    smith brown white green black gray grey hall young king hill baker carter cooper bell reed ward
    bailey fisher fox stone price wood rice mason knight palmer porter warner webster weaver
    wheeler fowler fuller gardner gardener potter tanner turner walker wolf parker hunter butler
    miller marsh banks brooks woods rivers bishop dean berry cross pierce sanders summers winters
    frost flowers fields ford grant harper hart holland hudson cook hunt newman freeman singleton
    shepherd sawyer barber carpenter archer page moss field brook lake lane pope rhodes glass
    little love shaw waters wells weeks swan sparrow savage sellers chambers cotton crane
    """.split()  # noqa: SIM905  # legible
)
"""Words that are surnames where they follow a given name, in lower case too."""

AILING = frozenset(
    [
        "has",
        "have",
        "of",
        "with",
        "neg",
        "negative",
        "positive",
        "not",
        "no",
        "classic",
        "classical",
    ]
)
"""What stands before the name of a disease: the name of its discoverer is no name there."""

WORD_NAMES = frozenset(
    """
    mo bo jo al hope grace faith joy eve rose lily daisy violet iris heather holly ivy hazel
    fern willow poppy olive ginger cherry candy honey brandy sherry mercy comfort blessing gift
    precious patience prudence charity chastity constance felicity verity honor honour liberty
    justice destiny trinity heaven serenity harmony melody lyric viola carol reed wren robin jay
    raven lark dove birdie drake colt chase hunter archer tanner mason carter cooper parker
    porter sawyer tyler turner walker ward wade rusty rocky sandy cliff clay stone flint jasper
    jet jade ruby pearl opal amber crystal emerald garnet beryl coral ebony ivory chance chip
    buddy earl duke prince princess dean major sonny ace angel genesis haven promise treasure
    lucky fortune innocent divine prosper marvellous wisdom sunny rain stormy sky star ocean
    sage rosemary basil dale glen brook brooke forest heath bill will mark frank rich art gene
    drew pat sue ray rob bob chuck tad van vic max dot penny patty peg kitty bunny babe blaze
    buck bud bear fox wolf hawk scarlet indigo gray grey storm winter summer autumn april may
    june august dawn happy lovely ash bee bliss bonny booker bow cash cat christian clement
    dolly dusty early faun flora gale golden grant guy harper jewel josh junior kit lance laurel
    leaf linden lotus luna mac marina merry miles misty moon nova pansy petal piper queen reign
    river royal sailor seven shade shy skip sparrow sterling story teal temple true tulip venus
    wild windy winner wise woody zen goodwill praise favour favor goodness gracious memory
    passion pleasure princely saviour deb sal lou kip roe
    """.split()  # noqa: SIM905  # legible
)
"""Everyday words that people are called by: names in a text about people only."""

SURNAME_WORDS = EVERYDAY_SURNAMES | frozenset(
    """
    long gold sharp moody strange noble hardy wise pike drew bond boone bowman brewer bright
    burns bush case castle chase close coleman cain day farmer finch flynn forest gaines gates
    goodman grove hood hope horn house hyde justice key lamb law link lock lord lowe major marks
    moon nash nichols night noon paine park parks peach penny pike pitts poole pool pratt pride
    proctor purcell rains rush salt sands sharpe short silver small snow spears spring steele
    storm street strong summer swift temple tate teller townsend underwood valentine vance wall
    walls winter worth worthy wright york church horne hardin nail pickens rock tyler
    """.split()  # noqa: SIM905  # legible
)
"""Everyday words that are surnames: names in a text about people, before what people do."""
