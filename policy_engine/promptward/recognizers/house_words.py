"""
Words that houses of care, estates and streets are compounded of: `Briarwood`, `Sun Grove`.

A name of two such words, written as one or as two, is that of a place wherever it has its capital
or something leads to it: of a home, a hospital, a street, a quarter or a town. Whether a person
bears it too does not matter, since a person's name is no less to be kept.
"""

from promptward.deferred import regex
from promptward.recognizers.common_words import is_common
from promptward.recognizers.word_file import shipped

__all__ = ["FEATURES", "KNOWN_HOUSES", "compounds", "is_compound", "is_house", "is_view_of_things"]

_FIRST = (
    "alder|apple|arbor|arrow|ash|aspen|autumn|bay|beech|bell|berry|birch|black|blue|bramble|briar"
    "|bridge"
    "|bright|brook|butter|castle|cedar|cherry|chestnut|clear|clover|cold|crest|brae|beacon|bonnie"
    "|cross|copper|cotton|country|cran"
    "|crystal|deer|eagle|east|edge|elder|elm|ever|fair|fern|field|forest|fox|garden|glen|gold"
    "|golden"
    "|grand|grange|green|grey|harbor|harbour|hart|haven|hawk|hawthorn|hazel|heath|heather|heron"
    "|high"
    "|hill|hillside|holly|honey|iron|ivy|juniper|kings|lake|lark|laurel|lily|linden|lone|long"
    "|maple"
    "|marsh|meadow|mill|moon|moss|mountain|north|oak|oaken|old|orchard|park|pebble|pine|plum|quail"
    "|queens|raven|red|ridge|river|robin|rock|rolling|rose|rush|sage|sand|sea|shady|silver|south"
    "|spring"
    "|spruce|star|still|stone|strath|summer|summit|sun|sunny|swan|sweet|sycamore|thistle|thorn"
    "|tide|timber|valley|vine"
    "|walnut|water|west|wheat|white|wild|willow|wind|winter|wood|wren"
)
_LAST = (
    "bank|bend|bluff|bridge|brook|burn|bury|cliff|combe|cove|creek|crest|croft|dale|dell|den|edge"
    "|falls|fell|ferry|field|fields|ford|front|gate|glade|glen|grove|hall|ham|haven|hill|hills"
    "|hollow"
    "|hurst|isle|lake|land|lands|lawn|lea|leigh|lodge|march|mead|meadow|mere|mill|mist|mont|moor"
    "|mount"
    "|mouth|oak|oaks|park|pines|point|pointe|pond|ridge|rock|rose|shade|shire|shore|shores|side"
    "|song"
    "|spring|springs|spur|stead|stone|ton|town|tree|trail|vale|valley|vega|vern|view|vine|vista"
    "|wall|water|waters|way"
    "|well|wind|wood|woods|worth|wyck|wynd"
)
_COMPOUND = regex(rf"(?:{_FIRST})(?:{_LAST})")
_PLAIN = frozenset(
    """
    blackberry bluestone butterfield coldwater countryside eastside edgewise evergreen fairway
    farmland fieldstone forestland freshwater gemstone goldfield grassland greenfield greenland
    greenway groundwater headland highland highway hillside homeland ironside ironstone lakefront
    lakeside landfill limestone longway marshland meltwater midway milestone millpond millstone
    mountainside oceanside parkland parkway riverbank riverside rockfall rosewood sandbank
    sandstone seafront seaside seawall seawater seaway sidewall silverside springwater stonewall
    streamside sunrise sunstone sunshade tidewater valleyside waterfall waterfalls waterfront
    watermill
    waterside watertown waterway wellspring whitewall whitewater whitewood wildwood windmill
    windside woodland woodlands blackwood brookside redwood redwoods softwood hardwood deadwood
    plywood northside southside westside bayside redwater bridgehead whitestone plumstone
    """.split()  # noqa: SIM905  # legible
)
"""Compounds that are words of the language besides."""

FEATURES = frozenset(
    """
    hollow creek springs grove valley hills lake lakes haven crossing landing manor oaks pines elms
    maples willows gardens meadows meadow heights hts woods village estates estate terrace lodge
    harbor harbour bay beach island prairie canyon mesa bluff bluffs glen vista pointe ridge rapids
    grange court house hall plains forest pond cove acres ranch mills view place towers commons
    square villa villas shores falls knoll knolls cottage cottages rest retreat reserve orchard
    orchards farm farms brook bend trace run point park hill croft lawn mead vale dell arbor arbors
    """.split()  # noqa: SIM905  # legible
)
"""What the land or a house is called behind a word of its own; lower case."""

