"""Index of the menu's lines for what was promised and done."""

from concordat.web import navigation
from plans.dashboards.queries import access as dashboards
from plans.reminders.views import access as reminders


def register_all() -> None:
    """Register the rooms' lines; ``order`` says where each stands."""
    navigation.register("What needs me", "me", may=dashboards.is_signed_in, order=5)
    navigation.register("Areas", "areas", order=10)
    navigation.register("Regions", "regions", may=dashboards.may_see_regions, order=15)
    navigation.register("England", "national", may=dashboards.may_see_nation, order=20)
    navigation.register("Reminders", "reminders", may=reminders.may_view, order=50)
    navigation.register("Standards", "standards", order=30)
    navigation.register("Exports", "exports", may=dashboards.may_export, order=60)
