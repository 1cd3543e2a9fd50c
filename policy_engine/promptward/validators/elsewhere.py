"""Numbers of other countries and trades, checked by python-stdnum."""

from collections.abc import Callable
from importlib import import_module

from promptward.validators.digits import compact

__all__ = ["ELSEWHERE"]

# Name in Ward -> module of python-stdnum; its docstring cites the number's authority.
_MODULES = {
    "aadhaar": "stdnum.in_.aadhaar",
    "bic": "stdnum.bic",
    "bsn_nl": "stdnum.nl.bsn",
    "codice_fiscale_it": "stdnum.it.codicefiscale",
    "cpf_br": "stdnum.br.cpf",
    "curp_mx": "stdnum.mx.curp",
    "cusip": "stdnum.cusip",
    "dni_es": "stdnum.es.dni",
    "figi": "stdnum.figi",
    "idnr_de": "stdnum.de.idnr",
    "imo": "stdnum.imo",
    "imsi": "stdnum.imsi",
    "isin": "stdnum.isin",
    "lei": "stdnum.lei",
    "meid": "stdnum.meid",
    "nhs_number": "stdnum.gb.nhs",
    "nie_es": "stdnum.es.nie",
    "nir_fr": "stdnum.fr.nir",
    "nn_be": "stdnum.be.nn",
    "pan_in": "stdnum.in_.pan",
    "personnummer_se": "stdnum.se.personnummer",
    "pesel_pl": "stdnum.pl.pesel",
    "phn_bc_ca": "stdnum.ca.bc_phn",
    "ric_cn": "stdnum.cn.ric",
    "rrn_kr": "stdnum.kr.rrn",
    "sin_ca": "stdnum.ca.sin",
    "tfn_au": "stdnum.au.tfn",
    "us_atin": "stdnum.us.atin",
    "us_ptin": "stdnum.us.ptin",
    "utr_gb": "stdnum.gb.utr",
}


def _checker(name: str, module: str) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        # The library expects ASCII and splits long input; neither is such a number.
        if not compact(text):
            return False
        try:
            return bool(import_module(module).is_valid(text.strip()))
        except (ValueError, IndexError, KeyError, TypeError):
            return False

    check.__name__ = check.__qualname__ = name
    check.__doc__ = f"A number that `{module}` accepts; the standard is named there."
    return check


ELSEWHERE: dict[str, Callable[[str], bool]] = {
    name: _checker(name, module) for name, module in _MODULES.items()
}
"""Name in Ward -> check. The library is loaded by the first check that needs it."""
