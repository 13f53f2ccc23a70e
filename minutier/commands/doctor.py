"""`minutier doctor`: does this installation have what it needs."""

import typer

from minutier.commands.options import JsonOption

MISSING = 3
"""Exit code if something needed is missing: that of all faults of set-up (`ConfigError`)."""


def doctor(as_json: JsonOption = False) -> None:
    """Check this installation and tell what is missing.

    And what that means. Exit code 3 if something needed is missing.

    Example: minutier doctor --json
    """
    from minutier.checks import State, run_checks
    from minutier.output import print_json, table

    checks = run_checks()
    if as_json:
        print_json([{"name": c.name, "state": c.state.name.lower(), "message": c.message} for c in checks])
    else:
        for line in table([(check.name, check.state.value, check.message) for check in checks], indent=""):
            print(line)
    if any(check.state is State.FAULT for check in checks):
        raise typer.Exit(MISSING)
