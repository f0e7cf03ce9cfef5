"""Every address of the service and what each of the cast gets there by GET.

``in`` is "asked to sign in". A new address must be added here before the tests pass. The plan of
Northshire is a draft, its declaration is signed and public; Otto is from another area.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from areas.declarations.models import DeclarationCopy, Signatory, WaitingSignatory
from areas.models import ElectionPeriod, Letter, Membership, PartnershipMember, PersonalToken
from concordat.periods import quarter_of
from plans.models import Evidence, Indicator, PlanImport, ProgressUpdate, ReminderRule
from plans.progress.queries.links import token_for
from plans.reminders.queries.choices import off_token
from plans.reminders.queries.forecast import next_round
from tests.cast import Cast

#: The secret part of the address of Colin's calendar.
COLINS_CALENDAR = "colins-dates"
ROLES = ("anonymous", "olive", "colin", "leah", "reg", "ana", "adam", "otto")


@dataclass(frozen=True)
class Stage:
    """The cast and the things that addresses point at."""

    cast: Cast
    plan_import: PlanImport
    unread_import: PlanImport
    signatory: Signatory
    withdrawn: Signatory
    waiting: WaitingSignatory
    copy: DeclarationCopy
    letter: Letter
    membership: Membership
    evidence: Evidence
    compared_import: PlanImport
    update: ProgressUpdate


@dataclass(frozen=True)
class Address:
    """What an address needs, and the expected answers in the order of ``ROLES``."""

    needs: Callable[[Stage], dict[str, Any]]
    answers: tuple[str, ...]


def _nothing(stage: Stage) -> dict[str, Any]:
    return {}


def _area(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.cast.area.slug}


def _group(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.cast.area.slug, "partnership": stage.cast.partnership.slug}


def _plan(stage: Stage) -> dict[str, Any]:
    return {"plan_id": stage.cast.plan.pk}


def _action(stage: Stage) -> dict[str, Any]:
    return {"action_id": stage.cast.police_action.pk}


def _milestone(stage: Stage) -> dict[str, Any]:
    return {"milestone_id": stage.cast.police_action.milestones.get().pk}


def _import(stage: Stage) -> dict[str, Any]:
    return {"plan_id": stage.cast.plan.pk, "import_id": stage.plan_import.pk}


def _compared(stage: Stage) -> dict[str, Any]:
    return {"plan_id": stage.cast.plan.pk, "import_id": stage.compared_import.pk}


def _compared_row(stage: Stage) -> dict[str, Any]:
    return {**_compared(stage), "position": 1}


def _unread(stage: Stage) -> dict[str, Any]:
    return {"plan_id": stage.cast.plan.pk, "import_id": stage.unread_import.pk}


def _row(stage: Stage) -> dict[str, Any]:
    return {**_import(stage), "position": 1}


def _signatory(stage: Stage) -> dict[str, Any]:
    return {**_group(stage), "pk": stage.signatory.pk}


def _withdrawn(stage: Stage) -> dict[str, Any]:
    return {**_group(stage), "pk": stage.withdrawn.pk}


def _partnership(stage: Stage) -> dict[str, Any]:
    return {"slug": stage.cast.partnership.slug}


def _member(stage: Stage) -> dict[str, Any]:
    member = PartnershipMember.objects.get(partnership=stage.cast.partnership, organisation=stage.cast.police)
    return {**_partnership(stage), "pk": member.pk}


def _colin(stage: Stage) -> dict[str, Any]:
    return {"pk": stage.cast.colin.pk}


def _token(stage: Stage) -> dict[str, Any]:
    return {"pk": PersonalToken.objects.get(person=stage.cast.colin).pk}


def _letter_ahead(stage: Stage) -> dict[str, Any]:
    return {"day": next_round(timezone.localdate()).isoformat(), "person_id": stage.cast.olive.pk}


def _letter(stage: Stage) -> dict[str, Any]:
    return {"letter_id": stage.letter.pk}


def _election(stage: Stage) -> dict[str, Any]:
    return {"pk": ElectionPeriod.objects.get().pk}


def _quarter(stage: Stage) -> dict[str, Any]:
    """Return the quarter that is frozen."""
    return {"name": str(quarter_of(timezone.localdate()).previous().previous())}


def _last_quarter(stage: Stage) -> dict[str, Any]:
    """Return a quarter that is over and not frozen."""
    return {"name": str(quarter_of(timezone.localdate()).previous())}


def _exception(stage: Stage) -> dict[str, Any]:
    return {"rule_id": ReminderRule.objects.get(region=stage.cast.region).pk}


def _evidence(stage: Stage) -> dict[str, Any]:
    return {"pk": stage.evidence.pk}


def _indicator(stage: Stage) -> dict[str, Any]:
    return {"pk": Indicator.objects.get(partnership=stage.cast.partnership).pk}


def _link(stage: Stage) -> dict[str, Any]:
    return {"token": token_for(stage.cast.colin.pk, stage.cast.police_action.pk)}


EVERYBODY = ("200",) * 8
#:                anonymous olive  colin  leah   reg    ana    adam   otto
SIGNED_IN = ("in", "200", "200", "200", "200", "200", "200", "200")
MAY_SEE = ("in", "200", "200", "200", "200", "200", "200", "404")
OFFICERS = ("in", "200", "403", "200", "403", "403", "403", "404")
UPDATERS = ("in", "200", "200", "200", "403", "403", "403", "404")
LEADS = ("in", "403", "403", "200", "403", "403", "403", "404")
REVIEWERS = ("in", "403", "403", "403", "200", "403", "403", "404")
ADMINISTRATORS = ("in", "404", "404", "404", "404", "404", "200", "404")
NATION = ("in", "404", "404", "404", "200", "200", "200", "404")
FREEZERS = ("in", "404", "404", "404", "403", "200", "403", "404")
POST_ONLY = ("405",) * 8
#: The API looks at tokens, not at who is signed in: what is not public is not there.
NOBODY = ("404",) * 8
#: A quarter that nobody publishes.
_UNPUBLISHED: dict[str, Any] = {"quarter": "1999-00-Q1"}
_A_FILE: dict[str, Any] = {"data_set": "figures", "file_format": "csv"}

ADDRESSES: dict[str, Address] = {
    "home": Address(_nothing, EVERYBODY),
    "areas": Address(_nothing, EVERYBODY),
    "area": Address(_area, EVERYBODY),
    "area-similar": Address(_area, EVERYBODY),
    "declaration": Address(_area, EVERYBODY),
    "plan-public": Address(_area, EVERYBODY),
    "plan-choices": Address(_plan, LEADS),
    "plan-public-preview": Address(_plan, MAY_SEE),
    "update-public": Address(lambda stage: {"update_id": stage.update.pk}, OFFICERS),
    "accessibility": Address(_nothing, EVERYBODY),
    "privacy": Address(_nothing, EVERYBODY),
    "cookies": Address(_nothing, EVERYBODY),
    "about-data": Address(_nothing, EVERYBODY),
    "components": Address(_nothing, EVERYBODY),
    "standards": Address(_nothing, EVERYBODY),
    "standard": Address(lambda stage: {"framework": "test-framework", "code": "A1"}, EVERYBODY),
    "health-live": Address(_nothing, EVERYBODY),
    "me": Address(_nothing, SIGNED_IN),
    "account": Address(_nothing, SIGNED_IN),
    "my-calendar": Address(_nothing, SIGNED_IN),
    "my-tokens": Address(_nothing, SIGNED_IN),
    "token-stop": Address(_token, ("in", "404", "200", *("404",) * 5)),
    "calendar-feed": Address(lambda stage: {"token": COLINS_CALENDAR}, EVERYBODY),
    "declaration-edit": Address(_area, OFFICERS),
    "declaration-texts": Address(_group, MAY_SEE),
    "declaration-compare": Address(_group, MAY_SEE),
    "declaration-reaffirm": Address(_group, OFFICERS),
    "declaration-word": Address(_group, EVERYBODY),
    "declaration-steps": Address(_group, OFFICERS),
    "declaration-step-organisation": Address(_group, OFFICERS),
    "declaration-step-group": Address(_group, OFFICERS),
    "declaration-step-others": Address(_group, OFFICERS),
    "declaration-step-check": Address(_group, OFFICERS),
    "declaration-steps-clear": Address(_group, OFFICERS),
    "declaration-copy": Address(lambda stage: {"pk": stage.copy.pk}, MAY_SEE),
    "signatory-add": Address(_group, OFFICERS),
    "signatory-edit": Address(_signatory, OFFICERS),
    "signatory-withdraw": Address(_signatory, OFFICERS),
    "signatory-list": Address(_group, OFFICERS),
    "signatory-list-check": Address(_group, OFFICERS),
    "signatory-list-clear": Address(_group, OFFICERS),
    "signatory-list-record": Address(_group, ("in", *POST_ONLY[1:])),
    "signatory-line": Address(lambda stage: {**_group(stage), "pk": stage.waiting.pk}, OFFICERS),
    "signatory-return": Address(_withdrawn, OFFICERS),
    "plan": Address(_plan, MAY_SEE),
    "plan-add": Address(_area, OFFICERS),
    "plan-edit": Address(_plan, OFFICERS),
    "plan-gaps": Address(_plan, MAY_SEE),
    "plan-workbook": Address(_plan, MAY_SEE),
    "plan-word": Address(_plan, MAY_SEE),
    "history": Address(lambda stage: {"kind": "action", "pk": stage.cast.police_action.pk}, MAY_SEE),
    "plan-past": Address(_plan, MAY_SEE),
    "plan-on": Address(lambda stage: {**_plan(stage), "day": timezone.localdate().isoformat()}, MAY_SEE),
    "plan-paper": Address(_plan, MAY_SEE),
    "plan-paper-word": Address(_plan, MAY_SEE),
    "plan-missing": Address(_plan, MAY_SEE),
    "plan-order": Address(_plan, OFFICERS),
    "plan-renumber": Address(_plan, OFFICERS),
    "action": Address(_action, MAY_SEE),
    "action-move": Address(_action, OFFICERS),
    "action-up": Address(_action, ("in", *POST_ONLY[1:])),
    "action-down": Address(_action, ("in", *POST_ONLY[1:])),
    "action-add": Address(_plan, OFFICERS),
    "action-edit": Address(_action, OFFICERS),
    "update-add": Address(_action, UPDATERS),
    "link": Address(_link, EVERYBODY),
    "link-thanks": Address(_link, EVERYBODY),
    "link-renew": Address(_link, POST_ONLY),
    "update-draft": Address(_action, ("in", *POST_ONLY[1:])),
    "update-draft-drop": Address(_action, ("in", *POST_ONLY[1:])),
    "plan-round": Address(_plan, UPDATERS),
    "milestone-add": Address(_action, OFFICERS),
    "milestone-add-named": Address(_action, ("in", *POST_ONLY[1:])),
    "milestone-edit": Address(_milestone, OFFICERS),
    "milestone-done": Address(_milestone, UPDATERS),
    "plan-evidence": Address(_plan, MAY_SEE),
    "evidence": Address(_evidence, MAY_SEE),
    "evidence-file": Address(_evidence, MAY_SEE),
    "evidence-add": Address(_action, UPDATERS),
    "evidence-replace": Address(_evidence, UPDATERS),
    "evidence-set-aside": Address(_evidence, UPDATERS),
    "plan-indicators": Address(_plan, MAY_SEE),
    "indicator": Address(_indicator, MAY_SEE),
    "indicator-add": Address(_plan, OFFICERS),
    "indicator-edit": Address(_indicator, OFFICERS),
    "indicator-retire": Address(_indicator, OFFICERS),
    "reading-add": Address(_indicator, UPDATERS),
    "plan-submit": Address(_plan, OFFICERS),
    "plan-take-back": Address(_plan, OFFICERS),
    "plan-return": Address(_plan, REVIEWERS),
    "plan-approve": Address(_plan, REVIEWERS),
    "plan-publish": Address(_plan, LEADS),
    "plan-refresh": Address(_plan, LEADS),
    "plan-import": Address(_plan, OFFICERS),
    "import": Address(_import, OFFICERS),
    "import-row": Address(_row, OFFICERS),
    "import-discard": Address(_import, OFFICERS),
    "import-difference": Address(_compared, OFFICERS),
    "import-compared": Address(_compared_row, OFFICERS),
    "import-compare": Address(_import, ("in", *POST_ONLY[1:])),
    "import-decide": Address(_import, ("in", *POST_ONLY[1:])),
    "import-confirm": Address(_import, OFFICERS),
    "import-found": Address(_import, OFFICERS),
    "import-legend": Address(_import, OFFICERS),
    "import-names": Address(_import, OFFICERS),
    "import-file": Address(_import, OFFICERS),
    "import-reading": Address(_unread, OFFICERS),
    "import-read-now": Address(_unread, ("in", *POST_ONLY[1:])),
    "import-bring-in": Address(_import, ("in", *POST_ONLY[1:])),
    "regions": Address(_nothing, ("in", "404", "404", "404", "302", "200", "200", "404")),
    "region": Address(lambda s: {"slug": "north-east"}, ("in", "404", "404", "404", "200", "200", "200", "404")),
    "organisations": Address(_nothing, ("in", "404", "404", "404", "200", "200", "200", "404")),
    "organisation": Address(
        lambda stage: {"pk": stage.cast.police.pk}, ("in", "404", "404", "404", "200", "200", "200", "404")
    ),
    "region-standards": Address(
        lambda s: {"slug": "north-east"}, ("in", "404", "404", "404", "200", "200", "200", "404")
    ),
    "region-since": Address(lambda s: {"slug": "north-east"}, ("in", "404", "404", "404", "200", "200", "200", "404")),
    "region-since-word": Address(
        lambda s: {"slug": "north-east"}, ("in", "404", "404", "404", "200", "200", "200", "404")
    ),
    "national": Address(_nothing, ("in", "404", "404", "404", "200", "200", "200", "404")),
    "quarters": Address(_nothing, NATION),
    "quarters-compare": Address(_nothing, NATION),
    "quarter": Address(_quarter, NATION),
    "quarter-freeze": Address(_last_quarter, FREEZERS),
    "quarter-publish": Address(_quarter, FREEZERS),
    "quarter-correct": Address(_quarter, FREEZERS),
    "exports": Address(_nothing, ("in", "404", "404", "404", "404", "200", "200", "404")),
    "summaries": Address(_nothing, ("in", "404", "404", "404", "404", "200", "200", "404")),
    "summary": Address(lambda stage: {"period": "today"}, ("in", "404", "404", "404", "404", "200", "200", "404")),
    "summary-file": Address(
        lambda stage: {"period": "today", "file_format": "json"},
        ("in", "404", "404", "404", "404", "200", "200", "404"),
    ),
    "export-download": Address(
        lambda stage: {"data_set": "national", "file_format": "csv"},
        ("in", "404", "404", "404", "404", "200", "200", "404"),
    ),
    "data": Address(_nothing, EVERYBODY),
    "data-quarter-package": Address(lambda stage: _UNPUBLISHED, NOBODY),
    "data-quarter-file": Address(lambda stage: _UNPUBLISHED | _A_FILE, NOBODY),
    "data-revision-package": Address(lambda stage: _UNPUBLISHED | {"revision": 1}, NOBODY),
    "data-revision-file": Address(lambda stage: _UNPUBLISHED | _A_FILE | {"revision": 1}, NOBODY),
    "api-areas": Address(_nothing, EVERYBODY),
    "api-declarations": Address(_nothing, EVERYBODY),
    "api-signatories": Address(_nothing, EVERYBODY),
    "api-plans": Address(_nothing, EVERYBODY),
    "api-actions": Address(_nothing, EVERYBODY),
    "api-updates": Address(_nothing, EVERYBODY),
    "api-standards": Address(_nothing, EVERYBODY),
    "api-figures": Address(_nothing, EVERYBODY),
    "api-areas-one": Address(lambda stage: {"key": stage.cast.area.pk}, EVERYBODY),
    "api-declarations-one": Address(lambda stage: {"key": stage.cast.partnership.declaration.pk}, EVERYBODY),
    "api-signatories-one": Address(lambda stage: {"key": stage.signatory.pk}, EVERYBODY),
    "api-plans-one": Address(lambda stage: {"key": stage.cast.plan.pk}, NOBODY),
    "api-actions-one": Address(lambda stage: {"key": stage.cast.police_action.pk}, NOBODY),
    "api-updates-one": Address(lambda stage: {"key": stage.update.pk}, NOBODY),
    "api-standards-one": Address(lambda stage: {"key": stage.cast.standard.pk}, EVERYBODY),
    "api-geography": Address(_nothing, EVERYBODY),
    "api-openapi": Address(_nothing, EVERYBODY),
    "api-nothing": Address(lambda stage: {"rest": "people"}, NOBODY),
    "api": Address(_nothing, EVERYBODY),
    "embed-area": Address(_area, EVERYBODY),
    "embed-map": Address(_nothing, EVERYBODY),
    "data-package": Address(_nothing, EVERYBODY),
    "data-file": Address(lambda stage: {"data_set": "actions", "file_format": "csv"}, EVERYBODY),
    "people": Address(_nothing, ("in", "403", "403", "200", "403", "403", "200", "403")),
    "people-invite": Address(_nothing, ("in", "403", "403", "200", "403", "403", "200", "403")),
    "person": Address(_colin, ("in", "404", "404", "200", "404", "404", "200", "404")),
    "person-edit": Address(_colin, ("in", "404", "200", "200", "404", "404", "200", "404")),
    "person-letter": Address(_colin, POST_ONLY),
    "person-address": Address(_colin, POST_ONLY),
    "account-close": Address(_colin, ("in", "404", "404", "403", "404", "404", "200", "404")),
    "person-away": Address(_colin, ("in", "404", "404", "200", "404", "404", "200", "404")),
    "account-open": Address(_colin, ("in", "404", "404", "403", "404", "404", "200", "404")),
    "membership-end": Address(
        lambda stage: {"pk": stage.cast.colin.pk, "membership": stage.membership.pk},
        ("in", "404", "404", "200", "404", "404", "200", "404"),
    ),
    "partnerships": Address(_nothing, ADMINISTRATORS),
    "partnership-add": Address(_nothing, ADMINISTRATORS),
    "partnership": Address(_partnership, ADMINISTRATORS),
    "partnership-edit": Address(_partnership, ADMINISTRATORS),
    "member-add": Address(_partnership, ADMINISTRATORS),
    "member-edit": Address(_member, ADMINISTRATORS),
    "member-leave": Address(_member, ADMINISTRATORS),
    "letter-choice": Address(_nothing, ("in", *("200",) * 7)),
    "letters-off": Address(lambda stage: {"token": off_token(stage.cast.colin.pk)}, ("200",) * 8),
    "elections": Address(_nothing, ("in", "200", "403", "200", "200", "403", "200", "200")),
    "election-add": Address(_nothing, ("in", *("403",) * 5, "200", "403")),
    "election-remove": Address(_election, ("in", *("403",) * 5, "200", "403")),
    "reminders": Address(_nothing, ("in", "200", "403", "200", "200", "403", "200", "200")),
    "reminder-letters": Address(_nothing, ("in", "200", "403", "200", "200", "403", "200", "200")),
    "reminder-letter": Address(_letter, ("in", "200", "404", "200", "200", "404", "200", "404")),
    "reminder-letter-html": Address(_letter, ("in", "200", "404", "200", "200", "404", "200", "404")),
    "reminder-letter-resend": Address(_letter, ("in", "403", "404", "403", "403", "404", "200", "404")),
    "reminder-preview": Address(
        _letter_ahead,
        ("in", "200", "404", "200", "200", "404", "200", "404"),
    ),
    "reminder-rules": Address(_nothing, ("in", "200", "403", "200", "200", "403", "200", "200")),
    "reminder-rule": Address(
        lambda stage: {"kind": "due_soon"}, ("in", "403", "403", "403", "403", "403", "200", "403")
    ),
    "reminder-exception-add": Address(lambda stage: {"kind": "due_soon"}, ("in", *("403",) * 5, "200", "403")),
    "reminder-exception": Address(_exception, ("in", *("403",) * 5, "200", "403")),
    "reminder-exception-remove": Address(_exception, ("in", *("403",) * 5, "200", "403")),
    "plan-nudge": Address(_plan, ("in", "403", "403", "403", "200", "403", "403", "404")),
    "action-later": Address(_action, ("in", *("200",) * 6, "404")),
}

#: allauth's own pages and readiness are tried in tests of their own.
ELSEWHERE = {"health-ready"}
