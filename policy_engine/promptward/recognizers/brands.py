"""
Marks of goods, programs and services that people name in prompts, and pairs that are no person.

From general knowledge, all lower case. Words that are names of people first are left out, unless
the thing is far better known.
"""

__all__ = ["BRANDS", "NAMED_PAIRS", "TITLED"]

_WORN = """
    fitbit garmin oura whoop withings polar suunto coros amazfit airpods fossil omron ihealth
    kardia kardiamobile alivecor zio zoll lifevest biostrap lifeline lifealert airtag
    dexcom freestyle libreview clarity glooko tidepool eversense senseonics omnipod ilet tslim
    accuchek onetouch contour medisense companion carelink latitude linq biotronik livanova
    vagus percept vercise infinity heartmate impella abiomed watchman amplatzer amulet mitraclip
    sapien evolut lotus perceval carpentier hancock mosaic zilver resolute xience promus absorb
    onyx pipeline solitaire trevo penumbra medtronic guidant sorin resmed airsense aircurve
    airfit dreamstation respironics trilogy astral vivo luisa bipap inogen caire phonak oticon
    widex unitron resound starkey signia miracle-ear cochlear advanced-bionics med-el invisalign
    waterpik sonicare oralb colgate sensodyne listerine prevident
"""
_OF_CARE = """
    mychart powerchart hyperspace hyperdrive haiku canto rover cadence prelude beaker willow optime
    stork caboodle cogito radar wisdom beacon cupid welcome healthy-planet radiant tapestry
    grand-central careeverywhere care-everywhere care-link caretracker carecloud sunrise paragon
    powernote firstnet surginet pharmnet soarian expanse magic allscripts veradigm nextgen
    greenway drchrono kareo practicefusion modmed elation canvas epocrates centricity imprivata
    kronos ukg workday lawson peoplesoft teletracking everbridge voalte tigerconnect tigertext
    halo spok amion qgenda pyxis omnicell alaris plum sigma spectrum baxa rauland hillrom
    versacare centrella isolibrium progressa gerichair posey stedy arjo maxi liko golvo getinge
    steris trumpf maquet draeger mindray natus nihon kohden welch masimo nellcor sedline nonin
    mckesson medline grainger cardinal owens schein sysmex cepheid biofire vitek maldi
    hologic cytyc panther cobas elecsys architect alinity vitros atellica advia immulite centaur
    natera invitae myriad ambry guardant foundation tempus caris exact cologuard cologard
    oncotype mammaprint decipher prolaris quest labcorp mayo arup
    press-ganey ganey vizient leapfrog magnet healthgrades premier advisory truven healthstream
    relias bioridge teladoc amwell mdlive doxy livongo omada headspace talkspace betterhelp
    cerebral noom weightwatchers myfitnesspal mynetdiary cronometer peloton strava runkeeper
    zwift clue glow ovia ava flo
    goodrx singlecare optum optumrx caremark medimpact humana cigna aetna anthem molina centene
    wellcare tricare medicaid medicare kaiser cobra aflac metlife prudential geico allstate
    modifier nuance dragon abridge suki nabla ambience deepscribe augmedix robin-healthcare
"""
_SUPPLIES = """
    kerlix coban kling ace tegaderm duoderm allevyn aquacel medihoney santyl silvadene hydrofera
    prevena profore jobst juxtalite sigvaris circaid biatain exufiber promogran xeroform adaptic
    telfa steri-strip dermabond surgicel gelfoam tisseel evicel floseal bioglue vicryl monocryl
    prolene ethilon pds silk chromic ioban chloraprep duraprep betadine hibiclens dakin sage
    purewick primafit convatec coloplast hollister sensura brava stomahesive eakin
    roho jay permobil quickie invacare pride drive hoyer liftware
    ensure glucerna jevity nepro osmolite promote peptamen vital vivonex isosource novasource
    compleat pediasure similac enfamil nutramigen alimentum elecare neocate puramino gerber
    juven prosource beneprotein thickit thick-it simplythick ensureplus kate-farms boost suplena
    pedialyte gatorade powerade liquacel aquaphor vanicream cerave cetaphil eucerin lubriderm
    aveeno dove vaseline desitin calmoseptine lantiseptic bair arctic hugger bovie yankauer
    glidescope mcgrath bougie ambu laerdal zoll lifepak corpuls lucas autopulse quinton permcath
    hickman broviac groshong powerport mediport quadralumen arrow swan salem dobhoff corpak
    cortrak kangaroo entralife foley coude texas purwick
    epipen auvi-q narcan gvoke baqsimi frio sharps
    hyrimoz cyltezo amjevita hadlima yusimry cosopt combigan azopt lumigan travatan xalatan
    zioptan prevnar pediarix pentacel vaxelis kinrix quadracel pedvaxhib rotarix rotateq heplisav
    engerix recombivax gardasil boostrix adacel menveo menactra menquadfi penbraya bexsero trumenba
    arexvy abrysvo mresvia comirnaty spikevax novavax fluzone flucelvax flublok fluad
    zepbound saxenda contrave qsymia vyndaqel onpattro leqvio praluent repatha nexletol kerendia
    verquvo inpefa ultomiris soliris enhertu trodelvy lynparza zejula rubraca tagrisso imfinzi
    tecentriq yervoy opdualag lenvima cabometyx venclexta imbruvica calquence brukinsa
    septocaine marcaine naropin exparel precedex diprivan ketalar amidate anectine bridion
    sugammadex levophed giapreza vasostrict
"""
_PROGRAMS = """
    minecraft roblox fortnite pokemon nintendo playstation xbox steam twitch discord snapchat
    tiktok instagram whatsapp telegram signal messenger youtube spotify pandora hulu disney
    paramount peacock bluey cocomelon paw-patrol sesame elmo barney lego barbie tetris zelda
    starcraft overwatch valorant skyrim stardew among-us candycrush wordle duolingo kahoot
    bark qustodio android iphone ipad macbook kindle chromebook chromecast roku alexa cortana
    bixby gemini chatgpt copilot perplexity mistral llama deepseek qwen grok watson whisper
    deepgram midjourney dalle anthropic openai huggingface langchain biobert clinicalbert
    pubmedbert medpalm longformer
    outlook teams webex sharepoint onedrive powerpoint publisher onenote visio powerbi looker
    confluence slack notion miro evernote monday clickup basecamp smartsheet
    jenkins travis circleci argo helm istio envoy nginx traefik jaeger zipkin sentry newrelic
    splunk vault consul nomad packer vagrant pulumi chef puppet saltstack mirth rhapsody cloverleaf
    corepoint ensemble iguana hapi synthea smile medplum firely aidbox argonaut carin gravity
    devina davinci sonarqube snyk dependabot renovate gitlab gitea gerrit phabricator bazel
    gradle maven spark hadoop hive presto trino dask polars duckdb sqlite oracle sybase teradata
    informatica talend alteryx knime sas stata spss matlab minitab jamovi prism endnote zotero
    mendeley overleaf grammarly canva figma sketch blender unity unreal
    zebra lexmark brother xerox ricoh canon epson lenovo dell honeywell motorola cisco juniper
    fortinet palo-alto crowdstrike sophos mcafee norton kaspersky citrix vmware nutanix
    indeed linkedin glassdoor monster eventbrite ticketmaster opentable yelp tripadvisor expedia
    airbnb vrbo marriott hilton hyatt sheraton westin ibis hertz avis enterprise alamo
    starbucks dunkin chipotle subway wendys mcdonalds panera chick-fil-a arbys denny's ihop
    applebees costco sams target kohls macys nordstrom sephora ulta walmart lowes ikea
    meijer wegmans trader joes aldi lidl tesco sainsbury boots wayfair etsy ebay
    toyota camry corolla prius tacoma tundra rav4 highlander accord odyssey altima sentra
    rogue pathfinder elantra sonata tucson kia sorento sportage optima jetta passat tiguan
    outback forester impreza crosstrek malibu impala equinox silverado tahoe suburban traverse
    escape explorer f150 ranger mustang focus fusion taurus jeep wrangler
    cherokee durango caravan pacifica charger challenger volvo audi bmw mercedes porsche tesla
    otis trane carrier kohler sika simplex tyco
"""
_HOUSES = frozenset(
    """
    fisher canon brother prism dell norton pride jay drive ace silk sage focus fusion target boots
    escape explorer ranger rogue accord monday signal steam hive spark vault chef puppet unity
    sketch smile gravity argo envoy magic sunrise wisdom beacon cupid welcome radiant vital boost
    promote ensure dove clue glow flo ava halo maxi plum sigma spectrum infinity companion contour
    clarity freestyle polar fossil absorb promus lotus mosaic pipeline solitaire arrow swan texas
    salem premier advisory foundation exact quest cardinal owens modifier dragon cerebral whisper
    publisher subway enterprise monster indeed teams simplex carrier gerber kate-farms elation
    lucas luisa travis jenkins quinton barney barbie hancock molina mcgrath grainger lawson carin
    gerrit otis elmo zelda packer starkey kling hollister mercedes kohler peacock westin sorin avis
    eakin juniper onyx pandora sams carpentier hilton marriott tucson tacoma durango malibu tahoe
    cherokee greenway posey cadence canto welch foley nordstrom hyatt meijer mcafee jaeger vitek
    alamo forester messenger slack trader bark disney centre latitude prism
    canvas haiku rover willow stork radar prelude paragon architect panther centaur magnet
    """.split()  # noqa: SIM905  # legible
)
"""Words of the language and commoner names: marks only where a pair or a series says so."""

