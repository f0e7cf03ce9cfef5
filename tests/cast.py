"""The cast that plays in the tests, and why each is there.

Two areas in two regions: Northshire (North East) is *ours*, Southbury (South East) is theirs.
* Olive, officer of Northshire: edits the declaration and the plan.
* Colin, contributor for Northshire Police: updates the actions his force leads or supports.
* Leah, area lead of Northshire: approves and publishes.
* Reg, regional lead of the North East: sees Northshire, may not edit it.
* Ana, analyst of the LGA: sees everything, exports.
* Adam, administrator: people, roles, catalogue.
* Otto, officer of Southbury: the outsider; for him Northshire's drafts do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from areas.models import (
    AreaCode,
    LocalArea,
    Membership,
    Organisation,
    OrganisationKind,
    Partnership,
    PartnershipMember,
    Person,
    Region,
)
from areas.roles.rules import Role
from plans.models import Action, Framework, Plan, Section, Standard, Theme

PASSWORD = "correct horse battery staple"


@dataclass
class Cast:
    """Everybody and everything the tests play with."""

    region: Region
    other_region: Region
    area: LocalArea
    other_area: LocalArea
    partnership: Partnership
    other_partnership: Partnership
    police: Organisation
    council: Organisation
    trust: Organisation
    charity: Organisation
    standard: Standard
    plan: Plan
    other_plan: Plan
    theme: Theme
    police_action: Action
    council_action: Action
    olive: Person
    colin: Person
    leah: Person
    reg: Person
    ana: Person
    adam: Person
    otto: Person
    today: date = field(default=date(2026, 11, 23))


def make_area(name: str, region: Region, gss_code: str, kind: str = "county") -> LocalArea:
    """Make an area with a hexagon beside the last one."""
    count = LocalArea.objects.count()
    area = LocalArea.objects.create(
        name=name,
        short_name=name,
        slug=name.lower().replace(" ", "-"),
        kind=kind,
        region=region,
        gss_code=gss_code,
        hex_label=name[:8],
        hex_x=count % 10,
        hex_y=count // 10 * 0.866,
        hex_q=count % 10,
        hex_r=count // 10,
        valid_from=date(2009, 4, 1),
    )
    AreaCode.objects.create(area=area, gss_code=gss_code)
    return area


def make_person(name: str, *, role: Role, **scope: object) -> Person:
    """Make a person with one role; the address is name@example.org."""
    person = Person.objects.create_person(f"{name.lower()}@example.org", name, PASSWORD)
    Membership.objects.create(person=person, role=role, started_on=date(2020, 1, 1), **scope)
    return person


def make_action(plan: Plan, text: str, **more: object) -> Action:
    """Make an action at the end of a plan."""
    position = plan.actions.count() + 1
    more.setdefault("number", str(position))
    return Action.objects.create(plan=plan, position=position, text=text, **more)


def make_cast() -> Cast:
    """Make the two areas and everybody in them."""
    region = Region.objects.create(name="North East", slug="north-east", gss_code="E12000001")
    other_region = Region.objects.create(name="South East", slug="south-east", gss_code="E12000008")
    area = make_area("Northshire", region, "E10000901")
    other_area = make_area("Southbury", other_region, "E06000902", kind="unitary")
    partnership = Partnership.objects.create(name="Northshire", slug="northshire")
    partnership.areas.add(area)
    other_partnership = Partnership.objects.create(name="Southbury", slug="southbury")
    other_partnership.areas.add(other_area)
    kinds = {
        code: OrganisationKind.objects.create(
            code=code, name=name, is_core=core, core_confirmed=core, position=position
        )
        for position, (code, name, core) in enumerate(
            [
                ("local-authority", "Local authority", True),
                ("police", "Police force", True),
                ("mental-health-trust", "Mental health trust", True),
                ("ambulance-trust", "Ambulance trust", True),
                ("voluntary", "Voluntary organisation", False),
            ]
        )
    }
    council = Organisation.objects.create(
        name="Northshire County Council", short_name="Council", kind=kinds["local-authority"]
    )
    police = Organisation.objects.create(name="Northshire Police", short_name="Police", kind=kinds["police"])
    trust = Organisation.objects.create(
        name="Northshire Mental Health NHS Trust", short_name="Trust", kind=kinds["mental-health-trust"]
    )
    charity = Organisation.objects.create(name="Northshire Mind", short_name="Mind", kind=kinds["voluntary"])
    for organisation in (council, police, trust, charity):
        PartnershipMember.objects.create(
            partnership=partnership, organisation=organisation, alias=organisation.short_name
        )
    framework = Framework.objects.create(slug="test-framework", title="Crisis Care Concordat")
    section = Section.objects.create(
        framework=framework, code="A", title="Access to support before crisis point", position=1
    )
    standard = Standard.objects.create(section=section, code="A1", title="Early intervention", position=1)
    plan = Plan.objects.create(partnership=partnership, title="Northshire crisis care action plan", plan_year=2026)
    plan.areas.add(area)
    plan.frameworks.add(framework)
    other_plan = Plan.objects.create(
        partnership=other_partnership, title="Southbury crisis care action plan", plan_year=2026
    )
    other_plan.areas.add(other_area)
    other_plan.frameworks.add(framework)
    theme = Theme.objects.create(plan=plan, position=1, number="1", title="Urgent and emergency access")
    return Cast(
        region=region,
        other_region=other_region,
        area=area,
        other_area=other_area,
        partnership=partnership,
        other_partnership=other_partnership,
        police=police,
        council=council,
        trust=trust,
        charity=charity,
        standard=standard,
        plan=plan,
        other_plan=other_plan,
        theme=theme,
        police_action=make_action(
            plan,
            "Train every response officer in mental health awareness.",
            theme=theme,
            lead=police,
            timescale="31 March 2027",
            timescale_kind="date",
            due=date(2027, 3, 31),
            precision="day",
        ),
        council_action=make_action(
            plan,
            "Review rotas of approved mental health professionals.",
            theme=theme,
            lead=council,
            timescale="Ongoing",
            timescale_kind="ongoing",
        ),
        olive=make_person("Olive", role=Role.OFFICER, partnership=partnership),
        colin=make_person("Colin", role=Role.CONTRIBUTOR, organisation=police, partnership=partnership),
        leah=make_person("Leah", role=Role.AREA_LEAD, partnership=partnership),
        reg=make_person("Reg", role=Role.REGIONAL_LEAD, region=region),
        ana=make_person("Ana", role=Role.ANALYST),
        adam=make_person("Adam", role=Role.ADMINISTRATOR),
        otto=make_person("Otto", role=Role.OFFICER, partnership=other_partnership),
    )
