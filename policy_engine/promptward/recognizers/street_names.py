"""
What streets are called where their type is left out: `902 Pine`, `1409 Peachtree`.

The commonest names of streets of the Census Bureau's list, which are words of the language; and
what a word must not be to name a street by itself.
"""

from promptward.deferred import regex
from promptward.recognizers.address_words import AFTER_NUMBER_NEVER, NO_STREET
from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, PRODUCTS
from promptward.recognizers.regions import NOT_A_TOWN
from promptward.recognizers.word_file import shipped

__all__ = ["STREETS", "STREETS_TOO", "may_be_street"]

STREETS = frozenset(
    """
    main elm oak maple pine cedar walnut chestnut spruce birch willow locust cherry dogwood
    magnolia
    sycamore poplar laurel hickory ash beech hemlock juniper cypress aspen alder hawthorn acacia
    mulberry mesquite palmetto peachtree pecan washington lincoln jefferson franklin jackson
    madison
    monroe adams grant cleveland wilson harrison garfield highland sunset broadway delancey
    bleecker
    lexington church park hill mill river ridge lake market water central college prospect pleasant
    union vine liberty state depot front bridge railroad wall canal harbor ocean bay shore beach
    orchard meadow forest garden grove spring summit fairview lakeview riverview grandview hillside
    woodland oakland oakwood maplewood greenwood rosewood edgewood
    linden catalpa cottonwood sassafras tamarack buena alameda mission embarcadero collins bourke
    king queen george victoria albert york wellington yonge bloor bathurst
    """.split()  # noqa: SIM905  # legible
)
"""Names that a number makes a street; lower case."""

STREETS_TOO = frozenset(
    """
    first second third fourth fifth sixth seventh eighth ninth tenth grand old upper lower quarry
    larkspur lilac lavender heather ivy fern clover violet primrose bluebell holly buttercup
    hyacinth jasmine marigold iris tulip daisy sage thistle wisteria honeysuckle azalea camellia
    gardenia hibiscus rosemary juniper redwood sequoia tamarind buckeye bayberry blackberry
    huckleberry strawberry elderberry mayflower cottage heritage eagle fox deer robin cardinal
    quail pheasant falcon hawk heron swan partridge meadowlark bluebird mockingbird oriole wren
    sparrow buck stag elk bear wolf beaver badger otter trout salmon sunrise evening
    morning harvest prairie desert canyon mesa mountain cliff crest crescent terrace overlook
    ridgeway parkway lakeshore riverbank bayview seaview sandpiper pebble stone flint granite
    marble copper silver gold golden iron coal slate chapel abbey priory rectory vicarage castle
    tower mission monastery cathedral schoolhouse courthouse academy library museum commerce
    exchange industrial enterprise factory foundry tannery brewery granary mayfair regent duke
    prince princess royal crown kings queens bishop abbot manor lodge hunter archer fletcher
    cooper mason shepherd carter tanner weaver potter columbia colonial frontier pioneer trinity
    providence concord independence republic constitution congress capitol senate government
    magazine canal bourbon coral shell pearl lagoon cypress mangrove palm bamboo citrus
    orange lemon lime peach plum apricot almond olive fig grape cranberry cherrywood
    """.split()  # noqa: SIM905  # legible
)
"""More of them, which are words so common that something else must lead to a street."""

_OF_DRUGS = regex(
    r"(?:ol|ine|ide|ate|mab|nib|pril|sartan|statin|zole|pam|lam|cillin|mycin|floxacin|triptan|parin"
    r"|xaban|gliptin|flozin|vir|dronate|caine|nyl|zine|pine|setron|profen|thiazide|lukast|sone|lone|pride"
    r"|tide|fil|tan|cin|zepam|cort|gram|tinib|ium)$"
)
_COUNTED = NO_STREET | AFTER_NUMBER_NEVER | NOT_A_TOWN


def may_be_street(word: str) -> bool:
    """Whether a word, lower case, may be what a street is called: no word, drug or measure."""
    return word.isascii() and not (
        word in _COUNTED
        or word in PRODUCTS
        or word in EPONYMS
        or _OF_DRUGS.search(word)
        or is_common(word)
        or word in shipped("english")
        or word in shipped("abbreviations")
    )
