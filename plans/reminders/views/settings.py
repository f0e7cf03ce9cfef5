"""The rules, and the form in which an administrator changes one."""

from __future__ import annotations

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from areas.roles.rules import P
from plans.reminders.forms import RuleForm, days_words
from plans.reminders.models import ReminderRule
from plans.reminders.operations import StaleRule, edit_rule
from plans.reminders.queries.rules import Rule, rules
from plans.reminders.rules import KINDS, ReminderKind
from plans.reminders.rules.digest import step_words
from plans.reminders.views.access import manager, reader

BACK = "/reminders/rules/"


@login_required
def reminder_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules: what each looks for, when it speaks, to whom."""
    reach = reader(request)
    shown = [(rule, KINDS[rule.kind], [step_words(rule.kind, step) for step in rule.steps]) for rule in rules()]
    context = {
        "rules": shown,
        "may_manage": reach.nationwide(P.MANAGE_REMINDERS),
        "hours": django_settings.LETTER_HOURS,
    }
    return render(request, "plans/reminders/rules.html", context)


@login_required
def reminder_rule(request: HttpRequest, kind: str) -> HttpResponse:
    """Change one rule."""
    reach = manager(request)
    if kind not in ReminderKind.values():
        raise Http404
    rule = next(rule for rule in rules() if rule.kind == kind)
    form = RuleForm(request.POST or None, kind=rule.kind, initial=_initial(rule), cancel_url=BACK)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            edit_rule(
                kind=rule.kind,
                expected_version=typed["version"],
                is_on=typed["is_on"],
                steps=typed["days"],
                by=reach.person_id or 0,
            )
        except StaleRule as stale:
            return _stale(request, rule, form, stale.current)
        messages.success(request, f"The rule “{rule.kind.label}” is saved. The next round follows it.")
        return redirect("reminder-rules")
    return _page(request, rule, form)


def _initial(rule: Rule) -> dict[str, object]:
    days = days_words(KINDS[rule.kind], rule.steps)
    return {"is_on": "yes" if rule.is_on else "no", "days": days, "version": rule.version}


def _page(request: HttpRequest, rule: Rule, form: RuleForm, *, theirs: str = "", status: int = 200) -> HttpResponse:
    context = {"rule": rule, "kind": KINDS[rule.kind], "form": form, "theirs": theirs}
    return render(request, "plans/reminders/rule.html", context, status=status)


def _stale(request: HttpRequest, rule: Rule, form: RuleForm, current: ReminderRule) -> HttpResponse:
    """Show both settings; sending the form again puts the typed one on top."""
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    again = RuleForm(typed, kind=rule.kind, cancel_url=BACK)
    again.add_error(None, "Somebody else changed this rule meanwhile. Check both, then save yours again or cancel")
    theirs = f"{'On' if current.is_on else 'Off'}: {days_words(KINDS[rule.kind], tuple(current.steps))}"
    return _page(request, rule, again, theirs=theirs, status=409)
