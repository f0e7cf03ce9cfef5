"""The rules and their exceptions, and the forms in which an administrator changes them."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings as django_settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from areas.places.queries import region_choices
from areas.roles.rules import P
from plans.reminders.forms import ExceptionForm, RemoveExceptionForm, RuleForm, days_words
from plans.reminders.models import ReminderRule
from plans.reminders.operations import StaleRule, add_exception, edit_rule, remove_exception
from plans.reminders.queries.rules import Rule, all_rules, rule_of, rules
from plans.reminders.rules import KINDS, ReminderKind
from plans.reminders.rules.digest import step_words
from plans.reminders.views.access import manager, reader

BACK = "/reminders/rules/"


@login_required
def reminder_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules: what each looks for, when it speaks, to whom, and where it is otherwise."""
    reach = reader(request)
    shown = []
    for kind, found in groupby(all_rules(reach), key=lambda rule: rule.kind):
        national, *exceptions = [(rule, _steps(rule), _audience(rule)) for rule in found]
        shown.append((KINDS[kind], national, exceptions))
    context = {
        "rules": shown,
        "may_manage": reach.nationwide(P.MANAGE_REMINDERS),
        "hours": django_settings.LETTER_HOURS,
    }
    return render(request, "plans/reminders/rules.html", context)


def _steps(rule: Rule) -> list[str]:
    return [step_words(rule.kind, step) for step in rule.steps]


def _audience(rule: Rule) -> str:
    """Return who is asked, in words: "contributor, then officer, then area lead"."""
    return ", then ".join(role.label.lower() for role in rule.audience)


@login_required
def reminder_rule(request: HttpRequest, kind: str) -> HttpResponse:
    """Change the nation's rule of a kind."""
    manager(request)
    return _change(request, next(rule for rule in rules() if rule.kind == _kind(kind)))


@login_required
def reminder_exception(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Change the rule of one region or plan."""
    manager(request)
    return _change(request, _exception(rule_id))


@login_required
def reminder_exception_add(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose where a rule of its own is wanted; it begins as the nation's."""
    reach = manager(request)
    about = KINDS[_kind(kind)]
    posted = request.POST if request.method == "POST" else None
    form = ExceptionForm(posted, regions=region_choices(), cancel_url=BACK)
    if request.method == "POST" and form.is_valid():
        where = form.cleaned_data
        rule = add_exception(kind=about.name, region_id=where["region"], plan_id=where["plan"], by=reach.person_id or 0)
        messages.info(request, "It says the same as the national rule until you change it here.")
        return redirect("reminder-exception", rule_id=rule.pk)
    return render(request, "plans/reminders/exception_add.html", {"kind": about, "form": form})


@login_required
def reminder_exception_remove(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Ask, then take an exception back."""
    reach = manager(request)
    rule = _exception(rule_id)
    if request.method == "POST":
        remove_exception(rule_id=rule_id, by=reach.person_id or 0)
        messages.success(request, f"The rule of {rule.where} is taken back. The next wider one holds there again.")
        return redirect("reminder-rules")
    form = RemoveExceptionForm(cancel_url=BACK)
    return render(request, "plans/reminders/exception_remove.html", {"rule": rule, "form": form})


def _kind(kind: str) -> ReminderKind:
    if kind not in ReminderKind.values():
        raise Http404
    return ReminderKind(kind)


def _exception(rule_id: int) -> Rule:
    rule = rule_of(rule_id)
    if rule is None or not rule.is_exception:
        raise Http404
    return rule


def _change(request: HttpRequest, rule: Rule) -> HttpResponse:
    form = RuleForm(request.POST or None, kind=rule.kind, initial=_initial(rule), cancel_url=BACK)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            edit_rule(
                kind=rule.kind,
                rule_id=rule.id if rule.is_exception else None,
                expected_version=typed["version"],
                is_on=typed["is_on"],
                steps=typed["days"],
                audience=typed["audience"] if typed["audience"] != KINDS[rule.kind].audience else (),
                by=manager(request).person_id or 0,
            )
        except StaleRule as stale:
            return _stale(request, rule, form, stale.current)
        except ReminderRule.DoesNotExist:
            raise Http404 from None
        where = f" of {rule.where}" if rule.where else ""
        messages.success(request, f"The rule “{rule.kind.label}”{where} is saved. The next round follows it.")
        return redirect("reminder-rules")
    return _page(request, rule, form)


def _initial(rule: Rule) -> dict[str, object]:
    days = days_words(KINDS[rule.kind], rule.steps)
    audience = [role.value for role in rule.audience]
    return {"is_on": "yes" if rule.is_on else "no", "days": days, "audience": audience, "version": rule.version}


def _page(request: HttpRequest, rule: Rule, form: RuleForm, *, theirs: str = "", status: int = 200) -> HttpResponse:
    context = {"rule": rule, "kind": KINDS[rule.kind], "form": form, "theirs": theirs}
    return render(request, "plans/reminders/rule.html", context, status=status)


def _stale(request: HttpRequest, rule: Rule, form: RuleForm, current: ReminderRule) -> HttpResponse:
    """Show both settings; sending the form again puts the typed one on top."""
    typed = request.POST.copy()
    typed["version"] = str(current.version)
    again = RuleForm(typed, kind=rule.kind, cancel_url=BACK)
    again.add_error(None, "Somebody else changed this rule meanwhile. Check both, then save yours again or cancel")
    now = rule_of(current.pk) or rule
    theirs = f"{'On' if now.is_on else 'Off'}: {days_words(KINDS[rule.kind], now.steps)}; {_audience(now)}"
    return _page(request, rule, again, theirs=theirs, status=409)
