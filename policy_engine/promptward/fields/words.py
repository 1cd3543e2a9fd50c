"""Names of fields, taken apart into words, and what the end of a name says of its value."""

import re
from functools import cache
from typing import NamedTuple

from promptward.deferred import regex
from promptward.fields.kinds import KINDS, NONE, PLAIN, STRONG, WEAK

__all__ = ["WORD", "Known", "endings", "known", "told_by", "words_of"]


class Known(NamedTuple):
    """
    A name of a field that says what stands in it: `kinds` are (kind, weight), several where the
    value must tell (`contact` is a person or a number).

    `first` is the number of the word with which the known name starts; `whole` says that the rest
    of the words stands in the table as it is.
    """

    kinds: tuple[tuple[str, int], ...]
    first: int
    whole: bool = False


_PEOPLE = frozenset(
    """
    patient pt pat client resident member subscriber insured guarantor guardian mother father
    parent spouse wife husband son daughter child kin nok contact provider physician doctor dr
    attending nurse surgeon pcp referring ordering employee student participant subject person
    caller applicant claimant beneficiary donor recipient mom dad partner sibling brother sister
    official performer author practitioner dependent emergency caregiver carer proxy baby newborn
    infant twin user customer witness informant interpreter sender legal signer prescriber
    admitting consulting billing rendering responsible holder policyholder cardholder worker
    enrollee decedent deceased veteran victim defendant plaintiff employer's kin's next radiologist
    from to referral consultant
    """.split()  # noqa: SIM905  # legible
)
"""Whose name it is: `guardian name` is one in any text."""

_NEUTRAL = frozenset(
    """
    test my new old orig original demo sample fake real the our your his her their this a b c p x
    s t e d q r i y n m f in raw current primary secondary main home work temp tmp default record
    data input output out row rec obj self req body form payload value field col data's doc prior
    1 2 3 4 5 legal last prod dev stage staging seed fixture mock example pref curr prev
    """.split()  # noqa: SIM905  # legible
)
"""Words before a name of a field that change nothing."""

_TAILS = frozenset(
    """
    number no num nbr value text display extension string str raw 1 2 3 4 s list array
    field col column txt input cd hash orig original 0 5 6 7 8 9
    old new prev previous current entered typed seen verified confirmed clean norm normalized
    normalised raw plain key full formatted fmt other vehicle masked decrypted
    """.split()  # noqa: SIM905  # legible
)
"""Words at the end of a name that change nothing."""

_NUMBERS = frozenset({"no", "num", "nbr", "nr", "nos"})

_NUMBERING = _NUMBERS | {"id", "number", "ids"}

_NUMBERED = frozenset(
    """
    mrn plan account license vehicle device other ssn phone fax email biometric
    """.split()  # noqa: SIM905  # legible
)
"""Kinds whose values are numbers and the like, of which there may be several."""

_LONG = dict(
    pair.split("=")
    for pair in """
    pat=patient pt=patient ptnt=patient mbr=member mem=member subscr=subscriber sub=subscriber
    bene=beneficiary benef=beneficiary ins=insurance insur=insurance acct=account acc=account
    enc=encounter dttm=date dtm=date dt=date tm=time datetime=date time=time appt=appointment
    adm=admission admsn=admission admit=admission dsch=discharge dschrg=discharge dschg=discharge
    disch=discharge dc=discharge surg=surgery proc=procedure clm=claim lic=license ser=serial
    veh=vehicle dev=device equip=equipment hosp=hospital hsp=hospital guar=guarantor
    grp=group pol=policy emp=employee empl=employee stu=student usr=user tel=phone ph=phone
    addr=address subj=subject ptcpt=participant spec=specimen specimn=specimen
    coll=collection collect=collection conf=confirmation inv=invoice stmt=statement
    cert=certificate
    birth=birth brth=birth svc=service srvc=service vst=visit med=medical rec=record
    fp=fingerprint fpr=fingerprint vp=voiceprint rand=randomization scr=screening
    mcare=medicare mcaid=medicaid cntl=control ctrl=control rcpt=receipt recip=recipient
    diag=diagnosis dx=diagnosis inj=injury imm=immunization immune=immunization vax=vaccination
    trans=transaction txn=transaction doc=document ref=reference auth=authorization
    prov=provider phys=physician nat=national org=organization fac=facility loc=location
    cty=city dob=dob dod=dod lst=last frst=first mob=mobile hm=home wk=work emerg=emergency
    """.split()  # noqa: SIM905  # legible
)
"""Words as databases cut them short → in full."""

