"""Puts the cast on stage in the database that ``DATABASE_URL`` names: ``python -m tests.journeys.stage``."""

from __future__ import annotations

import os


def main() -> None:
    """Set Django up for real parts and write the cast."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")
    import django

    django.setup()
    from tests.cast import make_cast

    make_cast()


if __name__ == "__main__":
    main()
