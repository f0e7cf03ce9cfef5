"""A role is a named list of permissions; this is the one table of them."""

from __future__ import annotations

from concordat.choices import Words


class Scope(Words):
    """What a membership is about."""

    ORGANISATION = "organisation", "An organisation in a partnership"
    PARTNERSHIP = "partnership", "A partnership"
    REGION = "region", "A region"
    NATION = "nation", "The nation"


class Role(Words):
    """What a person is here."""

    CONTRIBUTOR = "contributor", "Contributor"
    OFFICER = "officer", "Officer"
    AREA_LEAD = "area_lead", "Area lead"
    REGIONAL_LEAD = "regional_lead", "Regional lead"
    ANALYST = "analyst", "Analyst (LGA)"
    ADMINISTRATOR = "administrator", "Administrator"


class P(Words):
    """Permissions, named after the thing a person does."""

    VIEW = "view", "See unpublished work"
    UPDATE_OWN_ACTIONS = "update_own_actions", "Update the actions one's organisation leads or supports"
    UPDATE_ACTIONS = "update_actions", "Update any action"
    EDIT_DECLARATION = "edit_declaration", "Edit the declaration"
    EDIT_PLAN = "edit_plan", "Edit the plan and its actions"
    IMPORT_PLAN = "import_plan", "Bring in a plan from a file"
    SUBMIT_PLAN = "submit_plan", "Submit the plan"
    APPROVE_PLAN = "approve_plan", "Approve the plan for submission"
    PUBLISH_PLAN = "publish_plan", "Publish the plan"
    CHOOSE_PUBLIC = "choose_public", "Choose what of a published plan is public"
    INVITE = "invite", "Invite people"
    REVIEW_PLAN = "review_plan", "Acknowledge or return a submission"
    COMMENT = "comment", "Comment"
    NUDGE = "nudge", "Nudge"
    VIEW_REGION = "view_region", "See a region's dashboard"
    VIEW_NATION = "view_nation", "See the national dashboard"
    EXPORT = "export", "Export national figures and actions"
    FREEZE_PERIOD = "freeze_period", "Freeze a period"
    MANAGE_PEOPLE = "manage_people", "Manage people and roles"
    MANAGE_CATALOGUE = "manage_catalogue", "Manage standards, places and organisations"
    VIEW_REMINDERS = "view_reminders", "See who is reminded of what"
    MANAGE_REMINDERS = "manage_reminders", "Manage reminder rules"


_CONTRIBUTOR = frozenset({P.VIEW, P.UPDATE_OWN_ACTIONS})
_OFFICER = _CONTRIBUTOR | {
    P.UPDATE_ACTIONS,
    P.EDIT_DECLARATION,
    P.EDIT_PLAN,
    P.IMPORT_PLAN,
    P.SUBMIT_PLAN,
    P.COMMENT,
    P.VIEW_REMINDERS,
}
_AREA_LEAD = _OFFICER | {P.APPROVE_PLAN, P.PUBLISH_PLAN, P.CHOOSE_PUBLIC, P.INVITE}
_REGIONAL_LEAD = frozenset({P.VIEW, P.COMMENT, P.REVIEW_PLAN, P.NUDGE, P.VIEW_REMINDERS, P.VIEW_REGION, P.VIEW_NATION})
_ANALYST = frozenset({P.VIEW, P.VIEW_REGION, P.VIEW_NATION, P.EXPORT, P.FREEZE_PERIOD})
_ADMINISTRATOR = frozenset(
    {
        P.VIEW,
        P.VIEW_REGION,
        P.VIEW_NATION,
        P.EXPORT,
        P.MANAGE_PEOPLE,
        P.MANAGE_CATALOGUE,
        P.VIEW_REMINDERS,
        P.MANAGE_REMINDERS,
    }
)

PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.OFFICER: frozenset(_OFFICER),
    Role.AREA_LEAD: frozenset(_AREA_LEAD),
    Role.REGIONAL_LEAD: _REGIONAL_LEAD,
    Role.ANALYST: _ANALYST,
    Role.ADMINISTRATOR: _ADMINISTRATOR,
}

SCOPE_OF: dict[Role, Scope] = {
    Role.CONTRIBUTOR: Scope.ORGANISATION,
    Role.OFFICER: Scope.PARTNERSHIP,
    Role.AREA_LEAD: Scope.PARTNERSHIP,
    Role.REGIONAL_LEAD: Scope.REGION,
    Role.ANALYST: Scope.NATION,
    Role.ADMINISTRATOR: Scope.NATION,
}


def roles_with(permission: P) -> frozenset[Role]:
    """Return the roles that carry ``permission``."""
    return frozenset(role for role, granted in PERMISSIONS.items() if permission in granted)