_OF_MANY_THINGS = frozenset(
    """
    num rec
    policy group plan coverage account accounts card asset lead generator monitor pump device file
    record case order reference sample user location unit site member template voice certificate
    license licence permit lot identifier actor client peer remote station plant domain tag
    finger face photo subject participant job receiver gateway module port reader scanner service
    bed room class page
    """.split()  # noqa: SIM905  # legible
)
"""Words that name a thing of a program as often as one of a person: `FirewallPolicy`."""

_OF_CARE = frozenset(
    """
    health medical hospital clinic clinical care insurance ins insurer payer payor medicare
    medicaid
    dental vision bank billing claim claims pharmacy rx lab nursing professional driver drivers
    driving pilot birth death pacemaker implant serial case chart school police court study trial
    credit debit payment savings checking admitting treating facility visit encounter exam scan
    wound biometric fingerprint nurse rn vehicle car group plan benefit coverage hmo ppo epo
    tricare
    """.split()  # noqa: SIM905  # legible
)
"""Words before these after which they are of a person."""


@cache
def _table() -> dict[str, tuple[tuple[str, int], ...]]:
    # Thousands of names, and a start waits for them: what is done for each is done by the dozen.
    table: dict[str, tuple[tuple[str, int], ...]] = {}
    for kind, weighted in KINDS.items():
        for weight, listed in weighted.items():
            names = list(filter(None, map(str.strip, listed.replace("\n", ";").split(";"))))
            said = ((kind, weight),)
            new = dict.fromkeys(names, said)
            if len(new) == len(names) and table.keys().isdisjoint(new):
                table |= new
            else:
                for name in names:
                    table[name] = table.get(name, ()) + said
    for name, kinds in table.items():
        if len(kinds) > 1:  # none of one kind, but of another: `ip address` is no street
            others = tuple(one for one in kinds if one[1] != NONE)
            table[name] = others or kinds
    return table


@cache
def _last_words() -> frozenset[str]:
    """The words that names in the table end with: any other ends a search at once."""
    return frozenset(name.rpartition(" ")[2] for name in _table())


@cache
def endings() -> frozenset[str]:
    """The words that a name of which `known` knows anything can end with."""
    ends = frozenset((*_last_words(), *_NUMBERING, *_TAILS, *_LONG))
    return ends | {f"{end}s" for end in ends if _PLURAL.fullmatch(f"{end}s")}


_LONGEST = 5  # words of the longest names in the table
_NAMES = frozenset({"name", "names", "nm", "last", "first", "given", "family", "full name"})

WORD = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", re.ASCII)


def words_of(name: str) -> list[str]:
    """`dateOfBirth`, `date_of_birth`, `Date of birth` → date, of, birth; `MR#` → mr, number."""
    if name.isalpha() and (name.islower() or name.isupper() or name.istitle()):
        return [name.lower()]
    words = [
        word.lower() for word in WORD.findall(name.replace("'s", "") if "'" in name else name)
    ]
    if name[-1:] == "#" and words and words[-1] not in _NUMBERS and words[-1] != "number":
        words.append("number")
    return words


# What was told of names of our own table, and of no other: nothing of any text.
_told: dict[str, Known] = {}


def told_by(name: str) -> Known | None:
    """`known` of a name in plain words."""
    told = _told.get(name)
    if told is None:
        told = known(name.split())
        if told is not None and told.whole and not told.first:
            _told[name] = told
    return told


