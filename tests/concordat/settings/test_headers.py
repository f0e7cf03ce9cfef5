"""Every answer carries the headers that keep browsers careful."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    ("header", "holds"),
    [
        ("Content-Security-Policy", "default-src 'none'"),
        ("Content-Security-Policy", "frame-ancestors 'none'"),
        ("Permissions-Policy", "geolocation=()"),
        ("Referrer-Policy", "same-origin"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_the_header_is_there(client: Client, header: str, holds: str) -> None:
    assert holds in client.get("/health/live")[header]


def test_the_policy_allows_nothing_inline(client: Client) -> None:
    assert "unsafe" not in client.get("/health/live")["Content-Security-Policy"]
