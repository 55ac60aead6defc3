"""backup, restore, repair, rebuild, passphrase: keeping an office and getting it back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from models.values import EventKind
from services import startup
from services.console.shell import PrintedProgress, Say, office, passphrase, secret, show, tell_notices
from services.context import User
from services.errors import AccessDenied, NotFound
from services.journal.projection import rebuild
from services.journal.roster import load_roster
from services.one_program import alone
from services.safekeeping.accounts import replace_with_district_key, replace_with_recovery_code
from services.safekeeping.backups import choose_second_place, make_backup
from services.safekeeping.drilling import drill
from services.safekeeping.repairing import Repaired, repair_office
from services.safekeeping.restoring import restore_backup

NEW_PASSPHRASE_VARIABLE = "PAYUNG_NEW_PASSPHRASE"
_FROM = {"file": "repair.from_file", "backup": "repair.from_backup", "bundle": "repair.from_bundle"}
CODE_VARIABLE = "PAYUNG_RECOVERY_CODE"


def backup_command(args: Namespace, say: Say) -> int:
    """Make a verified backup; ``--to`` sets the second place, ``--test`` restores it on trial."""
    with office(args, say) as ctx:
        if args.to is not None:
            choose_second_place(ctx, args.to)
        made = make_backup(ctx, PrintedProgress(say))
        passed = drill(ctx).passed if args.test else None
    result = {
        "sequence": made.sequence,
        "path": made.path,
        "workers": made.workers,
        "changes": made.changes,
        "bytes": made.size,
        "tested": passed,
    }
    lines = [say("backup.made", {"sequence": made.sequence, "workers": made.workers})]
    if passed is not None:
        lines.append(say("backup.passed" if passed else "backup.failed", {"sequence": made.sequence}))
    show(args, result, lambda: lines)
    return 1 if passed is False else 0


def restore_command(args: Namespace, say: Say) -> int:
    """Put a backup back, opened by its passphrase or by the printed code. What lay there stays beside it."""
    code = ""
    if args.recovery_code:
        code = secret(CODE_VARIABLE, "Kode pemulihan: ")
        word = secret(NEW_PASSPHRASE_VARIABLE, "Kata sandi baru: ", twice=True)
    else:
        word = passphrase()
    with alone(args.data):
        done = restore_backup(args.data, args.file, word, args.user, recovery_code=code, reporter=PrintedProgress(say))
        tell_notices(done.context, say)
        startup.close(done.context)
    result = {
        "workers": done.workers,
        "changes": done.changes,
        "safety_copy": done.safety_copy,
        "replayed": done.replayed,
        "lacking": done.lacking,
        "left_out": [user.id for user in done.left_out],
        "older_key": done.older_key,
    }
    show(args, result, lambda: [say(code, data) for code, data in done.told()])
    return 0


def repair_command(args: Namespace, say: Say) -> int:
    """Repair a damaged office with what lies in its folder and at ``--from``; the damaged file is kept."""
    word = passphrase()
    with alone(args.data):
        done = repair_office(args.data, word, args.user, more=args.more, reporter=PrintedProgress(say))
        startup.close(done.context)
    result = {
        "kind": done.kind,
        "workers": done.workers,
        "expected": done.expected,
        "drafts": done.drafts,
        "changes": done.changes,
        "lost": done.lost,
        "sources": [{"kind": each.kind, "name": each.name, "new": each.new} for each in done.sources],
        "aside": done.aside,
        "new_keys": done.new_keys,
        "strange": done.strange,
    }
    show(args, result, lambda: _repaired_lines(done, say))
    return 0


def _repaired_lines(done: Repaired, say: Say) -> list[str]:
    counts = {"workers": done.workers, "expected": done.expected, "drafts": done.drafts}
    lines = [say("repair.done" if done.kind == "salvaged" else "repair.rebuilt", counts)]
    lines += [say(_FROM[each.kind], {"name": each.name, "count": each.new}) for each in done.sources]
    if done.aside is not None:
        lines.append(say("repair.aside", {"folder": done.aside.name}))
    if done.lost:
        lines.append(say("repair.lost", {"count": done.lost}))
    if done.strange:
        lines.append(say("repair.strange", {"count": done.strange}))
    if done.new_keys:
        lines.append(say("repair.new_keys", {}))
    return lines


def passphrase_command(args: Namespace, say: Say) -> int:
    """A new passphrase for an officer who forgot it, by the printed code or the district's recovery key."""
    user = _officer(args)
    new = secret(NEW_PASSPHRASE_VARIABLE, "Kata sandi baru: ", twice=True)
    if args.district_key is not None:
        with alone(args.data):
            replace_with_district_key(args.data, _identity(args.district_key), user.id, new)
    else:
        code = secret(CODE_VARIABLE, "Kode pemulihan: ")
        with alone(args.data):
            replace_with_recovery_code(args.data, code, user.id, new)
    show(args, {"officer": user.name}, lambda: [say("passphrase.replaced", {"officer": user.name})])
    return 0


def _officer(args: Namespace) -> User:
    """Who it is for: the one that was named, or the only one. Raises NotFound("setup.missing", "account.unknown")."""
    if startup.state(args.data) == "new":
        raise NotFound("setup.missing")
    found = startup.users(args.data)
    if args.user is None and len(found) == 1:
        return found[0]
    wanted = (args.user or "").strip().casefold()
    for user in found:
        if wanted in (user.id, user.name.casefold()):
            return user
    raise NotFound("account.unknown")


def _identity(path: Path) -> str:
    """The secret line of a recovery key file; lines with # are remarks. Raises AccessDenied("recovery_key.wrong")."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise AccessDenied("recovery_key.wrong") from None
    found = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    if len(found) != 1:
        raise AccessDenied("recovery_key.wrong")
    return found[0]


def rebuild_command(args: Namespace, say: Say) -> int:
    """Throw away what screens read and make it again from the journal alone."""
    with office(args, say) as ctx, ctx.write() as unit:
        rebuild(unit.connection, load_roster(unit.connection))
        unit.note(EventKind.REBUILD)
        workers = unit.connection.exec_driver_sql("SELECT count(*) FROM worker").scalar_one()
    show(args, {"workers": workers}, lambda: [say("rebuild.done", {"workers": workers})])
    return 0
