"""``manage.py first_administrator``: who looks after people in a new service."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from areas.people.operations import AccountClosed, AdministratorThere, first_administrator


class Command(BaseCommand):
    """Make the first administrator; everybody else is invited on the People page."""

    help = "Make the first administrator and print a link with which they choose a password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address and the name."""
        parser.add_argument("email", help="the address they sign in with")
        parser.add_argument("--name", required=True, help="their name, as letters greet them")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them known, or say why not."""
        try:
            validate_email(options["email"])
            link = first_administrator(email=options["email"], name=options["name"], today=timezone.localdate())
        except ValidationError:
            raise CommandError("Write an email address in full, for example name@council.gov.uk.") from None
        except AdministratorThere:
            raise CommandError(
                "There is an administrator already. Ask them to invite you on the People page."
            ) from None
        except AccountClosed:
            raise CommandError("The account of that address was closed. Take another address.") from None
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
        self.stdout.write(f"Open this link within {days} days and choose a password:\n{link}")
