"""From parsed arguments to a result: 0 done, 1 refused with one clear sentence, 2 wrong usage, 3 a fault of ours."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from importlib import import_module

from services.console.shell import Say
from services.errors import AppError, Invalid
from services.redacting import fault_lines

Command = Callable[[Namespace, Say], int]


_MODULES: Mapping[str, str] = {
    "setup": "registering",
    "import": "registering",
    "workers": "registering",
    "check": "auditing",
    "history": "auditing",
    "witness": "auditing",
    "support": "auditing",
    "kit": "carrying",
    "handover": "carrying",
    "receive": "carrying",
    "carry": "carrying",
    "inspect": "carrying",
    "laptops": "keys",
    "replace": "keys",
    "rotate": "keys",
    "keys-from-paper": "keys",
    "recover": "keys",
    "contribution": "money",
    "plan": "money",
    "programme": "money",
    "decide": "money",
    "versions": "money",
    "backup": "safekeeping",
    "restore": "safekeeping",
    "repair": "safekeeping",
    "rebuild": "safekeeping",
    "passphrase": "safekeeping",
    "officer": "officers",
}


def _command(name: str) -> Command:
    """Only the module that is needed is loaded: a command starts quickly."""
    module = import_module(f"services.console.{_MODULES[name]}")
    command: Command = getattr(module, f"{name.replace('-', '_')}_command")
    return command


def run_command(args: Namespace, say: Say) -> int:
    """Run one command; an expected failure becomes one sentence on stderr and exit 1."""
    try:
        return _command(args.command)(args, say)
    except Invalid as error:
        for problem in error.problems:
            print(say(problem.code, problem.data), file=sys.stderr)
        return 1
    except AppError as error:
        print(say(error.code, error.data), file=sys.stderr)
        if error.code == "database.damaged" and args.command != "repair":
            print(say("database.repair_here", {"folder": str(args.data)}), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(say("cancelled", {}), file=sys.stderr)
        return 1
    except Exception as fault:  # noqa: BLE001  the last resort: a traceback shows values, and they may be people's
        print("\n".join([say("programme.fault", {}), *fault_lines(fault)]), file=sys.stderr)
        return 3
