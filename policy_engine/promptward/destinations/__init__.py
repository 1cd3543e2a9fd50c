"""
Destinations: which declared party an address belongs to, and whether its agreement covers the use.

`resolve` turns a URL, a model and features into a declared destination; `tls` holds the one way
we open a connection; `lapses` says which agreements end soon and which purposes end with them.
"""

from promptward.destinations.endpoint import Endpoint, EndpointError, read_endpoint
from promptward.destinations.resolve import Resolution, resolve

__all__ = ["Endpoint", "EndpointError", "Resolution", "read_endpoint", "resolve"]
