"""
The lines of an address below its street: a town, a region, a country, a postcode, in any language.

Short lines of capitalised words follow a street that was found, and the last of them ends with a
postcode: whatever they are called, they are where somebody lives.
"""

from collections.abc import Iterable, Sequence

from promptward.deferred import regex
from promptward.model import Candidate
from promptward.recognizers.recognizer import Confirmed
from promptward.recognizers.second_look import SecondLookBase
from promptward.text import View
from promptward_dsl.lattice import Confidence

__all__ = ["AddressBlock"]

_WORDS = r"[ ]{0,4},?[ ]{0,2}(?:[A-Z\xff#\d][\w\xff.'/()#-]{0,20}(?:,? |$|(?=\n))){1,5},?"
_BLOCK = regex(
    rf"[^\n]{{0,50}}(?:\n{_WORDS}){{0,3}}"
    r"\n[ ]{0,4},?[ ]{0,2}(?:[A-Z\xff][\w\xff.'()-]{0,20},? ){0,4}\d{4,6}(?:-\d{3,4})?"
    r"(?=[ \t.,;?!]{0,3}(?:\n|$|[.;?!] ))"
)
_LONGEST = 160


class AddressBlock(SecondLookBase):
    """Recogniser `address_block`: from a street to the postcode some lines below."""

    name = "address_block"

    def again(self, view: View, confirmed: Sequence[Confirmed]) -> Iterable[tuple[str, Candidate]]:
        """Blocks that start with a sure street; of the street's category."""
        text = view.text
        if "\n" not in text:
            return
        for one in confirmed:
            if one.kind != "text" or one.level is Confidence.LOW:
                continue
            block = _BLOCK.match(text, one.end, min(len(text), one.end + _LONGEST))
            if block is not None and text.find("\n", one.end, block.end()) >= 0:
                yield (
                    one.category,
                    Candidate(one.start, block.end(), Confidence.MEDIUM, ("address_block",)),
                )
