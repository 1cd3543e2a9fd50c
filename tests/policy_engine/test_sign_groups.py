"""Groups of signs: the bytes without which a text is not searched for them are in all of them."""

import pytest

from promptward.pattern_tree import needs
from promptward.patterns import parse_pattern
from promptward.readings.signs import GROUPS, signs


@pytest.mark.parametrize("group", [group for group, needed in GROUPS.items() if needed])
def test_a_text_without_the_bytes_of_a_group_has_none_of_its_signs(group: str) -> None:
    needed = frozenset(GROUPS[group])
    without = [
        sign.source
        for sign in signs()[group]
        if not needs(parse_pattern(sign.source, "" if sign.cased else "i").tree, needed)
    ]
    assert without == []
