"""setup, import, workers: an office and its register."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from models.values import ActKind
from services import startup
from services.console.keys import kit_words
from services.console.shell import PrintedProgress, Say, office, passphrase, show
from services.context import Paths
from services.errors import StorageTrouble
from services.handover.kit import read_kit
from services.handover.office_facts import has_kit
from services.handover.replacing_laptop import open_replacement, take_carried
from services.handover.rotating import root_facts
from services.rules.nik import format_nik, mask_nik
from services.spreadsheets.importing import ImportResult, import_workbook
from services.workers.acts import log_act
from services.workers.queries import rows
from services.workers.search import find_workers


def setup_command(args: Namespace, say: Say) -> int:
    """Make an office. The recovery code is printed once."""
    secret = passphrase(new=True)
    if args.role == "village":
        done = set_up_from_kit(args, secret)
    else:
        done = startup.set_up_district(args.data, args.office, args.officer, secret, args.keys)
    ctx = done.context
    result = {"office": ctx.office.code, "name": ctx.office.name, "role": ctx.office.role.value}
    result["recovery_code"] = done.recovery_code
    words = " ".join(root_facts(ctx).print.words) if has_kit(ctx) else ""
    result["district_words"] = words
    lines = [say("setup.done", {"office": ctx.office.name}), done.recovery_code]
    show(args, result, lambda: [*lines, say("root.compare", {"words": words})] if words else lines)
    startup.close(ctx)
    return 0


def set_up_from_kit(args: Namespace, passphrase: str) -> startup.SetUp:
    """A village; where its kit replaces a laptop, with the work that the kit brings back."""
    words = kit_words(args.kit) if args.kit is not None else ""
    carried = None
    if words:
        scratch = Paths(args.data).scratch
        try:
            scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError:
            raise StorageTrouble("folder.not_writable") from None
        carried = open_replacement(read_kit(args.kit, office=args.village), args.kit, words, scratch)
    done = startup.set_up_village(args.data, args.village, args.officer, passphrase, args.kit)
    if carried is not None:
        take_carried(done.context, carried)
    return done


def import_command(args: Namespace, say: Say) -> int:
    """Read a workbook into the register; held rows still exit 0."""
    with office(args, say) as ctx:
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
    """The register, searched; NIKs masked unless asked for, which is noted."""
    with office(args, say) as ctx:
        found = find_workers(ctx, args.search or "")
        shown = rows(ctx, found.seqs[: args.limit])
        if args.full_nik:
            log_act(ctx, ActKind.REVEAL, len(shown))
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
