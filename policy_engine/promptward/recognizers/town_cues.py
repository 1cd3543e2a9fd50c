"""Cues of towns: verbs of living and travelling, prepositions, states, countries, counties."""

from promptward.recognizers.regions import STATE_PATTERN, STATES
from promptward_rules import word_list

__all__ = ["CUES"]

_LIVES = (
    "lives?|living|lived|resides?|residing|resident|moved|moving|relocated|native|born|raised"
    "|grew up|comes?|came|travell?ed|travell?ing|traveling|travels?|trip|flew|flies|flying|flown"
    "|fly|drove|drives?|driving|visiting|originally|formerly|male|female|man|woman|boy|girl"
    "|based|located|headquartered|vacation(?:ing)?|transported|airlifted|stationed|deployed|hails"
    "|farmer|teacher|veteran|widow|refugee|immigrant|emigrated|immigrated|settled|i'm|i am|trip"
    "|fled|evacuated|displaced|resettled|deported|retired|commutes?|commuting|biked|bussed"
    "|returned|village|town|hometown|home city|cabin|ranch|house|farm|apartment|apt"
)
_KIN = (
    "daughter|son|sister|brother|mother|father|mom|mum|dad|parents|family|cousins?|niece|nephew"
    "|aunt"
    "|uncle|grandson|granddaughter|wife|husband|friends?|relatives|in-laws|wedding|funeral|reunion"
    "|holiday|crash|accident|wreck|rollover"
)
# Born, living or working somewhere, in other languages; without marks, as the text is read.
_ABROAD = (
    "wohnhaft in|wohnt in|wohnen in|lebt in|lebte in|geboren in|geb\\. in|stammt aus|kommt aus"
    "|demeurant a|habite(?: a)?|reside a|residant a|domiciliee? a|nee? a|originaire de|vit a"
    "|transferee? (?:a|de|vers)|hospitalisee? a|vive en|residente (?:en|em|a)|natural de"
    "|vecin[oa] de|nacid[oa] en|procedente de|cerca de|reside en|trabaja en|traid[oa] desde"
    "|nat[oa] a|abita a|vive a|lavora a|domiciliat[oa] a|ricoverat[oa] a|mora em|reside em"
    "|nascid[oa] em|trabalha em|woont in|woonachtig (?:te|in)|wonende te|geboren te|bor i|bosatt i"
    "|fodd i|fodt i|hemma i|kommer fran|kommer fra|finns i|bor pa|flyttat till|mieszka w"
    "|zam\\. w|zamieszka.[ya] w|originari[oa] (?:de|di)|residente de|oriund[oa] de|proveniente"
    " (?:de|da)"
    "|natif de|native de|rientra a|trasferit[oa] (?:a|da)|verlegt nach|verzogen nach|gezogen nach"
    "|uberwiesen nach|naar|bij|nach|aus|bei|desde|hasta|hacia|chegou de|veio de|vindo de"
    "|commune de|ville de|hameau de|municipio de|concelho de|freguesia de|comune di"
    "|frazione di|gemeente|wohnsitz in|woonplaats|gevestigd te|urodzon[ya] w|ur\\. w|pochodzi z"
    "|rehabilitacja w|kontrola w|derivad[oa] (?:a|de)|trasladad[oa] (?:a|de|desde)|ingresad[oa] en"
    "|operad[oa] (?:en|a)|control en|recogida en|acude de|hij[oa] en|esta en|viene de|vient de"
    "|retour"
    " a|suivie? a|adressee? (?:par|a)|habite|operee? a|pris en charge a|sortie (?:vers|a)"
    "|overgeplaatst naar|opgenomen in|komt uit|innlagt (?:ved|pa|i)|overf.rt til|inlagd (?:i|pa)"
    "|przeniesion[ya] do|proviene da|controllo a|verlegt in|kam aus|aus dem|transport von"
    "|entlassung"
    " nach|provenance ?:|provenienza:|vorbehandlung:|zuweiser:|destino:|origen:"
)
_WEAK_LIVES = (
    "bus|visit(?:ed)?|back|patient|pt|brought|home|arrived|arrives|arriving|holiday"
    "|stay(?:s|ed|ing)?|family|people|lady|guy|went|going|office|he's|she's|we're|is|invited|sent"
    "|shes|hes|drop|live|lives?|moved|now|formerly|from|dad|mom|brother|sister|son|daughter"
)
_STATE_NAMES = "|".join(sorted(STATES))
_COUNTRY_NAMES = "|".join(word_list("places", "countries after a town"))

