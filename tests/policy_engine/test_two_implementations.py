"""
Ward twice: the engine, and a naive reading of the language, over random policies, texts, requests.

From the source of a policy to the verdict. A case is one text with one request. The naive reading
undoes no disguise, so a text in which the engine finds more by undoing one (`123 12  1234`) is
compared as it stands and not decided on. The quick form is 20,000 cases (100 policies), less those;
the long form, some 2 million, takes half an hour:

    PROMPTWARD_POLICIES=10000 python -m pytest -m slow tests/policy_engine/test_two_implementations.py
"""

import datetime as dt
import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from promptward.detect import Detection
from promptward.engine import Engine
from promptward_dsl.build import EngineFacts, build
from promptward_dsl.sources import SourceFile

from . import reference_find
from .random_policies import policies, requests, texts
from .reference_decide import reference

TODAY = dt.date(2026, 11, 26)
FACTS = EngineFacts(frozenset({"luhn"}), frozenset())
TEXTS = 10
REQUESTS = 20
STRICTER = ("allow", "warn", "require_justification", "block")
ALL_TEXTS = st.lists(texts, min_size=TEXTS, max_size=TEXTS)
ALL_REQUESTS = st.lists(requests, min_size=REQUESTS, max_size=REQUESTS)
FORM = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
}


def compare(source: str, data: st.DataObject) -> int:
    """How many texts of a policy were decided alike; fails for the first that was not."""
    built = build(SourceFile("p.ward", source), today=TODAY, facts=FACTS)
    assert built.compiled is not None, [
        (d.code, d.message) for d in built.diagnostics if d.severity == "error"
    ]
    ir, notes, lexicons = built.compiled
    engine = Engine(ir, notes, Detection(ir, lexicons))
    decided = 0
    for text in data.draw(ALL_TEXTS):
        findings = engine.find(text, disguises=False)
        naive = reference_find.find(ir, lexicons, text)
        assert [f[:7] for f in findings] == [f[:7] for f in naive], text
        drawn = data.draw(ALL_REQUESTS)
        if engine.find(text) != findings:
            continue
        decided += 1
        for asked in drawn:
            request = asked._replace(text=text)
            least, *_ = reference(ir, request, naive)
            ruling = engine.decide(request)
            # What only shows once a text is rewritten is decided on as well, with all the rest.
            final = [f._replace(disposition=None) for f in ruling.findings]
            first = [f for f in final if "released" not in f.evidence]
            assert [f[:7] for f in first] == [f[:7] for f in naive]
            verdict, dispositions, obligations, _ = reference(ir, request, final)
            assert STRICTER.index(verdict) >= STRICTER.index(least)
            # What is kept back may turn into a block at the last look, never into less.
            assert ruling.verdict in {verdict, "block"}
            if ruling.verdict != verdict:
                assert [reason.kind for reason in ruling.reasons].count("release")
            assert [f.disposition for f in ruling.findings] == dispositions
            assert {tuple(one) for one in ruling.obligations} == obligations
    return decided


@settings(max_examples=100, **FORM)
@given(policies(), st.data())
def test_the_engine_decides_as_the_language_says(source, data):
    assert compare(source, data) <= TEXTS


@pytest.mark.slow
@settings(max_examples=int(os.environ.get("PROMPTWARD_POLICIES", "2000")), **FORM)
@given(policies(), st.data())
def test_the_engine_decides_as_the_language_says_for_long(source, data):
    assert compare(source, data) <= TEXTS
