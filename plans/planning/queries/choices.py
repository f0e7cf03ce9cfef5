"""What can be chosen in the forms about plans and actions."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from areas.models import Organisation, PartnershipMember, Signatory
from plans.planning.models import Action, Plan
from plans.standards.models import Framework


def organisations_for(plan: Plan) -> list[tuple[int, str]]:
    """Return (id, name) of the bodies that can lead or support: members, signatories, present leads."""
    here = {"partnership": plan.partnership_id, "organisation": OuterRef("pk")}
    members = PartnershipMember.objects.filter(**here, left_on__isnull=True)
    signed = Signatory.objects.filter(
        declaration__partnership=plan.partnership_id, organisation=OuterRef("pk"), withdrawn_on__isnull=True
    )
    leading = Action.objects.filter(plan=plan.pk, lead=OuterRef("pk"))
    helping = Action.partners.through.objects.filter(action__plan=plan.pk, organisation=OuterRef("pk"))
    wanted = Q(Exists(members)) | Q(Exists(signed)) | Q(Exists(leading)) | Q(Exists(helping))
    return list(Organisation.objects.filter(wanted).order_by("name").values_list("pk", "name"))


def frameworks() -> list[tuple[int, str]]:
    """Return (id, title) of the frameworks a plan can answer to."""
    return list(Framework.objects.order_by("nation", "slug").values_list("pk", "title"))
