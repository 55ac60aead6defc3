"""check, history, witness, support: what happened, and proof that nobody rewrote it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from services.audit.chains import ChainsChecked, check_chains
from services.audit.comparing import Compared, compare_files
from services.audit.history import (
    Happened,
    export_history,
    newest_first,
    office_history,
    office_title,
    refused_changes,
)
from services.audit.support import write_support
from services.audit.witness import write_witness
from services.console.shell import PrintedProgress, Say, looked_at, office, show
from services.errors import AppError
from services.safekeeping.checking import Checked, check_office

_NOTES = ("missing", "forked", "unreadable")


def check_command(args: Namespace, say: Say) -> int:
    """The file, every change, the chains and what others were told; 1 when something is wrong. Changes nothing."""
    with looked_at(args) as ctx:
        found = check_office(ctx, PrintedProgress(say))
        # Rows that cannot be read would make every further comparison fall over.
        chains = check_chains(ctx, PrintedProgress(say), quick=args.quick) if found.database else None
    problems = [*found.problems, *(chains.problems if chains else ())]
    result: dict[str, Any] = {
        "database": found.database,
        "journal": found.journal,
        "changes": found.changes,
        "workers": found.workers,
        "problems": problems,
    }
    if chains is not None:
        result["chains"] = {name: getattr(chains, name) for name in ChainsChecked.__slots__ if name != "problems"}
    show(args, result, lambda: _check_lines(found, chains, problems, say))
    return 1 if problems else 0


def _check_lines(found: Checked, chains: ChainsChecked | None, problems: list[str], say: Say) -> list[str]:
    lines = [say("check.counted", {"changes": found.changes, "workers": found.workers})]
    if chains is not None:
        compared = {"streams": chains.streams, "links": chains.links, "heads": chains.heads, "bundles": chains.bundles}
        lines.append(say("check.compared", compared))
        lines += [say(f"check.{name}", {"count": getattr(chains, name)}) for name in _NOTES if getattr(chains, name)]
    return lines + ([say(code, {}) for code in problems] or [say("check.fine", {})])


def history_command(args: Namespace, say: Say) -> int:
    """The history of the office, the newest first; ``--out`` writes a workbook, which is noted."""
    with office(args, say) as ctx:
        entries = newest_first([*office_history(ctx), *refused_changes(ctx)])
        lines = [_line(ctx.office.code, office_title(ctx, each.office), each, say) for each in entries[: args.limit]]
        if args.out is not None:
            export_history(ctx, args.out, entries, say, PrintedProgress(say))
    result = {"total": len(entries), "entries": [_as_json(each) for each in entries[: args.limit]]}
    show(args, result, lambda: lines)
    return 0


def _line(own: str, title: str, each: Happened, say: Say) -> str:
    where = "" if each.office == own else f"  {title}"
    count = f"  {each.count}" if each.count else ""
    return f"{each.at:%Y-%m-%d %H.%M}  {say(each.code, {})}{count}  {each.user}{where}  {each.note}".rstrip()


def _as_json(each: Happened) -> dict[str, str | int]:
    return {
        "at": each.at.isoformat(),
        "kind": each.kind,
        "user": each.user,
        "office": each.office,
        "count": each.count,
        "note": each.note,
        "manner": each.manner.removeprefix("_"),
    }


def witness_command(args: Namespace, say: Say) -> int:
    """``--out`` writes this office's witness file; files are compared without any office; 1 when they contradict."""
    if args.out is not None:
        with looked_at(args) as ctx:
            count = write_witness(ctx, args.out)
        show(args, {"file": str(args.out), "heads": count}, lambda: [say("witness.written", {"count": count})])
        if not args.files:
            return 0
    elif not args.files:
        raise AppError("witness.too_few")
    found = compare_files(args.files)
    show(args, _compared_json(found), lambda: _compared_lines(found, say))
    return 0 if found.good else 1


def _compared_json(found: Compared) -> dict[str, Any]:
    return {
        "good": found.good,
        "files": found.files,
        "offices": list(found.offices),
        "heads": found.heads,
        "with_district": found.with_district,
        "findings": [
            {"kind": each.kind.value, "stream": each.stream, "n": each.n, "offices": list(each.offices)}
            for each in found.findings
        ],
    }


def _compared_lines(found: Compared, say: Say) -> list[str]:
    counts = {"files": found.files, "offices": len(found.offices), "heads": found.heads}
    lines = [say("witness.compared", counts)]
    lines += [] if found.with_district else [say("witness.no_district", {})]
    lines += [say(each.code, each.data) for each in found.findings]
    return [*lines, say("witness.fine" if found.good else "witness.proof", {})]


def support_command(args: Namespace, say: Say) -> int:
    """Write the support pack: versions, counts, checks, redacted log; nothing about people."""
    with office(args, say) as ctx:
        parts = write_support(ctx, args.out, PrintedProgress(say))
    show(args, {"file": str(args.out), "parts": list(parts)}, lambda: [say("support.written", {"count": len(parts)})])
    return 0
