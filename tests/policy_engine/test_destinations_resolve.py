"""From address to destination: what the agreement leaves out has no agreement."""

import pytest

from promptward.decide import decide
from promptward.destinations import features, resolve
from promptward.destinations.features import features_of
from promptward_dsl.ir import DestinationIR
from promptward_dsl.lattice import Verdict
from promptward_dsl.vocabulary import FEATURES

from .hospital import DIABETES, HOSPITAL, NAME, NOTES, ask

AGREED = DestinationIR(
    vendor="V", kind="llm", baa="until", baa_until="2027-06-30", region="us_east",
    trains_on_data=False, retention_days=0, encrypted=True,
)  # fmt: skip
POLICY = HOSPITAL._replace(
    destinations={
        "p.azure": AGREED._replace(
            host="clinic.openai.azure.com",
            paths=("/openai/deployments/*", "/openai/files*"),
            models=("gpt-4*",),
            covers=("chat", "files"),
        ),
        "p.plain": AGREED._replace(host="api.vendor.test"),
        "p.star": AGREED._replace(host="*.regions.test"),
        "p.one": AGREED._replace(host="shared.test", paths=("/one/*",)),
        "p.two": AGREED._replace(host="shared.test", paths=("/two/*",)),
        "p.local": DestinationIR(kind="llm", baa="not_required", host="localhost:11434"),
        "p.nowhere": AGREED,
    },
    names={**HOSPITAL.names, "plain": "p.plain"},
    purposes={
        "p.summary": HOSPITAL.purposes["p.summary"]._replace(
            destinations=("p.azure", "p.plain", "p.local")
        )
    },
)
AZURE = "https://clinic.openai.azure.com/openai/deployments/x/chat/completions?api-version=1"


@pytest.mark.parametrize(
    ("url", "model", "features", "destination", "covered"),
    [
        (AZURE, "gpt-4o", (), "p.azure", True),
        (AZURE, "GPT-4o", (), "p.azure", False),
        (AZURE, "gpt-5", (), "p.azure", False),
        (AZURE, None, (), "p.azure", False),
        (AZURE, "gpt-4o", ("beta",), "p.azure", False),
        (AZURE, "gpt-4o", ("files",), "p.azure", True),
        ("https://clinic.openai.azure.com/openai/batches", "gpt-4o", (), "p.azure", False),
        ("https://clinic.openai.azure.com/openai/files", "gpt-4o", (), "p.azure", True),
        ("https://clinic.openai.azure.com:8443/openai/files", "gpt-4o", (), "p.azure", True),
        ("https://api.vendor.test/v1/chat/completions", None, (), "p.plain", True),
        ("https://api.vendor.test/v1/messages", "any", (), "p.plain", True),
        ("https://api.vendor.test/v1/messages/batches", "any", (), "p.plain", False),
        ("https://api.vendor.test/v1/files", None, (), "p.plain", False),
        ("https://api.vendor.test/v1/fine_tuning/jobs", None, (), "p.plain", False),
        ("https://api.vendor.test/v1beta/models/x:batchGenerateContent", None, (), "p.plain", False),
        ("https://api.vendor.test/v1/models/x:generateContent", None, (), "p.plain", True),
        ("https://api.vendor.test/v1/something", None, (), "p.plain", False),
        ("https://eu.regions.test/v1/messages", None, (), "p.star", True),
        ("https://a.b.regions.test/v1/messages", None, (), None, False),
        ("https://regions.test/v1/messages", None, (), None, False),
        ("https://shared.test/one/v1/chat", None, (), "p.one", True),
        ("https://shared.test/two/v1/chat", None, (), "p.two", True),
        ("https://shared.test/v1/chat", None, (), None, False),
        ("https://evil.test/?https://api.vendor.test/v1/messages", None, (), None, False),
        ("https://api.vendor.test.evil.test/v1/messages", None, (), None, False),
        ("http://localhost:11434/api/generate", None, (), "p.local", True),
        ("http://localhost:11435/api/generate", None, (), None, False),
    ],
)  # fmt: skip
def test_an_address_belongs_to_a_destination_and_is_covered_or_not(
    url, model, features, destination, covered
):
    found = resolve(POLICY, url, model=model, features=features)
    assert (found.destination, found.covered, found.refused) == (destination, covered, None)


