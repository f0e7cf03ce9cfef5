"""Addresses of this room."""

from django.urls import URLPattern, path

from plans.planning.views import actions, missing, order, past, plans

urlpatterns: list[URLPattern] = [
    path("areas/<slug:slug>/plan/add/", plans.add, name="plan-add"),
    path("plans/<int:plan_id>/", plans.show, name="plan"),
    path("plans/<int:plan_id>/edit/", plans.edit, name="plan-edit"),
    path("plans/<int:plan_id>/gaps/", plans.gaps, name="plan-gaps"),
    path("plans/<int:plan_id>/missing/", missing.missing, name="plan-missing"),
    path("plans/<int:plan_id>/order/", order.order, name="plan-order"),
    path("plans/<int:plan_id>/renumber/", order.numbers, name="plan-renumber"),
    path("plans/<int:plan_id>/on/", past.choose, name="plan-past"),
    path("plans/<int:plan_id>/on/<str:day>/", past.show, name="plan-on"),
    path("plans/<int:plan_id>/actions/add/", actions.add, name="action-add"),
    path("actions/<int:action_id>/edit/", actions.edit, name="action-edit"),
    path("actions/<int:action_id>/move/", order.move, name="action-move"),
    path("actions/<int:action_id>/move/up/", order.step, {"way": "up"}, name="action-up"),
    path("actions/<int:action_id>/move/down/", order.step, {"way": "down"}, name="action-down"),
]
