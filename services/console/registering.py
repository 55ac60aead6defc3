"""setup, import, workers, check: an office and its register."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from services import startup
from services.console.shell import PrintedProgress, Say, office, passphrase, show
from services.rules.nik import format_nik, mask_nik
from services.safekeeping.checking import check_office
from services.spreadsheets.importing import ImportResult, import_workbook
from services.workers.queries import rows
from services.workers.search import find_workers


def setup_command(args: Namespace, say: Say) -> int:
    """Make an office. The recovery code is printed once."""
    secret = passphrase(new=True)
    if args.role == "village":
        done = startup.set_up_village(args.data, args.village, args.officer, secret, args.kit)
    else:
        done = startup.set_up_district(args.data, args.office, args.officer, secret, args.keys)
    ctx = done.context
    result = {"office": ctx.office.code, "name": ctx.office.name, "role": ctx.office.role.value}
    result["recovery_code"] = done.recovery_code
    show(args, result, lambda: [say("setup.done", {"office": ctx.office.name}), done.recovery_code])
    startup.close(ctx)
    return 0


def import_command(args: Namespace, say: Say) -> int:
    """Read a workbook into the register; held rows still exit 0."""
    with office(args) as ctx:
        result = import_workbook(
            ctx, args.file, dry_run=args.dry_run, held_to=args.held, say=say, reporter=PrintedProgress(say)
        )
    show(args, _import_json(result, say), lambda: _import_lines(result, say))
    return 0


def _import_json(result: ImportResult, say: Say) -> dict[str, Any]:
    return {
        "rows": result.rows,
        "ready": result.ready,
        "held": result.held,
        "already_here": result.already_here,
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "code": problem.code,
                "severity": problem.severity.value,
                "message": say(problem.code, problem.data),
            }
            for problem in result.problems
        ],
    }


def _import_lines(result: ImportResult, say: Say) -> list[str]:
    counts = {"rows": result.rows, "ready": result.ready, "held": result.held, "already_here": result.already_here}
    lines = [say("import.counts", counts)]
    for problem in result.problems:
        lines.append(f"{problem.sheet} {problem.column}{problem.row}: {say(problem.code, problem.data)}")
    return lines


def workers_command(args: Namespace, say: Say) -> int:
    """The register, searched; NIKs masked unless asked for."""
    with office(args) as ctx:
        found = find_workers(ctx, args.search or "")
        shown = rows(ctx, found.seqs[: args.limit])
    nik = format_nik if args.full_nik else mask_nik
    result = [
        {
            "id": row.id,
            "nik": row.nik if args.full_nik else mask_nik(row.nik),
            "name": row.full_name,
            "village": row.village_code,
            "occupation": row.occupation_code,
            "status": row.status.value,
            "received": row.received,
            "outcome": row.outcome.value if row.outcome else None,
            "reserve_no": row.reserve_no,
        }
        for row in shown
    ]
    body = {"total": len(found.seqs), "more": found.more, "workers": result}
    show(args, body, lambda: [f"{nik(row.nik):20} {row.full_name:32} {row.status.value}" for row in shown])
    return 0


def check_command(args: Namespace, say: Say) -> int:
    """Database, journal chain; 1 when something is wrong."""
    with office(args) as ctx:
        found = check_office(ctx)
    counts = {"changes": found.changes, "workers": found.workers}
    result = {"database": found.database, "journal": found.journal, **counts, "problems": list(found.problems)}
    show(args, result, lambda: [say(code, {}) for code in found.problems] or [say("check.fine", counts)])
    return 1 if found.problems else 0
