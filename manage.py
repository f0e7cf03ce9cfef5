#!/usr/bin/env python
"""Django's command line for Concordat."""

import os
import sys


def main() -> None:
    """Run the command named on the command line; a mistake in the settings is one sentence, no traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concordat.settings.local")
    from django.core.management import execute_from_command_line

    from concordat.env import BadSetting

    try:
        execute_from_command_line(sys.argv)
    except BadSetting as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
