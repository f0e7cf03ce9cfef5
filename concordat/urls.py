"""All addresses: rooms list their own, this joins them."""

from django.urls import include, path

urlpatterns = [
    path("", include("concordat.web.urls")),
    path("", include("concordat.health.urls")),
    path("", include("areas.urls")),
    path("", include("plans.urls")),
    path("accounts/", include("allauth.account.urls")),
]

handler400 = "concordat.web.errors.bad_request"
handler403 = "concordat.web.errors.forbidden"
handler404 = "concordat.web.errors.not_found"
handler500 = "concordat.web.errors.server_error"