BRANDS = frozenset((_WORN + _OF_CARE + _SUPPLIES + _PROGRAMS).split()) - _HOUSES
"""Words that name a thing where nothing says that somebody is meant."""

NAMED_PAIRS = frozenset(
    pair.strip()
    for pair in """
    press ganey;welch allyn;henry schein;becton dickinson;hill rom;boston scientific;trader joe;
    trader joes;kimberly clark;owens minor;fisher paykel;smith nephew;ben jerry;ben gay;
    jim beam;johnnie walker;jack daniel;captain morgan;dr scholl;aunt jemima;
    betty crocker;duncan hines;sara lee;little debbie;marie callender;oscar mayer;hidden valley;
    uncle bens;famous amos;ben jerrys;jose cuervo;don julio;
    johnny walker;jimmy dean;kate spade;michael kors;marc jacobs;
    perry ellis;steve madden;liz claiborne;donna karan;estee lauder;elizabeth arden;
    victoria secret;victoria's secret;abercrombie fitch;brooks brothers;tiffany co;zales jewelers;
    tim hortons;royal canin;paul tol;
    sherlock holmes;harry potter;hermione granger;ron weasley;bruce wayne;
    tony stark;lois lane;luke skywalker;darth vader;jane eyre;king lear;
    romeo juliet;huckleberry finn;oliver twist;ebenezer scrooge;sleeping beauty;
    mickey mouse;minnie mouse;donald duck;bugs bunny;homer simpson;bart simpson;charlie brown;
    mario kart;super mario;sonic hedgehog;lara croft;bob builder;dora explorer;
    curious george;winnie pooh;captain america;captain underpants;santa claus;saint nick;
    humpty dumpty;mother goose;mother nature;father time;uncle sam;jane doe's;
    patch adams;rain man;still alice;forrest gump;erin brockovich;citizen kane;
    proud mary;sweet caroline;billie jean;hey jude;eleanor rigby;danny boy;peggy sue;
    holly jolly;silent night;amazing grace;
    virginia henderson;rosalind franklin;henrietta lacks;alexander fleming;
    edward jenner;louis pasteur;robert koch;ignaz semmelweis;joseph lister;william osler;
    clara barton;mary seacole;dorothea orem;hildegard peplau;
    sigmund freud;carl jung;carl rogers;jean piaget;abraham maslow;ivan pavlov;
    albert bandura;mary ainsworth;viktor frankl;marsha linehan;
    isaac newton;albert einstein;charles darwin;gregor mendel;alan turing;ada lovelace;
    grace hopper;nikola tesla;thomas edison;galileo galilei;stephen hawking;carl sagan;
    thomas bayes;archie cochrane;
    avedis donabedian;florence nightingale;elizabeth blackwell;
    beverly hills;palo alto;ann arbor;roswell park;sidney kimmel;lucile packard;
    victoria sponge;maris piper;cox orange;king edward;eggs benedict;peach melba;
    prince albert;
    ivor lewis;marcus gunn;grey turner;treacher collins;cornelia lange;mary joseph;
    bier block;lloyd davies;stevens johnson;marion joseph;dejerine roussy;guillain barre;
    charcot marie;parkes weber;miller dieker;christ siemens;sister joseph;ramsay hunt;
    roussy levy;rubinstein taybi;sturge weber;osler weber;klippel trenaunay;kearns sayre;
    foster kennedy;brown sequard;arnold chiari;budd chiari;adams stokes;ellis creveld;
    austin flint;graham steell;carey coombs;cole cecil;means lerman;
    adam stokes;lown ganong;jervell lange;romano ward;erdheim chester;
    apley scratch;hawkins kennedy;jackson pratt;allis clamp;
    salem sump;bair hugger;arctic sun;hydrofera blue;sara stedy;stryker frame;miami j;
    thomas splint;unna boot;howell jolly;pappenheimer body;
    reed sternberg;auer rod;kimmelstiel wilson;charcot leyden;aschoff node;councilman body;
    living will;health care;golden retriever;golden hour;rainy day;happy birthday;
    wells fargo;dodd frank;sarbanes oxley;fama french;black scholes;taft hartley;hill burton;
    jack lantern;merriam webster;robert rules;roe wade;
    mason dixon;rand mcnally;smith wesson;black decker;briggs stratton;johns manville
    """.replace("\n", " ").split(";")
)
"""Two words, the first and the last of a run: firms, goods, figures, songs, people of history."""

TITLED = frozenset(
    one.strip()
    for one in """
    dr pepper;dr scholl;dr seuss;dr bronner;dr martens;dr google;dr who;dr dre;doctor who
    mr clean;mr coffee;mr potato;mr magoo;mr spock;mr bubble;mr pibb;mrs dash;mrs butterworth
    mrs claus;miss piggy;miss america;captain crunch;granny smith;granny square;aunt jemima
    father christmas;father time;mother teresa;mother nature;mother goose;trader joe
    sergeant pepper;king lear;queen anne;prince albert;baby einstein;nurse ratched
    """.replace("\n", ";").split(";")
) - {""}
"""
Marks and figures that have a title or a relation before their name: who is meant is nobody.

No surname is here that many doctors, nurses and patients have.
"""
