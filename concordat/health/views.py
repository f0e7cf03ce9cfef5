"""Two addresses that machines ask."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concordat.health import registry


@require_safe
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Say that this process answers; it asks nothing else."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Ask all parts: 200 when every one is well, 503 when one is not."""
    findings = registry.ask_all()
    well = all(finding.ok for finding, _ in findings.values())
    parts = {
        name: {"ok": finding.ok, "says": finding.says, "seconds": took} for name, (finding, took) in findings.items()
    }
    return JsonResponse({"status": "ok" if well else "unwell", "parts": parts}, status=200 if well else 503)
