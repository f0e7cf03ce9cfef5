"""The harness: a private PostgreSQL, the cast, and a clock that can be set.

No ``DATABASE_URL`` → an embedded PostgreSQL in a folder of its own, thrown away afterwards.
"""

from __future__ import annotations

import pytest

from tests.cast import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Make the two areas and everybody in them."""
    return make_cast()