KNOWN_HOUSES = frozenset(
    """
    baptist;bethany;bethel;bethesda;calvary;deaconess;emmanuel;fairview;good sam;good samaritan;
    good shepherd;grandview;hillcrest;holy cross;holy family;holy name;holy rosary;holy spirit;
    immanuel;kindred;lakeview;lutheran;mercy;methodist;mt carmel;mount carmel;mt zion;mount zion;
    olivet;overlook;parkview;presbyterian;providence;queen of peace;queen of the valley;
    resurrection;
    riverview;sacred heart;samaritan;stella maris;trinity;valley view;villa maria;
    select specialty;encompass;brookdale;vibra;lifecare;regency;sunrise senior;five star;
    general;memorial;county general;city general;regional
    """.replace("\n", "")
    .replace("    ", "")
    .split(";")
)
"""What many houses of care are called, shortened; lower case."""

_UNSURE = frozenset(
    """
    general memorial regional trinity regency emmanuel resurrection providence kindred encompass
    vibra deaconess bethany bethel bethesda calvary
    """.split()  # noqa: SIM905  # legible
)
"""Of these, words and names that are other things too."""


def compounds() -> frozenset[str]:
    """All such compounds in lower case that are no words of the language besides."""
    made = {first + last for first in _FIRST.split("|") for last in _LAST.split("|")}
    return frozenset(
        word
        for word in made - _PLAIN
        if not is_common(word)
        and (word not in shipped("english") or word.title() in shipped("towns"))
    )


def is_compound(word: str) -> bool:
    """Whether a word, lower case, is of two such words and no word of the language besides."""
    return _COMPOUND.fullmatch(word) is not None and not (word in _PLAIN or is_common(word))


_OF_THINGS = frozenset(
    ["trace", "run", "square", "view", "point", "place", "rest", "reserve", "lake"]
)
_LAND = frozenset((*_FIRST.split("|"), "prairie", "canyon", "mesa", "island")) - frozenset(
    """
    black blue clear cold cross edge ever fair field grand green grey high iron lone long old red
    rock rolling rush south star still stone white wild
    """.split()  # noqa: SIM905  # legible
)
"""Words that lead a name of the land, and not one of a thing: `Willow Run`, and not `Cold Run`."""


def is_view_of_things(words: list[str]) -> bool:
    """
    Whether words, lower case, are as well those of a thing: `Stack Trace`, `Chi Square`.

    The last is what programs and bodies have too, and the first one a word of the language that
    no land is called after.
    """
    first, name = words[0], " ".join(words)
    return (
        len(words) > 1
        and words[-1] in _OF_THINGS
        and first not in _LAND
        and name not in KNOWN_HOUSES
        and name.title() not in shipped("towns")
        and (is_common(first) or first in shipped("english"))
        and not is_compound(first)
    )


_GENERIC_FIRST = frozenset(
    """
    the a an any this that our their his her my your some no each every first second third one two
    three other another same next last new nursing group guest boarding care ball trailer car dog
    water theme state national industrial office business public picnic skate amusement world local
    full half open empty family school green safe halfway play tree light coffee fire club
    supreme district high low big small main left right tennis food data access end starting entry
    exit boiling melting break tipping turning trigger pressure focal contact decimal match set
    dry trial test long short fun good bad rib nasal dental iliac alveolar gum sand lung visual
    fish foot bunny clubhouse control rear front side
    """.split()  # noqa: SIM905  # legible
)


def is_house(name: str, *, sure: bool = False) -> bool:
    """
    Whether a name, in any case, is shaped or known as that of a house of care or an estate.

    `sure`: not those that are words besides, as `Memorial`.
    """
    low = name.lower()
    if low in KNOWN_HOUSES:
        return not (sure and low in _UNSURE)
    words = low.replace(".", "").split()
    if len(words) == 1:
        return is_compound(low)
    if is_compound(words[0]) and words[-1] in FEATURES:
        return True
    return (
        words[-1] in FEATURES
        and words[0] not in _GENERIC_FIRST
        and words[0] not in shipped("abbreviations")
        and words[0].isalpha()
    )
