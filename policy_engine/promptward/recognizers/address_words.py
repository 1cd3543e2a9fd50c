"""
Words of postal addresses in the languages whose addresses are met most, from general knowledge.

English street types after Publication 28 of the Postal Service; the others as they are written in
the countries' own addresses, without the marks on letters (the text is read without them).
"""

__all__ = [
    "AFTER_NUMBER_NEVER",
    "NO_STREET",
    "STREET_BEFORE",
    "STREET_ENDINGS",
    "STREET_NEVER",
    "STREET_STRONG",
    "STREET_WEAK",
]

STREET_STRONG = frozenset(
    """
    street avenue ave road rd boulevard blvd lane ln parkway pkwy highway hwy crescent cres
    turnpike tpke mews expressway expwy terrace cul-de-sac esplanade causeway
    """.split()  # noqa: SIM905  # legible
)
"""Types of streets that hardly mean anything else; lower case, as all tables here."""

STREET_WEAK = frozenset(
    """
    st av dr drive court ct circle cir place pl ter way square sq trail trl plaza plz loop row
    alley
    aly pike path run hollow crossing xing cove cv ridge rdg heights hts bend walk close gardens
    grove grv green annex arcade bayou bluff bluffs bottom branch bridge brook brooks burg bypass
    camp canyon cape centers center circles cliff cliffs club common commons corner corners course
    courts coves creek crest crossroad curve dale dam divide drives estate estates extension fall
    falls ferry field fields flat flats ford fords forest forge forges fork forks freeway garden
    gateway glen glens greens groves harbor harbors haven hill hills inlet island islands isle
    junction junctions key keys knoll knolls lake lakes land landing light lights loaf lock locks
    lodge mall manor manors meadow meadows mill mills mission motorway mount mountain mountains
    neck
    orchard oval overpass park parks parkways pass passage pine pines plain plains point points
    port
    ports prairie radial ramp ranch rapid rapids rest ridges river roads route shoal shoals shore
    shores skyway spring springs spur spurs squares station stravenue stream streets summit
    throughway trace track trafficway tunnel underpass union unions valley valleys viaduct view
    views village villages ville vista walks wall ways well wells wynd quay cottage cottages yard
    buildings croft rise vale mead meads fold chase garth brae drove copse spinney dene strand
    quadrant circus parade promenade hatch lea leas drift dell paddock paddocks wharf wold warren
    weir shaw toft tye glade circuit cct tce pde bvd retreat grange
    """.split()  # noqa: SIM905  # legible
)
"""Types of streets that are words, titles or parts of other names too: they need a number."""

STREET_BEFORE = frozenset(
    """
    rue route chemin avenue allee quai place impasse via viale corso piazza piazzale vicolo largo
    strada calle avenida avda av paseo plaza camino carrer carretera ronda travesia rua travessa
    alameda praca estrada ul ulica al aleja aleje pl ulitsa
    nam namesti trg utca jalan jl jln lorong carrera cra kra rambla chaussee rte cours faubourg
    prospekt heol stryd ffordd rhodfa bothar sraid
    boulevard bulevar bulevardul str soseaua calea rang montee ch os osiedle boul
    """.split()  # noqa: SIM905  # legible
)
"""Types that stand before the name: `Rue de la Gare 12`, `Calle Mayor 3`, `ul. Polna 5`."""

STREET_ENDINGS = (
    "strasse|straat|stra(?:ete|eti)|gasse|gatan|gata|gade|vagen|vegen|veien|vegur|vej|weg|wegen"
    "|allee|platz|plads|plassen|plein|ringen|damm|ufer|steig|graben|laan|gracht|singel|dijk"
    "|katu|kuja|intie|polku|kaari|braut|gerdi|stigen|stien|svingen|bakken|haugen|torget"
    "|torg|torvet|backen|alleen|parken|vangen|krogen|str"
)
"""Endings of one-word names of streets in German, Dutch and the Nordic languages."""

STREET_NEVER = frozenset(
    """
    the this that these our their a an airway respiratory central inner sex hunger high off over
    driving main-stream back one two three long same other every each any his her my your some no
    if when at on in to from by and or main cross wall side easy silk memory fast slow bike dirt
    rocky country open access service tourniquet binding critical clinical surgical care recovery
    catwalk drug dietary referral patient test new old second third first
    """.split()  # noqa: SIM905  # legible
) - {
    "main",
    "high",
    "central",
    "wall",
    "country",
    "second",
    "third",
    "first",
    "new",
    "old",
    "cross",
}
"""Words before a street type that make no name of a street where no number stands."""

AFTER_NUMBER_NEVER = frozenset(
    """
    french gauge hertz minute meter metre foot inch step item point
    lead section chapter version page line second third liter liters litre litres lpm puff
    puffs spray sprays vials beats
    am pm mg mcg g kg ml l cm mm m km hours hour hrs hr days day weeks week wks months month mos
    years year yrs yr yo minutes min mins percent patients pts subjects women men boys girls
    children cases times units tablets tabs pills doses
    january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905  # legible
)
"""What follows a number that is a count, a time or a dose, not a house."""

NO_STREET = frozenset(
    """
    patients patient mg mcg kg mmhg with and for from was were is are had has who on at by or as
    if not than then but about after before during into over under while when off their his her our
    my your that out got get went walked ran drove miles blocks feet minutes down years year yo
    male female man woman days hours weeks months doses tablets
    """.split()  # noqa: SIM905  # legible
)
"""Words that never stand inside the name of a street."""
