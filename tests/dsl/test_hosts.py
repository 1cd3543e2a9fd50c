"""Which addresses the stated host of a destination means."""

import pytest

from promptward_dsl.hosts import is_at, named_host, share_an_address


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("api.example", ("api.example", None)),
        ("API.Example.", ("api.example", None)),
        ("api.example.:8443", ("api.example", 8443)),
        ("https://api.example/v1", ("api.example", None)),
        ("[::1]:8080", ("[::1]", 8080)),
    ],
)
def test_a_host_is_read_as_a_policy_states_it(written, meant):
    assert named_host(written) == meant


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("a.example", "A.example:443", True),
        ("a.example:443", "a.example:8443", False),
        ("*.example", "a.example", True),
        ("*.example", "*.example:1", True),
        ("*.example", "a.b.example", False),
        ("*.example", "example", False),
        ("a.example", "b.example", False),
    ],
)
def test_two_hosts_share_an_address_whichever_comes_first(one, other, shared):
    assert share_an_address(one, other) is shared
    assert share_an_address(other, one) is shared


def test_a_star_is_one_label_and_a_port_is_that_port():
    assert is_at("*.example", "a.example", 443)
    assert not is_at("*.example", "a.b.example", 443)
    assert not is_at("a.example:8443", "a.example", 443)
