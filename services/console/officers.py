"""officer list, add, remove, passphrase, code, recovery, new-key: who may open this office."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping

from services import startup
from services.console.shell import PrintedProgress, Say, office_of, passphrase, secret, show
from services.context import AppContext
from services.errors import NotFound
from services.one_program import alone
from services.safekeeping.accounts import (
    add_officer,
    change_passphrase,
    list_officers,
    new_code_for,
    new_recovery_code,
    remove_officer,
)
from services.safekeeping.rekeying import rekey

NEW_PASSPHRASE_VARIABLE = "PAYUNG_NEW_PASSPHRASE"


def officer_command(args: Namespace, say: Say) -> int:
    """One of the acts. The passphrase is that of the officer who does it."""
    if args.action == "new-key" or (args.action == "remove" and args.distrusted):
        return _rekey(args, say)
    if startup.state(args.data) == "new":
        raise NotFound("setup.missing")
    own = passphrase()
    with office_of(args, own, say) as ctx:
        _ACTS[args.action](ctx, own, args, say)
    return 0


def _list(ctx: AppContext, own: str, args: Namespace, say: Say) -> None:
    officers = list_officers(ctx)
    result = [{"id": each.id, "name": each.name, "here": each.here, "once": each.once} for each in officers]
    show(args, result, lambda: [each.name for each in officers])


def _add(ctx: AppContext, own: str, args: Namespace, say: Say) -> None:
    new = secret(NEW_PASSPHRASE_VARIABLE, "Kata sandi petugas baru: ", twice=True)
    user = add_officer(ctx, own, args.name, new)
    show(args, {"id": user.id, "name": user.name}, lambda: [say("officer.added", {"officer": user.name})])


def _remove(ctx: AppContext, own: str, args: Namespace, say: Say) -> None:
    remove_officer(ctx, _id_of(args))
    show(args, {"name": args.name}, lambda: [say("officer.removed", {"officer": args.name})])


def _passphrase(ctx: AppContext, own: str, args: Namespace, say: Say) -> None:
    change_passphrase(ctx, own, secret(NEW_PASSPHRASE_VARIABLE, "Kata sandi baru: ", twice=True))
    name = ctx.user.name
    show(args, {"officer": name}, lambda: [say("passphrase.replaced", {"officer": name})])


def _code(ctx: AppContext, own: str, args: Namespace, say: Say) -> None:
    code = new_code_for(ctx, own, _id_of(args))
    show(args, {"code": code}, lambda: [code])


def _recovery(ctx: AppContext, own: str, args: Namespace, say: Say) -> None:
    code = new_recovery_code(ctx, own)
    show(args, {"recovery_code": code}, lambda: [code])


_ACTS: Mapping[str, Callable[[AppContext, str, Namespace, Say], None]] = {
    "list": _list,
    "add": _add,
    "remove": _remove,
    "passphrase": _passphrase,
    "code": _code,
    "recovery": _recovery,
}


def _id_of(args: Namespace) -> str:
    """Id of the officer that was named, or whose id was given. Raises NotFound("account.unknown")."""
    wanted = args.name.strip().casefold()
    for user in startup.users(args.data):
        if wanted in (user.id, user.name.casefold()):
            return user.id
    raise NotFound("account.unknown")


def _rekey(args: Namespace, say: Say) -> int:
    """Everything gets a new key. The codes are printed once, here."""
    if startup.state(args.data) == "new":
        raise NotFound("setup.missing")
    gone = _id_of(args) if args.action == "remove" else ""
    word = passphrase()
    with alone(args.data):
        done = rekey(args.data, word, args.user, remove=gone, reporter=PrintedProgress(say))
        startup.close(done.context)
    once = {each.user.name: each.code for each in done.once}
    lines = [say("officer.rekeyed", {}), done.recovery_code, *(f"{name}: {code}" for name, code in once.items())]
    if done.old_copies:
        lines.append(say("officer.rekey_left", {"folders": ", ".join(done.old_copies)}))
    result = {
        "recovery_code": done.recovery_code,
        "once": once,
        "backup": done.backup,
        "old_copies": list(done.old_copies),
    }
    show(args, result, lambda: lines)
    return 0
