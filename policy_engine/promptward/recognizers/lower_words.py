"""Words that are names and nothing else, so that they need no capital: `ask mrozek re 1187`."""

from promptward.recognizers.common_words import is_common
from promptward.recognizers.eponyms import EPONYMS, MAKERS, NAMESAKES, PRODUCTS
from promptward.recognizers.word_file import shipped
from promptward.recognizers.words import AMBIGUOUS_LOWER, NOT_A_NAME, PLACE_AFTER

__all__ = ["only_a_name", "surely_a_name"]

_SHORTEST = 4
_LONG = 5
_MEANS_MORE = frozenset(
    """
    math maths held heard bills spies dryer stairs hoops cumming fries cheeks earnest fielding
    richer sacks downing louder hopping flakes shavers dries pickles riddles helms mares solvers
    moles shanks mitts shillings sayers wagers rooks rakes shivers eves reams lamas mattes rucks
    fetters cleaves jarred ells levering runnels balling dirks twining coons ruts poling severs
    teed motes mowers ruder fellers doles sines riles keels hasting teeters brooking minks dills
    bitting ruffing primmer bards wicks banes buckles hocking hinds haring hemming newborn hang
    cassette indie deli este casa como vida hosp proc prov prem elem terra versa metro perl nana
    papi mami tata dada viet caine posey kinder grammer mero vinci stent port serum titer dept
    appt hosp prog diag english french greek czech arab irish muslim islam christmas christ
    christian santa slovak danish dutch ramadan bible quran nazi sunni shawnee cherokee zulu
    magyar ninja saline formula anes atte brady serenity schirmer
    dans chez haar zona zone zonder naar maar door voor sont etre tres bien tous mais elle ella
    ellos anos dias hasta desde sobre entre jego niej jest oraz przez nach beim seit wird sind
    auch aber eine eines oder dann wenn durch kein hier frei heute morgen ogni anche dopo prima
    della dello degli casi cada todo toda hoje amanha depois
    """.split()  # noqa: SIM905  # legible
)
"""Inflected words, abbreviations and peoples that some list of names knows as well."""


def only_a_name(low: str, *, common: bool) -> bool:
    """Whether a word of the lists of names is no other word; `common`: borne by many."""
    if len(low) < _SHORTEST - common:
        return False
    return not (
        low in AMBIGUOUS_LOWER
        or low in _MEANS_MORE
        or low in NOT_A_NAME
        or low in PLACE_AFTER
        or low in EPONYMS
        or low in PRODUCTS
        or low in NAMESAKES
        or low in shipped("abbreviations")
        or is_common(low)
        or (low.endswith("s") and low[:-1] in shipped("english"))
    )


def surely_a_name(low: str) -> bool:
    """The same of a surname that is no town, no maker and no word of English either."""
    return (
        len(low) >= _LONG
        and only_a_name(low, common=False)
        and low not in MAKERS
        and low not in shipped("english")
        and low not in shipped("cities")
    )
