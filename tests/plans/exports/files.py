"""Take a file as a browser does: to its end, where the test client hangs up."""

from django.test import Client


def taken(client: Client, address: str) -> bytes:
    """Return the whole file."""
    return b"".join(client.get(address).streaming_content)
