"""Who may add, get, replace and set aside. The files of others do not exist for an outsider."""

from __future__ import annotations

import pytest
from django.test import Client

from plans.models import Action, Evidence
from tests.cast import Cast
from tests.plans.evidence.pieces import A_PDF, add_file, add_link, send

#:           anonymous, olive, colin, leah, reg, ana, adam, otto
ROLES = ("anonymous", "olive", "colin", "leah", "reg", "ana", "adam", "otto")
SEE = dict(zip(ROLES, (302, 200, 200, 200, 200, 200, 200, 404), strict=True))
CHANGE = dict(zip(ROLES, (302, 200, 200, 200, 403, 403, 403, 404), strict=True))


def visit(client: Client, cast: Cast, role: str) -> Client:
    if role != "anonymous":
        client.force_login(getattr(cast, role))
    return client


@pytest.mark.parametrize("role", ROLES)
def test_who_may_see_the_action_gets_the_file(client: Client, cast: Cast, role: str) -> None:
    one = add_file(cast.police_action)
    response = visit(client, cast, role).get(f"/evidence/{one.pk}/file/")
    assert response.status_code == SEE[role]
    if response.status_code == 200:
        assert b"".join(response.streaming_content) == A_PDF


@pytest.mark.parametrize("role", ROLES)
def test_who_may_update_the_action_may_add_replace_and_set_aside(client: Client, cast: Cast, role: str) -> None:
    one = add_link(cast.police_action)
    visit(client, cast, role)
    addresses = (f"/actions/{cast.police_action.pk}/evidence/add/", f"/evidence/{one.pk}/replace/")
    for address in (*addresses, f"/evidence/{one.pk}/set-aside/"):
        assert client.get(address).status_code == CHANGE[role]
        if CHANGE[role] != 200:
            refused = send(client, address, reason="Mine").status_code
            assert refused == (401 if role == "anonymous" else CHANGE[role])
    assert Evidence.objects.get().counts


def test_a_contributor_does_so_only_where_it_is_theirs(client: Client, cast: Cast) -> None:
    theirs = add_link(cast.council_action)
    client.force_login(cast.colin)
    assert client.get(theirs.get_absolute_url()).status_code == 200
    assert client.get(f"/evidence/{theirs.pk}/replace/").status_code == 403
    assert "Replace it" not in client.get(theirs.get_absolute_url()).content.decode()
    assert "Add evidence" not in client.get(f"/actions/{cast.council_action.pk}/").content.decode()


def test_a_file_is_handed_out_to_be_kept_and_never_opened_in_our_pages(client: Client, cast: Cast) -> None:
    one = add_file(cast.police_action, b"a,b\n1,2\n", '../../Tr\u00e4ining "list"\r\n.csv')
    client.force_login(cast.olive)
    response = client.get(f"/evidence/{one.pk}/file/")
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "/" not in response["Content-Disposition"].split(";", 1)[1]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "text/csv"
    assert response["Cache-Control"] == "private, no-store"


def test_a_link_has_no_file_and_a_lost_file_is_said_to_be_missing(client: Client, cast: Cast) -> None:
    link, file = add_link(cast.police_action), add_file(cast.police_action)
    file.file.storage.delete(file.file.name)
    client.force_login(cast.olive)
    assert client.get(f"/evidence/{link.pk}/file/").status_code == 404
    assert client.get(f"/evidence/{file.pk}/file/").status_code == 404


def test_no_address_serves_the_folder_of_files(client: Client, cast: Cast) -> None:
    one = add_file(cast.police_action)
    client.force_login(cast.olive)
    for start in ("/", "/files/", "/media/", "/static/"):
        assert client.get(start + one.file.name).status_code == 404


def test_who_loses_the_action_s_sight_loses_its_files(client: Client, cast: Cast) -> None:
    one = add_file(cast.police_action)
    Action.objects.filter(pk=cast.police_action.pk).update(plan=cast.other_plan)
    client.force_login(cast.olive)
    assert client.get(f"/evidence/{one.pk}/file/").status_code == 404
