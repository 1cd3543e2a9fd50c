"""Towns of the lists that are words of the language, and have no other form that would tell."""

__all__ = ["TOWNS_THAT_ARE_WORDS"]

TOWNS_THAT_ARE_WORDS = frozenset(
    """
    admiralty alcoa altos angles angora arbutus arcanum areal aromas auras austral babylon
    bally baltic barbican barking bells belvedere berserker bessemer bluffs bonanza boron
    botany breakers brigadoon brooklet bulls cactus cadillac calypso canons caracal carefree
    cashmere cassis castalia cayenne celsius centennial cents chaparral chard cheddar clarion
    coaling conchas copperfield cults cygnet deadwood deary debar defiance derma doffing dooms
    dorking duping eclectic esperance excelsior extrema felling ferns ferrol fertile
    fiddlesticks fishers flushing forks gamba goring grabs granadilla grants guano gypsum
    hackberry halfway hassocks hermitage hickory hitachi hominy intercity intercourse ironwood
    jingling juncos juvenilia ladoga lancing landfall langue lantana lents libra limestone
    lumina magenta malacca manizales mastic medulla messias midstream midtown mirador mosses
    muscat napoleons nokia noonday notus oblong occidental odder orchards overland oxbow pains
    palmetto pampas parang pasteur pegasus penal perseverance picayune pinchbeck piney
    pipestone piranhas plains pointblank pontiac primavera punchbowl queens ranchero rapids
    rayon redon reseda revel rialto rorschach roses rosewater salto sandhurst satsuma sawmills
    scissors seaboard seaside serpentine seton shoals shone sidon simmering sisters sleights
    soave solan sorrel sorrento speedwell springwood stains steuben stilton sublimity sucre
    tabasco taconite tallow tamarack tampico tantalus tapes taping tapping tarentum tarsus
    ternate tiros tivoli tooting toyoda tranquillity triolet tundra tunes ultimo uplands uptown
    vader vermilion vernier vicuna villas vineyards vulcan wallaroo wampum waterways wheeling
    whitefish wildwood willows woodbine woodlands woodstock worms wrens yarrow
    """.split()  # noqa: SIM905  # legible
)
"""Lower case."""
