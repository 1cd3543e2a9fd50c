"""Endpoints: addresses are read strictly, and what two clients could read differently is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward.destinations import Endpoint, EndpointError, read_endpoint


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("https://api.example.com", Endpoint("api.example.com", 443, "/", True, False)),
        ("HTTPS://API.Example.COM./v1/chat?x=1#y", Endpoint("api.example.com", 443, "/v1/chat", True, False)),
        ("https://api.example.com:8443/a/", Endpoint("api.example.com", 8443, "/a/", True, False)),
        ("wss://api.example.com/v1/realtime", Endpoint("api.example.com", 443, "/v1/realtime", True, False)),
        ("http://127.0.0.1:8000/v1", Endpoint("127.0.0.1", 8000, "/v1", False, True)),
        ("http://127.9.8.7/", Endpoint("127.9.8.7", 80, "/", False, True)),
        ("http://localhost/x", Endpoint("localhost", 80, "/x", False, True)),
        ("http://[::1]:11434/api", Endpoint("[::1]", 11434, "/api", False, True)),
        ("http://[0:0::1]/api", Endpoint("[::1]", 80, "/api", False, True)),
        ("https://api.example.com?x=/y", Endpoint("api.example.com", 443, "/", True, False)),
        ("http://10.0.0.1/", Endpoint("10.0.0.1", 80, "/", False, False)),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(url, endpoint):
    assert read_endpoint(url) == endpoint


@pytest.mark.parametrize(
    "url",
    [
        "",
        "api.example.com",
        "ftp://api.example.com",
        "//api.example.com/",
        "https://",
        "https:///v1",
        "https://user@api.example.com/",
        "https://api.example.com@evil.test/",
        "https://api.example.com\\@evil.test/",
        "https://api.example.com\n.evil.test/",
        "https://api.example.com /",
        "https://api%2eexample.com/",
        "https://api.exämple.com/",
        "https://api..example.com/",
        "https://-api.example.com/",
        "https://api.example.com:/",
        "https://api.example.com:0/",
        "https://api.example.com:65536/",
        "https://api.example.com:8e3/",
        "https://2130706433/",
        "https://127.1/",
        "https://0x7f000001/",
        "https://127.0.0.01/",
        "https://1.2.3.256/",
        "https://[::1/",
        "https://[::1]x/",
        "https://[fe80::1%25eth0]/",
        "https://api.example.com/v1/../files",
        "https://api.example.com/v1/%2e%2E/files",
        "https://api.example.com/v1/./chat",
        "https://api.example.com/v1//chat",
        "https://api.example.com/v1/x%2f..%2ffiles",
        "https://api.example.com/v1/%5cfiles",
        "https://" + "a" * 64 + ".test/",
        "https://api.example.com/" + "a" * 9000,
    ],
)
def test_an_address_in_doubt_is_refused_and_not_quoted(url):
    with pytest.raises(EndpointError) as caught:
        read_endpoint(url)
    assert "example" not in str(caught.value)


@pytest.mark.parametrize(
    "host", ["localhost.evil.test", "127.0.0.1.evil.test", "127.example.test"]
)
def test_a_name_that_begins_like_this_machine_is_not_this_machine(host):
    assert not read_endpoint(f"http://{host}/").allowed


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    for url in (text, f"https://{text}", f"https://a.test/{text}", f"https://[{text}]/"):
        try:
            endpoint = read_endpoint(url)
        except EndpointError:
            continue
        assert endpoint.path.startswith("/")
        assert "@" not in endpoint.host
