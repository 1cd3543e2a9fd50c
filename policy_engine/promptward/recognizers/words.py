"""
Words that tell a person from something named after one, from general knowledge.

All lower case. They are looked up for the neighbours of a candidate, never searched for.
"""

__all__ = [
    "AFTER_EPONYM",
    "NOT_A_NAME",
    "OF_A_PERSON",
    "PERSON_VERBS",
    "PLACES",
    "PLACE_AFTER",
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
    pharmaceuticals pharma airport prison jail shelter
    """.split()  # noqa: SIM905  # legible
)
"""A name directly before one of these belongs to a place, a firm or an institution."""

AFTER_EPONYM = frozenset(
    """
    disease diseases syndrome syndromes sign signs symptom reflex reflexes test tests testing score
    scores scale scales index criteria criterion classification grade grading stage staging system
    phenomenon triad tetrad law rule rules formula equation method procedure operation repair
    technique approach maneuver manoeuvre position incision catheter catheters tube tubes drain
    drains clamp forceps retractor needle stent valve graft shunt pump device monitor line lines
    fracture fractures dislocation deformity contracture palsy paralysis paresis ataxia dystrophy
    atrophy chorea dementia encephalopathy encephalitis neuropathy neuralgia myopathy nephropathy
    retinopathy arthropathy arteritis thyroiditis colitis esophagus oesophagus diverticulum
    diverticula hernia cyst cysts tumor tumour tumors sarcoma carcinoma lymphoma melanoma
    granuloma granulomatosis nodule nodules node nodes body bodies cell cells gland glands duct
    canal foramen fossa fissure ligament muscle nerve artery vein plexus ganglion space pouch loop
    ring rings line plane zone point angle ratio curve curves plot plots coefficient statistic
    distribution correction adjustment model models regression estimator estimate interval
    alpha kappa d hazards effect effects bias paradox principle theorem hypothesis probability
    trial trials study studies registry cohort protocol guideline guidelines consensus agreement
    regimen diet solution stain staining agar medium media culture virus bacillus parasite fever
    pox rash anemia anaemia leukemia lymphadenitis purpura disorder disorders malformation
    anomaly defect defects block murmur pulse gallop respiration respirations breathing wave waves
    interval segment questionnaire inventory survey checklist assessment screen screening exam
    battery task matrices matrix lamp chart table tables wheel unit units pressure degree degrees
    gas staging-system stadium prize award act amendment lemma distance transform filter algorithm
    tree network lobe area areas areas' column tract aphasia gait stance crisis attack attacks
    lesion lesions spots spot papule plaque plaques stone stones crystal crystals myotomy
    fundoplication gastrectomy pancreatoduodenectomy colostomy pouch anastomosis osteotomy
    prosthesis splint brace cast collar bandage dressing suture sutures knot stitch sling
    esotropia goiter goitre ophthalmopathy orbitopathy dermatitis syncope seizure seizures epilepsy
    psychosis amnesia delusion hydrocephalus lissencephaly cardiomyopathy endocarditis
    vasculitis nephritis hepatitis cirrhosis appendage remnant cleft fistula ulcer gangrene
    perichondritis osteomyelitis osteochondritis negative positive present absent
    wort stain's likelihood divergence entropy prior posterior sampling sampler chain chains
    """.split()  # noqa: SIM905  # legible
)
"""A capitalised word before one of these is an eponym, unless an honorific says otherwise."""

PERSON_VERBS = frozenset(
    """
    says said asks asked asking denies denied reports reported states stated tells told wants
    wanted
    feels felt complains complained lives lived works worked called calls texted emailed wrote
    writes needs needed agreed agrees declined declines refuses refused requests requested came
    presented arrived went slept ate walked fell drove thinks thought believes prefers understands
    signed remembers endorses endorsed keeps takes took missed stopped started quit smokes drinks
    has had was is will would wasn't isn't doesn't didn't does did underwent received underlines
    completed confirmed visited moved married died passed goes got gets hasn't hadn't can can't
    could cannot should who
    """.split()  # noqa: SIM905  # legible
)
"""A single given name before one of these is the one who does it."""

NOT_A_NAME = frozenset(
    """
    the a an and or but if of in on at to for from by with without about as is are was were be been
    has have had do does did not no yes this that these those there here he she it we they i you
    his her its our their my your him them me us who whom whose which what when where why how
    all any each every some many most more other another such same both either neither new old
    please thanks thank hello hi dear sincerely regards best re fwd subject note notes date time
    day month year age sex gender male female man woman boy girl patient patients pt pts name names
    mrn dob ssn npi dea phone fax tel cell email address zip city state county room bed unit ward
    acct account insurance policy member group id no number chart record report summary history
    physical exam assessment plan impression findings diagnosis diagnoses medications meds
    medication allergies allergy labs lab results result vitals vital signs procedure procedures
    consult consultation referral discharge admission admit admitted discharged seen visit follow
    followup follow-up chief complaint hpi pmh psh ros social family past present review course
    hospital clinic center centre medical memorial regional health healthcare care emergency
    department dept ed er icu or ccu nicu picu ob gyn ent mri ct pet ekg ecg eeg echo xray x-ray
    cbc bmp cmp lft tsh psa hiv hcv hbv copd chf cad ckd esrd dm htn hld afib gerd uti bph mi
    cva tia
    dvt pe pna sob cp abd n v rn lpn md do np pa pa-c phd pharmd dds dmd dpm dvm msw lcsw cnm crna
    facp facs faap facc mba mph ms bsn msn aprn fnp dnp esq jr sr ii iii iv
    mr mrs ms mx miss dr drs prof professor doctor nurse
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs
    fri sat
    sun today tomorrow yesterday tonight morning afternoon evening night
    american african asian hispanic latino latina caucasian white black european indian chinese
    japanese korean vietnamese spanish english french german italian russian arabic mexican
    medicare medicaid medi-cal tricare aetna cigna humana kaiser anthem blue cross shield
    covid covid-19 sars-cov-2 type stage grade class level score scale index phase group cohort arm
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
    inc llc corp ltd company university college school institute foundation association society
    street avenue road drive lane boulevard court highway usa us uk
    north south east west northern southern eastern western central
    true false null nan string int float object class def function return import print select
    first last foo bar baz qux lorem ipsum identifier placeholder questions claude
    insert update delete where values table column data value key type error warning info debug
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
    """.split()  # noqa: SIM905  # legible
)
"""What a person has: `John's chart` is about somebody, `Barrett's length` is not."""

_PLACES = """
    Alabama;Alaska;Arizona;Arkansas;California;Colorado;Connecticut;Delaware;Florida;Georgia;Hawaii;
    Idaho;Illinois;Indiana;Iowa;Kansas;Kentucky;Louisiana;Maine;Maryland;Massachusetts;Michigan;
    Minnesota;Mississippi;Missouri;Montana;Nebraska;Nevada;New Hampshire;New Jersey;New Mexico;
    New York;North Carolina;North Dakota;Ohio;Oklahoma;Oregon;Pennsylvania;Rhode Island;
    South Carolina;South Dakota;Tennessee;Texas;Utah;Vermont;Virginia;Washington;West Virginia;
    Wisconsin;Wyoming;Puerto Rico;England;Scotland;Wales;Ireland;Canada;Mexico;China;India;Asia;
    Africa;Europe;France;Germany;Italy;Spain;Japan;Russia;Israel;Kenya;Cuba
"""
PLACES = frozenset(place.strip() for place in _PLACES.split(";"))
"""States and countries: no names of people where one stands by itself."""
