"""``verify_audit`` finds an entry that was altered or taken out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from areas.audit.operations import record
from tests.cast import Cast


def three_entries(cast: Cast) -> list[int]:
    return [record(by=cast.olive.pk, verb=f"did {n}", thing=cast.area, after={"n": n}).pk for n in range(3)]


def unprotected(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_whole_trail_is_said_to_be_whole(cast: Cast) -> None:
    three_entries(cast)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "whole" in out.getvalue()


def test_an_altered_entry_is_named(cast: Cast) -> None:
    ids = three_entries(cast)
    unprotected("UPDATE areas_auditentry SET verb = 'did nothing' WHERE id = %s", ids[1])
    with pytest.raises(CommandError, match=rf"broken at these entries: {ids[1]}\."):
        call_command("verify_audit")


def test_a_missing_entry_is_seen_at_the_one_after_it(cast: Cast) -> None:
    ids = three_entries(cast)
    unprotected("DELETE FROM areas_auditentry WHERE id = %s", ids[1])
    with pytest.raises(CommandError, match=rf"broken at these entries: {ids[2]}\."):
        call_command("verify_audit")
