"""
Names of dishes, breeds, plants, composers, implants and methods: things where several are listed.

From general knowledge, all lower case. Many are surnames or given names as well, so that they say
nothing by themselves: `thing_series` counts them beside others of a list.
"""

__all__ = ["KINDS"]

_METHODS = """
    achenbach allgower altemeier alvarado anderson angle angoff anton avicenna balint ballard
    balthazar bandura bass bassini bayley beery beger belsey benner bentall billroth binet
    blalock bollinger bolton bormann borrmann bowker brandt breslow brooke broselow browder
    brunner bucy buktenica bunnell bunyamwera cabrol caldwell calvert carpentier charters
    chikungunya cicchetti cockcroft collis conners constant cox coxsackie cramer cronbach
    crosby cuzick czerny damon damus darling daroff deauville delorme deming desarda dix dixon
    donabedian donati downes downs duhamel durbin durie durkheim ebola elixhauser engel fazekas
    feigenbaum fenton firth fleiss fleming flexner fligner florey fones forrest foville frankel
    frey frykman galen galveston gambee garth gehan gemba glasgow glenn glickman gracey graham
    granger grashey greenwood grubbs gufoni gutta guttman gwet hachinski haggitt halsted
    harrell hartmann harvey hausman hawley heckman hedstrom heller henderson hendra herbst
    hochberg holliday hommel imrie ishikawa jatene jenner jonckheere judet juran karnofsky
    kasai kaufman kausch kawashima kennedy kenward kernohan kessler khorana kikuchi killeen
    kirkpatrick kluver kolb kolmogorov konno krackow krippendorff kuder kugel kujala landis
    lassa lauenstein leininger leiter lembert lempert lichtenstein likert lilliefors lind
    lister ljung longmire lugano lund lysholm maddrey marburg martingale masaoka maslow mckeown
    mcspadden mcvay meleis merchant millard molander moyers munzel mustard nance neuman
    nightingale nigro nikaidoh nipah norwalk norwood olerud olsen orem oropouche oswestry
    pareto parinaud paris parkland pasteur peabody peplau peto piaget powassan prochaska
    puestow purstring rai rao rasch rastelli raven ricketts rockall roeder rogers rosenberg
    ross roux rutkow rutter sakamoto sarnat satterthwaite schoenfeld schwartz seacole segar
    semmelweis semont senning serendipity shewhart shouldice siewert smirnov snow soave
    spetzler stansel steiner stillman stoppa stryker stuart studer stupp swenson taguchi tanaka
    tarone taussig tegner terpstra thal thurstone toupet towne tweed uhthoff uno vanderbilt
    velpeau vertucci vesalius vineland wald wallace walsh warden waters wechsler welch whipple
    wolffkran woodcock yacovino yuen zanca zulch
"""
"""Persons after whom methods, views, sutures, tests, viruses and theories are named."""

_IMPLANTS = """
    accolade arthrex attune avenir biomet birmingham charnley continuum corail corin depuy djo
    echo exactech exeter genesis genium journey legion lima mako mathys mcp navio nexgen
    optetrak ossur ottobock oxford persona pinnacle rheo rosa scorpio sigma smith summit
    synergy synthes taperloc triad triathlon trident vanguard velys wright zimmer
"""
_FOOD = """
    alfredo bakewell barolo battenberg beaujolais benedict bolognese bordeaux bovril braeburn
    bramley branston brie brownie burgundy cabernet cadbury caesar camembert carbonara chablis
    champagne chardonnay cheddar chianti chowder cobb colby danish eccles evian fiji florentine
    fuji gala ghirardelli godiva gorgonzola gouda gruyere gumbo havarti heinz hershey jambalaya
    jonagold lasagna limburger lindt madeira malbec manchego margaux marinara marmite
    martinelli mcintosh meiomi melba merlot milanese mondavi mozzarella munster napoleon
    newburg nutella oxo parmesan pavlova pellegrino perrier pesto pinot poland porto prosecco
    quiche ravioli reuben ricotta riesling rioja rockefeller roquefort rossini russet sacher
    salisbury sauternes sherry shiraz snapple sriracha stilton stover stroganoff suzette
    tabasco tetrazzini waldorf wellington worcestershire zinfandel
"""
_BREEDS = """
    akita angus appaloosa arabian beagle bengal bernese bichon birman boxer bulldog chihuahua
    clydesdale collie coon corgi dachshund dalmatian dane doberman greyhound guernsey havanese
    hereford holstein husky jersey labrador malamute maltese manx mastiff morgan newfoundland
    papillon percheron persian pointer pomeranian poodle pug ragdoll retriever rottweiler
    samoyed schnauzer setter shih siamese spaniel sphynx terrier tzu vizsla weimaraner whippet
"""
_PLANTS = """
    aster astilbe azalea basil begonia camellia clematis coreopsis crocus dahlia echinacea
    foxglove fuchsia gardenia geranium heuchera hosta hydrangea iceberg iris jonquil ladder
    lavender lupin magnolia mantle marigold narcissus peace peony petunia phlox rosemary
    rudbeckia sage salvia sedum susan thyme tulip verbena wisteria zinnia
"""
_MUSIC = """
    albinoni bach barber bartok beatles beethoven bernstein bizet brahms britten chopin copland
    debussy dvorak elgar elvis gershwin grieg handel haydn holst joplin liszt mahler
    mendelssohn mozart pachelbel prokofiev puccini purcell rachmaninoff ravel rossini satie
    scarlatti schubert schumann shostakovich sibelius sinatra smetana sousa strauss stravinsky
    tchaikovsky telemann verdi vivaldi wagner
"""
_OF_BOOKS = """
    achilles apollo aquinas archimedes aristotle athena augustine bentham camus copernicus
    descartes euclid galileo hamlet hegel hercules hermes hippocrates hume kant kepler lear
    locke macbeth mill nietzsche odysseus othello plato poseidon prospero pythagoras rawls
    romeo sartre socrates zeus
"""

KINDS = frozenset((_METHODS + _IMPLANTS + _FOOD + _BREEDS + _PLANTS + _MUSIC + _OF_BOOKS).split())
"""Words that are a thing where others beside them are."""
