"""Addresses of this room."""

from django.urls import URLPattern, path

from areas.tokens import views

urlpatterns: list[URLPattern] = [
    path("account/tokens/", views.my_tokens, name="my-tokens"),
    path("account/tokens/<int:pk>/stop/", views.token_stop, name="token-stop"),
]