def test_plain_http_is_refused_but_for_this_machine():
    found = resolve(POLICY, "http://api.vendor.test/v1/messages")
    assert found.refused == "endpoint_not_encrypted"
    assert resolve(POLICY, "nonsense").refused == "endpoint_unreadable"


def test_a_path_may_use_several_features():
    assert features_of("/v1/messages/batches") == {"chat", "batch"}
    assert features_of("/v1/models/x:streamGenerateContent") == {"chat"}
    assert features_of("/") == frozenset()


def verdict(**facts) -> Verdict:
    return decide(POLICY, NOTES, ask("John Smith", **facts), [NAME]).verdict


CHAT = "https://api.vendor.test/v1/chat/completions"


def test_a_decision_takes_the_destination_from_the_address():
    assert verdict(destination=None, endpoint=CHAT) is Verdict.ALLOW
    assert verdict(destination="plain", endpoint=CHAT) is Verdict.ALLOW


@pytest.mark.parametrize(
    "facts",
    [
        {"destination": "azure", "endpoint": CHAT},  # named one, addressed another
        {"destination": None, "endpoint": "https://evil.test/v1/chat"},
        {"destination": "plain", "endpoint": "https://api.vendor.test/v1/files"},
        {"destination": "plain", "endpoint": CHAT, "features": {"beta"}},
        {"destination": "plain", "features": {"batch"}},
        {"destination": "azure", "model": "gpt-5"},
        {"destination": "plain", "endpoint": "http://api.vendor.test/v1/messages"},
        {"destination": "plain", "endpoint": "https://api.vendor.test@evil.test/"},
    ],
)
def test_what_is_not_covered_is_blocked(facts):
    assert verdict(**facts) is Verdict.BLOCK


def test_an_uncovered_use_is_a_use_without_agreement():
    ruled = decide(POLICY, NOTES, ask(destination="plain", features={"batch"}), [DIABETES])
    assert ("rule", "p.baa_required") in [(r.kind, r.id) for r in ruled.reasons]


def test_an_address_without_encryption_is_blocked_whatever_the_text():
    ruled = decide(POLICY, NOTES, ask("hello", endpoint="http://api.vendor.test/v1/chat"), [])
    assert ruled.verdict is Verdict.BLOCK
    assert [r.id for r in ruled.reasons] == ["endpoint_not_encrypted"]


def test_without_an_address_nothing_changes():
    assert verdict(destination="plain") is Verdict.ALLOW
    assert verdict(destination="plain", features={"chat"}) is Verdict.ALLOW


def test_an_agreement_may_cover_what_is_read_in_paths_and_nothing_else():
    assert set(FEATURES) == {*features._BY_SEGMENT.values(), *features.INFERENCE}


@pytest.mark.parametrize("host", ["api.vendor.test", "API.vendor.test", "*.vendor.test"])
def test_an_address_of_the_floors_host_is_the_floors_destination_alone(host):
    nearer = AGREED._replace(host=host, baa="not_required", baa_until=None)
    floor = AGREED._replace(host="Api.Vendor.test:443", floor=True)
    policy = POLICY._replace(destinations={"p.floor": floor, "p.nearer": nearer})
    chat = resolve(policy, "https://api.vendor.test/v1/messages")
    files = resolve(policy, "https://api.vendor.test/v1/files")
    elsewhere = resolve(policy, "https://api.vendor.test:8443/v1/files")
    assert (chat.destination, chat.covered) == ("p.floor", True)
    assert (files.destination, files.covered) == ("p.floor", False)
    assert (elsewhere.destination, elsewhere.covered) == ("p.nearer", True)
