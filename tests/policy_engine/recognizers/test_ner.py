"""The model tier: what a model proposes is low, unless a rule has a doubt of the same kind there."""

from pathlib import Path

import pytest

import promptward
from promptward.model import PolicyError
from promptward.recognizers.ner import MODEL, NerPerson, NerPlace
from promptward.recognizers.recognizer import Confirmed
from promptward.text import SourceText
from promptward_dsl.lattice import Confidence

LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH
TEXT = "Tomomi is here. MRN 4471902."
POLICY = """\
policy site.model version 1.0.0 "With a model"

import hipaa.safe_harbor ^1.0.0 as sh

detector model_person finds sh.names { match recognizer ner_person }
"""


def proposals(confirmed: list[Confirmed], kind: type[NerPerson | NerPlace] = NerPerson):
    view = SourceText(TEXT).views[0]
    return list(kind(lambda _: [(0, 6, "PERSON")]).again(view, confirmed))


def test_a_proposal_alone_is_low():
    ((category, candidate),) = proposals([Confirmed(20, 27, HIGH, "mrn", "number")])
    assert (category, candidate.level, candidate.evidence) == ("", LOW, ("model",))


def test_a_proposal_where_a_rule_has_a_doubt_is_medium():
    doubt, sure = Confirmed(0, 6, LOW, "names", "name"), Confirmed(20, 27, HIGH, "mrn", "number")
    ((category, candidate),) = proposals([doubt, sure])
    assert (category, candidate.level) == ("names", MEDIUM)
    ((category, candidate),) = proposals([doubt])
    assert (category, candidate.level) == ("", LOW)


def test_what_a_rule_is_sure_of_is_not_proposed():
    assert not proposals([Confirmed(0, 6, MEDIUM, "names", "name")])


def test_a_person_is_no_place():
    assert not proposals([], NerPlace)


def test_without_a_model_nothing_is_found():
    assert not list(NerPerson().again(SourceText(TEXT).views[0], []))


def load(tmp_path: Path, **environ: str):
    policy = tmp_path / "policy.ward"
    policy.write_text(POLICY)
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    return promptward.load(policy, folder=str(tmp_path), environ=cache | environ)


@pytest.mark.slow  # a policy is compiled
def test_a_policy_that_asks_a_model_says_what_is_missing(tmp_path: Path):
    with pytest.raises(PolicyError, match=MODEL):
        load(tmp_path)


@pytest.mark.slow  # the same
def test_a_pipeline_from_a_folder(tmp_path: Path):
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Zorblatt"}])
    pipeline.to_disk(tmp_path / "model")
    engine = load(tmp_path, PROMPTWARD_NER_MODEL=str(tmp_path / "model"))
    text = "so zorblatt and Zorblatt went home. MRN 4471902."
    found = [one for one in engine.find(text) if "model" in one.evidence]
    assert [text[one.start : one.end] for one in found] == ["Zorblatt"]