CUES: dict[str, tuple[str, str]] = {
    "lives": (
        (
            rf"(?:, \d{{2,3}},(?: formerly| late)? of (?:the (?:city|town|village) of )?)"
            rf"|\b(?:nr |outside of |(?:{_KIN}) (?:in|near|outside) |(?:this|that|other|far|north"
            rf"|south"
            r"|east|west|right|wrong) side of |(?:min|mins|minutes|hrs?|hours?|miles?|mi|km) "
            r"(?:out |away |drive |north |south |east |west )?(?:from|of|in|outside) "
            r"|\b(?:late|formerly|native|resident) of "
            rf"|\b(?:{_ABROAD}) "
            r"|back from |(?:came|flew|drove|moved) back (?:to|in) "
            r"|home (?:to|from|in) |(?:bound|leave|leaves|leaving|left|heading|headed) for "
            rf"|(?:{_LIVES}) (?:himself |herself |myself |him |her |them |me |us |alone |here "
            rf"|there "
            rf"|back |now |up |down |out |home |in |over |by bus |all the way |with (?:his |her "
            rf"|their |my |a )?[a-z]{{3,12}} )?"
            r"(?:in|from|of|to|near|outside|outside of|at|nr|around|for|through|thru|into|past"
            r"|across) "
            r"(?:the (?:city|town|village) of |the (?:greater )?)?)"
        ),
        "i",
    ),
    "near": (
        (
            r"(?:\b(?:in|from|near|(?:nor|sou)th of|east of|west of|outside|outside of|nr|around"
            r"|toward|towards|site|vs|now|via|thru|then|lives?|te|ex"
            rf"|(?:{_WEAK_LIVES})(?: in| to| at| of| for| over to)) |\bsite |ex-| to )"
        ),
        "i",
    ),
    "of_facility": (
        (
            r"\b(?:hospital|clinic|center|centre|health|infirmary|hosp|general|memorial"
            r"|pharmacy)(?:,| in| of| -| at) "
        ),
        "i",
    ),
    "state": (
        (
            rf"(?:,? {{1,2}}|,| ?\| ?)(?:{STATE_PATTERN})\b(?:\.?,? {{1,2}}\d{{5}}(?:-\d{{4}})?\b"
            r"| ?\|)?"
        ),
        "",
    ),
    "state_name": (
        rf",? {{1,2}}(?:{_STATE_NAMES})\b(?:,? {{1,2}}\d{{5}}(?:-\d{{4}})?\b)?",
        "",
    ),
    "postcode": (
        (
            r",? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) \d{4}\b"
            r"|,? [A-Z]{1,2}\d[A-Z0-9]? \d[ABD-HJLNP-UW-Z]{2}\b"
        ),
        "",
    ),
    "country": (rf",? {{1,2}}(?:{_COUNTRY_NAMES})\b", ""),
    "county": (r" (?:County|COUNTY|Parish|Township|TOWNSHIP|Borough|Co\.)(?:$|[^\w])", ""),
    "county_of": (
        (
            r"\b(?:City|Town|Village|Township|County|Municipality|Borough|Port|county|town"
            r"|city) of "
            r"|, Co\.? |\bCounty "
        ),
        "",
    ),
}
"""What stands before or behind the name of a town, as patterns of the shared scan."""
