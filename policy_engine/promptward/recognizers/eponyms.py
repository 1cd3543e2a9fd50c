"""
What is named after people or like them: eponyms, medicines, makers, cities of criteria.

From general knowledge, all lower case. They are looked up for the neighbours of a candidate, never
searched for.
"""

from promptward.recognizers.brands import BRANDS, NAMED_PAIRS

__all__ = [
    "AFTER_EPONYM",
    "EPONYMS",
    "EPONYM_PAIRS",
    "MAKERS",
    "NAMESAKES",
    "OF_SCIENCE",
    "PRODUCTS",
    "TOWNS_OF_METHODS",
]

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
    ring rings plane zone point angle ratio curve curves plot plots coefficient statistic
    distribution correction adjustment model models regression estimator estimate interval
    alpha kappa hazards effect effects bias paradox principle theorem hypothesis probability
    trial trials study studies registry cohort protocol guideline guidelines consensus agreement
    regimen diet solution stain staining agar medium media culture virus bacillus parasite fever
    pox rash anemia anaemia leukemia lymphadenitis purpura disorder disorders malformation
    anomaly defect defects block murmur pulse gallop respiration respirations breathing wave waves
    segment questionnaire inventory survey checklist assessment screen screening exam
    battery task matrices matrix lamp chart table tables wheel unit units pressure degree degrees
    gas staging-system stadium prize award act amendment lemma distance transform filter algorithm
    tree network lobe area areas areas' column tract aphasia gait stance crisis attack attacks
    lesion lesions spots spot papule plaque plaques stone stones crystal crystals myotomy
    fundoplication gastrectomy pancreatoduodenectomy colostomy anastomosis osteotomy
    prosthesis splint brace cast collar bandage dressing suture sutures knot stitch sling
    esotropia goiter goitre ophthalmopathy orbitopathy dermatitis syncope seizure seizures epilepsy
    psychosis amnesia delusion hydrocephalus lissencephaly cardiomyopathy endocarditis
    vasculitis nephritis hepatitis cirrhosis appendage remnant cleft fistula ulcer gangrene
    perichondritis osteomyelitis osteochondritis negative positive present absent
    coma hump rosettes rosette esophagitis schedule register units' arbor
    bread mustard yellow red blue disease's ankle knee elbow wrist finger toe heel foot hand sound
    sounds nails nail joint joints toxin protein proteins antigen antibody antibodies gene
    genes
    mutation mutations pathway receptor channel channels effector layer layers cartilage sheath
    onset stenosis aneurysm thrombosis infarct infarction cancer's vaccine bacilli
    cystitis pelvis ganglia corpuscle corpuscles tubercle tubercles mark marks ridge ridges
    hydatid disc discs membrane membranes fibre fibres fiber fibers capsule dermatosis
    envenomation insufficiency block's probe probes needles blade blades laryngoscope bag
    mask airway cannula pump's stockings boot brush splints
    clamps retractors wort scissors hemostat haemostat dissector rongeur curette chisel
    pizza sponge variations
    stain's likelihood divergence entropy prior posterior sampling sampler chain chains
    """.split()  # noqa: SIM905  # legible
)
"""A capitalised word before one of these is an eponym, unless an honorific says otherwise."""

EPONYMS = frozenset(
    """
    thayer-martin mueller-hinton regan-lowe bordet-gengou lowenstein-jensen kirby-bauer macconkey
    ziehl-neelsen middlebrook tinsdale sabouraud
    addison alport alzheimer apgar asperger babinski baker barrett bartholin bartter basedow bechet
    beck behcet bell bence bennett bernard billroth bishop blake boerhaave bouchard bowen braden
    bragg braxton brodie brown brugada buerger burkitt caprini chagas charcot cheyne chiari child
    chvostek cobb colles conn cooley coombs cornell crohn cullen cushing dandy dallas denver
    dequervain doppler down dressler dubin duchenne dukes dupuytren ebstein edwards ehlers
    eisenmenger epley epstein erb ewing fabry fallot fanconi felty finkelstein fitz fisher fisk
    fontaine foley fowler fuchs galeazzi ganglioside garden gaucher gilbert gleason goodpasture
    gram graves grave guillain guyon hallpike hampton harris harrison hartmann hashimoto hawkins
    heberden heimlich henoch hickman hirschsprung hodgkin hoffa hoffman hoffmann homans horner
    hunt hunter huntington hurler jackson janeway johnson jones kaplan kaposi katz kawasaki kerley
    kernig killip kimmelstiel klinefelter koch kocher korsakoff lachman lambert langerhans lasegue
    lauge legionella leopold lesch lewy lhermitte lisfranc lowry lyme macintosh mallampati mallory
    marfan marshall mason mcburney mcmurray meckel menetrier meniere miller mohs monteggia moro
    morse morton munro murphy naegele neer newton nissen norton osgood osler ottawa paget pancoast
    parkinson parks partin pearson penrose perthes peyronie phalen pick pierre pott prinzmetal
    pugh purkinje queckenstedt quincke ramsay ranson raynaud reed reiter rett reye rich riedel
    rinne robin robson romberg roth rovsing roux rutherford sabin salter schatzki scheuermann
    schilling scribner sengstaken shiley sims sjogren smith snellen spurling starling sternberg
    bazett fridericia friedewald cockcroft gault devine maddrey lille
    rockall blatchford framingham balthazar fazekas koos modic risser silverman finnegan
    still stokes strong sturge swan sydenham takayasu tanner tay thomas thompson tinel tourette
    trendelenburg trousseau turner valsalva vincent virchow wagner waldenstrom wallenberg waters
    weber wegener wells werner wernicke west westermark whipple wilms wilson wright yates young
    zenker zollinger zoll cormack lehane ballard barlow ortolani braak conners columbia hamilton
    karnofsky lawton likert montgomery rankin richmond wechsler yale zung
    aarskog abrikosov achard adamkiewicz adie adson agatston albright amsler angelman apert
    apley arnold arthus aschoff ashworth askanazy asherman auer auerbach auspitz baastrup
    bankart bannayan bardet barr barre barth bateman bates batten bazin beau beckwith beer
    beighton bekhterev benedikt besnier biedl bielschowsky binet biot bitot bjerrum blalock
    bland blount blom blumberg boas bochdalek bohler borg bosniak bouveret bowman boyden
    bradford breslow broca brockenbrough brodmann brooke broselow brudzinski brunnstrom
    brushfield budd buschke byler caffey cajal calot canavan cannon carnett caroli castell
    castleman chadwick chaddock charlson churg coats codman cogan connell cori corrigan
    courvoisier cowden creutzfeldt crigler cronkhite crouzon cruveilhier curling currarino
    orem pemberton troisier goddard rockwood epworth barthel benner braden
    dalrymple danis darier darling degos dejerine denonvilliers descemet dieulafoy digeorge
    donath donovan drager dravet dubowitz duffy duroziez elsberg engel erikson eustachian
    faget fallopian farber fick finney flack fleischner fleischer fontan forchheimer fordyce
    fothergill fournier fraumeni frey friedlander friedreich froehlich froment frostig fuhrman
    gaenslen gallavardin gamna ganser garre gartner gensini gerstmann gesell ghon gianotti
    giemsa gitelman glanzmann glisson goldmann gorlin gottron gowers grancher grey griesinger
    grocott guthrie hageman hadlock haglund hailey hasson hawthorne hegar heinz heller
    helmholtz hering hesselbach hess hinchey hippocratic hirschberg hoehn hofbauer homan
    horton hounsfield howell ishihara jaeger jamar jervell jobe jobst jod jolly kaiser
    kallmann kanner kartagener kasabach kasai kayser kearns kehr kell kemp kempner kernohan
    kessler kidd kimura kirschner kleihauer klumpke kleine knapp kohler kohlrausch koplik
    korotkoff kostmann krabbe krukenberg kugelberg kupffer kussmaul kveim ladd laennec lafora
    lambl lancefield laron laurence leber leiden lenegre lennert lennox leriche leser letterer
    lev leydig li libman liddle lindau littre lobstein loffler luschka lugol lynch maccallum
    madelung maffucci magendie maisonneuve malgaigne mantoux marjolin masson maydl mazzotti
    mccune meibomian meige meigs meissner merkel merseburg mikulicz mirizzi mobitz moebius
    moll mondor morgagni morison moschcowitz mullerian nageotte netherton nicoladoni nikolsky
    nissl noonan norrie nothnagel nuck oddi ogilvie ollier ommaya opitz oppenheim orth ortner
    otis packard panner papanicolaou papez pappenheimer parrot parsonage patau pautrier
    peabody pellegrini pendred petri peutz peyer pfeiffer pfannenstiel plummer pompe poncet
    posner poupart prader pringle purtscher quain ramstedt rapoport rathke recklinghausen
    reidel reinke reissner renshaw rendu reynolds ricketts riddoch riga ringer rokitansky
    rosenbach rosenmuller rorschach rothmund rotor roussel ruffini sachs sanfilippo
    santorini scarpa schamberg schatzker scheie schiller schilder schmorl schober schwabach
    schwann seashore segond seidel seldinger selye sever sezary shaver sheehan shiga shirmer
    shprintzen shy simmonds simpson sipple skene somogyi sotos speed spiegelberg spitz
    splendore stener stensen stickler straus strumpell stryker sudeck sylvian syme tarlov
    teller tenon thessaly thiersch thomsen thorndike throckmorton tietze tillaux treacher
    treitz trotter turcot unna usher vater verner vernet vogt volkmann waardenburg waldeyer
    warburg wartenberg warthin wasserman waterhouse weil weill wellens werdnig wermer westphal
    wharton wiedemann willebrand willis wilkins wirsung wiskott wolff wolfram wolfring wolman
    wormian yahr yellin yergason zeis zellweger ziehl ziemann zieve zondek zuckerkandl sokal
    sokolow tukey holm bonferroni sidak dunnett scheffe levene wilk kruskal wallis wilcoxon
    spearman
    altman hosmer lemeshow aalen efron weibull gompertz egger begg cochran mantel haenszel mcnemar
    brier youden jaccard cox collett kellgren westley outerbridge gustilo
    """.split()  # noqa: SIM905  # legible
)
"""Persons after whom signs, scores, diseases and devices are named."""

EPONYM_PAIRS = (
    frozenset(
        pair.strip()
        for pair in """
    ann arbor;braxton hicks;stevens johnson;von willebrand;peter pan;dorian gray;monte carlo;
    austin flint;miller fisher;mary joseph;homer wright;martin luther;martin king;gow gates;
    austin moore;irish sea;simon broome;morgan stanley;wells fargo;merrill lynch;
    charles schwab;eli lilly;philip morris;john deere;harley davidson;ralph lauren;calvin klein;
    tommy hilfiger;dow jones;
    lehman brothers;warner bros;aston martin;rolls royce;louis vuitton;hugo boss;martin marietta;
    smith petersen;alice wonderland;kaplan meier;mann whitney;child pugh;hunt hess;hoehn yahr;
    chiari malformation;cheyne stokes;marie curie;florence nightingale;lou gehrig;henderson
    hasselbalch;ronald mcdonald;johns hopkins;mount sinai;john hancock;dana farber;du bois;
    claude bernard;bernard soulier;christmas factor;jarvik heart;allen test;loma linda;
    san francisco;santa cruz;san antonio;santa barbara;santa monica;san jose;san diego;el paso;
    las vegas;los angeles;des moines;baton rouge;fort worth;ann taylor;dr pepper;jack daniels;
    johnson johnson;morbus crohn;morbus basedow;morbus parkinson;charles bonnet;marcus gunn;
    argyll robertson;robert wood;salmonella dublin;lauge hansen;denis b;
    earl grey;shirley temple;arnold palmer;arnold palmers;bloody mary;tom collins;john collins;
    harvey wallbanger;lorna doone;granny smith;uncle ben;mary jane;jolly roger;john doe's;
    morbus meniere;morbus bechterew;morbus scheuermann;endo ice
    """.replace("\n", " ").split(";")
    )
    | NAMED_PAIRS
)
"""Two words, the first and the last of a segment, that name a thing, a place or nobody."""

PRODUCTS = (
    frozenset(
        """
    lexicomp micromedex uptodate epocrates medscape dynamed medline pubmed wikipedia google chatgpt
    copilot grok siri walgreens walmart costco labcorp vocera doximity zocdoc goodrx kroger publix
    safeway instacart doordash fedex amazon cerner entresto farxiga lyft zoom netflix facebook
    abilify adderall advair aleve alexa allegra ambien amia ativan augmentin avastin azalea baxter
    belsomra benicar hoyer broda z-pak
    boniva bonnie bextra camila cardizem celexa chantix cialis claritin claude
    clomid coreg cortana cozaar crestor cymbalta depakote diovan effexor elavil eliquis enbrel
    epic errin estrace evista excel femara flovent fosamax gemini gleevec haldol harvoni heather
    humira imitrex invega ivanna januvia jardiance jolivette junel kaitlib keppra keytruda kelnor
    klonopin lamictal lantus lasix latuda levora lexapro lipitor lovenox luna lunesta lupron lutera
    lyrica lyza makena mirena mircette monarc motrin naprosyn nexium nora norco nucynta ocella
    opdivo ozempic paxil percocet plavix pristiq prolia prozac remeron remicade risperdal ritalin
    tilia seasonale septocaine seroquel sharobel sierra singulair soma spiriva sronyx stelara
    strattera suboxone symbicort synthroid tamiflu tivorbex topamax trazodone trulicity tylenol
    valium vasotec velivet venofer viagra victoza vyvanse watson wegovy wellbutrin xanax xarelto
    xolair yasmin yaz zestril zocor zoloft zyprexa zyrtec python java ruby swift julia rust scala
    django jenkins docker oracle tesla siemens philips stryker medtronic abbott lilly pfizer merck
    bard cook welch allyn moderna novartis roche sanofi omnipod dexcom libre tandem lucy jazzy
    tilia syeda zarah vestura beyaz marlissa deblitane loryna gianvi kariva viorele
    azurette pimtrea bekyree simliya volnea layolis generess taytulla minastrin larin aurovela
    blisovi fyavolv jinteli mimvey amabelz yuvafem imvexxy vagifem xulane zafemy kyleena liletta
    nexplanon slynd natazia quartette seasonique camrese amethia ashlyna daysee jaimiess simpesse
    fayosim rivelsa dolishale aviane lessina orsythia vienva falmina larissia afirmelle aubra
    delyla kurvelo altavera lillow ayuna chateal enpresse trivora myzilra levonest cryselle elinest
    estarylla sprintec previfem femynor caziant cesia cyclessa apri desogen emoquette enskyce
    isibloom juleber kalliga reclipsen solia nylia nortrel dasetta cyclafem pirmella alyacen wera
    balziva briellyn philith vyfemla zenchent ovcon wymzya zovia tydemy safyral jentadueto
    tegretol plaquenil sinemet subutex shingrix mepilex eteplirsen peridex
    brilinta xtandi tarpeyo diclegis jantoven zofran narcan benadryl
    colace senna miralax zantac pepcid protonix prilosec prevacid norvasc lopressor toprol
    zestoretic hyzaar micardis altace vytorin tricor lovaza actos amaryl byetta basaglar toujeo
    aquaphor eucerin neosporin vaseline cetaphil cerave bacitracin pedialyte ensure boost glucerna
    tresiba humalog novolog lispro mounjaro rybelsus invokana ultram demerol dilaudid roxicodone
    opana oxycontin vicodin skelaxin flexeril robaxin zanaflex baclofen celebrex mobic relafen
    voltaren toradol imuran arava xeljanz rinvoq cosentyx taltz dupixent otezla skyrizi tremfya
    entyvio cimzia simponi orencia actemra kineret benlysta rituxan herceptin perjeta kadcyla
    ibrance arimidex aromasin zytiga erleada casodex firmagon xgeva zometa aranesp procrit epogen
    neupogen neulasta granix sensipar renvela phoslo kayexalate lokelma veltassa zemplar
    aricept namenda exelon mirapex requip azilect stalevo briviact vimpat trileptal dilantin
    topiramate neurontin gralise savella brintellix trintellix viibryd saphris vraylar
    rexulti geodon clozaril zyban catapres tenex intuniv concerta focalin daytrana provigil nuvigil
    sonata restoril halcion rozerem silenor breo trelegy anoro dulera qvar
    pulmicort
    flonase nasonex astelin atrovent combivent duoneb xopenex proair proventil foradil serevent
    accolate daliresp esbriet ofev bactrim keflex omnicef zithromax biaxin levaquin cipro avelox
    rocephin ancef zosyn unasyn merrem invanz cubicin zyvox teflaro valtrex zovirax famvir biktarvy
    genvoya truvada descovy triumeq dovato tivicay prezista epclusa mavyret eloctate hemlibra
    buick chevy chevrolet harley dodge chrysler cadillac pontiac subaru hyundai nissan mazda lexus
    bayer mayo uber venmo zelle
    datadog grafana splunk kibana logstash elasticsearch snowflake databricks airflow terraform
    ansible kubernetes redis kafka postgres postgresql mongodb pagerduty opsgenie okta twilio
    zendesk salesforce hubspot asana trello figma airtable tableau airbyte fivetran dagster
    supabase vercel netlify heroku cloudflare gitlab github bitbucket atlassian jira servicenow
    meditech athenahealth allscripts eclinicalworks veeva medidata redcap qualtrics surveymonkey
    docusign dropbox zapier bigquery redshift pytorch tensorflow keras numpy jupyter rstudio
    minitab prometheus nagios dynatrace bugsnag rollbar
    anki ada eliza kia klara endo olympia galen hill-rom ford honda toyota lincoln
    """.split()  # noqa: SIM905  # legible
    )
    | BRANDS
)
"""Medicines, firms and programs that are called like people."""

MAKERS = frozenset(
    """
    abbott baxter stryker philips siemens roche merck lilly bayer novartis pfizer medtronic bard
    becton beckman olympus zimmer covidien cochlear
    """.split()  # noqa: SIM905  # legible
)
"""Makers of devices and drugs that are also names: with an unknown word behind, a product."""

TOWNS_OF_METHODS = frozenset(
    """
    rome milan paris vienna prague london oxford cambridge glasgow edinburgh bristol boston chicago
    atlanta ottawa montreal toronto vancouver sydney melbourne rotterdam amsterdam bethesda
    copenhagen
    stockholm helsinki berlin munich tokyo kyoto barcelona madrid geneva zurich basel lausanne
    heidelberg houston dallas denver seattle miami philadelphia jerusalem cairo dublin manchester
    leeds liverpool marburg lassa norwalk coxsackie lyme marseille lund maastricht utrecht leiden
    siena padua athens framingham rochester cincinnati cleveland minnesota michigan cologne bologna
    dusseldorf hannover hamburg tubingen erlangen salzburg innsbruck bern lyon lille nancy delphi
    asilomar nuremberg belmont taipei seoul beijing shanghai delhi bombay mumbai sendai
    nijmegen ghent leuven brussels antwerp toledo seville cordoba valencia lisbon florence naples
    cheyne plymouth norfolk lancaster sheffield nottingham birmingham portland
    shetland labrador sparta phoenix orlando epic mobile reading nice tours split essen hamilton
    """.split()  # noqa: SIM905  # legible
)
"""Towns after which criteria, scores, viruses and programs are named, lower case."""

NAMESAKES = frozenset(
    """
    houston austin lancaster madison london paris berlin boston chester leeds york cleveland
    charlotte raleigh wellington sydney melbourne perth durham lagos worcester milton stanford
    hopkins orlando savannah augusta macon bristol cambridge oxford derby burlington arlington
    aurora irvine fremont salem cochrane lancet harvard duke emory vanderbilt tulane brigham sinai
    drexel rutgers baylor brandeis cornell princeton dartmouth fairview sutter scripps geisinger
    intermountain providence lahey kettering anderson's beaumont sharp epic cerner athena
    allscripts
    elsevier springer wiley lippincott saunders mosby lexis westlaw kelly allis babcock kocher
    debakey
    hegar richardson bovie yankauer metzenbaum langenbeck gigli adson senn weitlaner finochietto
    balfour deaver lone bookwalter thompson walther hegenbarth maryland hunstad hohmann bennett
    barton tucker wrigley simpson kielland pajot elliott laufe piper jackson pratt blake
    levin ewald sump dobhoff miller mac montgomery shiley bivona portex jarvik medex hudson venturi
    nellcor masimo welch allyn zoll drager maquet hamilton puritan carefusion vyaire ivac alaris
    hospira braun terumo cordis edwards gore ethicon covidien tyco kimberly clark hollister
    coloplast convatec smiths teleflex arrow bard cook angio merit spectranetics penumbra
    ross robertson tobin mayer marcus washington lincoln jefferson
    """.split()  # noqa: SIM905  # legible
) - {"ross", "robertson", "tobin", "mayer", "marcus", "clark", "thompson", "richardson", "kelly"}
"""Towns, universities, hospitals and makers that are called like people, and better known."""

OF_SCIENCE = frozenset(
    """
    pascal haskell poisson euler bayes markov dijkstra gauss newton laplace fourier cauchy
    hilbert kruskal prim bellman ford turing church boole venn galois fermat riemann lagrange
    hamilton jacobi hesse wilcoxon fisher student welch pearson spearman kendall levene
    shapiro wilks bonferroni tukey weibull hilton marriott fargo wells vega athena kafka
    """.split()  # noqa: SIM905  # legible
)
"""Surnames that a text of one word, or a literal, names a method, a language or a house by."""
