"""Puts Northumberland on stage in the database that ``DATABASE_URL`` names: ``python -m tests.journeys.stage``.

The country is the real one, as the service loads it; the people are invented: Olive (officer), Colin (contributor
for Northumbria Police), Reg (regional lead of the North East), Ana (analyst) and Otto (officer elsewhere).
"""

from __future__ import annotations

import os


def main() -> None:
    """Set Django up for real parts and write the people."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")
    import django

    django.setup()

    from areas.models import Organisation, Partnership, PartnershipMember, Region
    from areas.roles.rules import Role
    from tests.cast import make_person

    def partnership_of(slug: str, *names: str) -> Partnership:
        partnership = Partnership.objects.get(slug=slug, areas__slug=slug)
        for name in names:
            organisation = Organisation.objects.get(name=name)
            PartnershipMember.objects.get_or_create(partnership=partnership, organisation=organisation)
        return partnership

    ours = partnership_of(
        "northumberland",
        "Northumbria Police",
        "Northumberland County Council",
        "North East Ambulance Service NHS Foundation Trust",
        "Cumbria, Northumberland, Tyne and Wear NHS Foundation Trust",
        "NHS North East and North Cumbria Integrated Care Board",
    )
    theirs = partnership_of("dorset")
    police = Organisation.objects.get(name="Northumbria Police")
    make_person("Olive", role=Role.OFFICER, partnership=ours)
    make_person("Colin", role=Role.CONTRIBUTOR, organisation=police, partnership=ours)
    make_person("Leah", role=Role.AREA_LEAD, partnership=ours)
    make_person("Reg", role=Role.REGIONAL_LEAD, region=Region.objects.get(slug="north-east"))
    make_person("Ana", role=Role.ANALYST)
    make_person("Otto", role=Role.OFFICER, partnership=theirs)


if __name__ == "__main__":
    main()
