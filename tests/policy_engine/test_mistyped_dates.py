"""Dates whose neighbours changed places, or with a misread month, are found whole."""

import pytest

from promptward.engine import Engine
from promptward_dsl.lattice import Confidence

_FOUND = [
    "admitted on |March4 th, 2022|",
    "admitted on |Feb2 0th, 2021|",
    "admitted on |Marc h12th, 2023|",
    "admitted on |July 8th, 2203|",
    "admitted on |Nov 2, 0223|",
    "admitted on |May 22dn, 2024|",
    "admitted on |April 4t,h 2023|",
    "admitted on |Oct 20t h2023|",
    "admitted on |June 5th ,2023|",
    "admitted on |June 12th,2 023|",
    "admitted on |March 51th, 2023|",
    "admitted on |Novcmbcr 22nd, 2022|",
    "admitted on |Ju1y 8th, 2023|",
    "admitted on |Fcb 2nd 2022|",
]


@pytest.mark.parametrize("marked", _FOUND)
def test_a_mistyped_date_is_found_whole(shipped: Engine, marked: str) -> None:
    value = marked.split("|")[1]
    text = marked.replace("|", "")
    assert any(
        one.category.endswith("dates")
        and text[one.start : one.end] == value
        and one.confidence >= Confidence.MEDIUM
        for one in shipped.find(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "the 90th percentile of row 4th, 2203 items in all",
        "version 1, 2134 lines, the 2nd, 2203 of them",
        "sort 1st 2nd ,2000 of 3000",
    ],
)
def test_ordinals_and_counts_are_no_dates(shipped: Engine, text: str) -> None:
    sure = [one for one in shipped.find(text) if one.confidence >= Confidence.MEDIUM]
    assert not [one for one in sure if one.category.endswith("dates")]