def known(words: list[str]) -> Known | None:
    """What a name says of its value: the longest known end of it; None if no end is known."""
    if not words or words[-1] not in endings():
        return None  # as most names of programs
    found = _known(words)
    if found is not None and found.whole and not found.first:
        return found  # stands in the table as it is
    short = found is None or (found.first == len(words) - 1 and found.kinds[0][1] < STRONG)
    if short and not _LONG.keys().isdisjoint(words):
        # Exports of databases cut words short: `ADM_DT`, `MBR_NBR`.
        long = _known(_written_out(words))
        if long is not None and long.kinds[0][1] > (found.kinds[0][1] if found else NONE):
            return long._replace(whole=False)
    if found is None and _PLURAL.fullmatch(words[-1]):
        found = _known([*words[:-1], words[-1][:-1]])
        if found is not None and not (
            found.whole and found.kinds[0][0] in _NUMBERED and _of_several(words, found)
        ):
            return None
    return found


def _written_out(words: list[str]) -> list[str]:
    """Each word in full; what ends with a time of day is of that day."""
    long = [_LONG.get(word, word) for word in words]
    if len(long) > 1 and long[-1] in {"time", "datetime"}:
        long[-1] = "date"
    return long


_PLURAL = regex(r"[a-z]{2,}[a-rt-z]s", re.ASCII)
_FEW = 2


def _of_several(words: list[str], found: Known) -> bool:
    """`mrns`, `claim numbers`; not `records` or `visits`, which say how many there are."""
    return len(words) - found.first >= _FEW or (
        found.kinds[0][1] == STRONG and words[-1][:-1] not in _OF_MANY_THINGS
    )


def _known(words: list[str]) -> Known | None:
    table = _table()
    last_words = _last_words()
    end = len(words)
    while end:
        last = words[end - 1]
        bare = None
        if last in last_words:
            for first in range(max(0, end - _LONGEST), end):
                found = table.get(" ".join(words[first:end]))
                if found is not None:
                    if first == end - 1 and last in _NUMBERING:
                        bare = found  # `num` alone says less than `claim num`
                        break
                    return _weighed(words, first, end, found, whole=end == len(words))
        if last in _NUMBERING:
            told = _numbered(words, end)
            if told is not None:
                return told
        if bare is not None:
            return _weighed(words, end - 1, end, bare, whole=end == len(words))
        if last not in _TAILS:
            return None
        end -= 1
    return None


def _numbered(words: list[str], end: int) -> Known | None:
    """`claim num` and `claim id` as `claim number`; `mrn id` as what is numbered."""
    table = _table()
    low = max(0, end - _LONGEST)
    for first in range(low, end - 1):
        rest = " ".join(words[first : end - 1])
        found = table.get(f"{rest} number") or table.get(f"{rest} id")
        if found is not None:
            return _weighed(words, first, end, found, whole=False)
    for first in range(low, end - 1):
        found = table.get(" ".join(words[first : end - 1]))
        if found is not None and found[0][1] == STRONG and found[0][0] in _NUMBERED:
            return Known(found[:1], first)
    return None


def _weighed(
    words: list[str], first: int, end: int, kinds: tuple[tuple[str, int], ...], *, whole: bool
) -> Known:
    """With the word before taken into account: whose name it is."""
    if words[end - 1] in _NAMES and len(kinds) == 1 and kinds[0][1] in {WEAK, PLAIN}:
        before = words[first - 1] if first else ""
        if not before or before in _NEUTRAL:
            return Known((("name", WEAK),), first, whole)
        if (
            before in _PEOPLE
            or before.removesuffix("s") in _PEOPLE
            or (before in _NAMES and first)
        ):
            return Known((("name", STRONG),), first - 1)
        return Known((("name", NONE),), first)
    if first and end - first == 1 and words[first] in _OF_MANY_THINGS:
        before = words[first - 1]
        if not (
            before in _PEOPLE
            or before in _NEUTRAL
            or before in _OF_CARE
            or before.removesuffix("s") in _PEOPLE
        ):
            kinds = tuple((kind, min(weight, WEAK)) for kind, weight in kinds)
    return Known(kinds, first, whole)
