"""laptops, replace, rotate, keys-from-paper, recover: laptops of the villages and the keys of the safe."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from services.console.carrying import show_received
from services.console.shell import PrintedProgress, Say, office, secret, show
from services.handover.admitting import admit, turn_away, waiting_laptops
from services.handover.age_file import new_identity
from services.handover.incoming import Refused
from services.handover.kit import read_kit
from services.handover.laptops import laptops
from services.handover.recovering import receive_with_recovery
from services.handover.replacing_laptop import make_replacement_kit
from services.handover.revoking import extend_cut, revoke
from services.handover.rotating import root_facts, rotate
from services.safekeeping.district_keys import (
    DistrictSecrets,
    read_recovery_secret,
    read_root_secret,
    secrets_from_paper,
    write_secrets,
)
from services.safekeeping.paper_keys import LINES

WORDS_VARIABLE = "PAYUNG_KIT_WORDS"


def laptops_command(args: Namespace, say: Say) -> int:
    """Who waits and who is in; let one in, turn one away, take one's say away."""
    refused: Sequence[Refused] = ()
    with office(args, say) as ctx:
        if args.admit:
            waiting = [each.device for each in waiting_laptops(ctx)]
            refused = admit(ctx, waiting if args.admit == "all" else [args.admit], PrintedProgress(say)).refused
        if args.turn_away:
            turn_away(ctx, args.turn_away)
        if args.revoke:
            revoke(ctx, args.revoke)
        if args.extend:
            extend_cut(ctx, args.extend)
        asking, known = waiting_laptops(ctx), laptops(ctx)
    result = {
        "waiting": [
            {"device": each.device, "office": each.office, "no": each.no, "words": list(each.words)} for each in asking
        ],
        "laptops": [
            {"device": each.device, "office": each.office, "revoked": each.revoked, "words": list(each.words)}
            for each in known
        ],
        "refused": [{"file": each.file, "code": each.code, "message": say(each.code, each.data)} for each in refused],
    }
    lines = [f"menunggu  {each.device}  {each.office_name}  {' '.join(each.words)}" for each in asking]
    for laptop in known:
        state = "dicabut" if laptop.revoked else "dipakai"
        lines.append(f"{state:<9} {laptop.device}  {laptop.office_name}  {' '.join(laptop.words)}")
    lines += [f"ditolak   {each.file}  {say(each.code, each.data)}" for each in refused]
    show(args, result, lambda: lines)
    return 1 if refused else 0


def replace_command(args: Namespace, say: Say) -> int:
    """A kit that brings a village's work back. The words are printed here once: write them on paper."""
    with office(args, say) as ctx:
        kit = make_replacement_kit(ctx, args.village, args.to, PrintedProgress(say))
        result = {"kit": kit.kit, "content": kit.content, "people": kit.people, "words": list(kit.words)}
        show(args, result, lambda: [f"{kit.kit}", f"{kit.content}", " ".join(kit.words)])
        if args.revoke:  # only now: were it refused, nobody would ever have read the words
            revoke(ctx, args.revoke)
    return 0


def rotate_command(args: Namespace, say: Say) -> int:
    """Another version of the root document, signed with the key from the safe or its file."""
    root = read_root_secret(args.keys)
    recovery: str | None = None
    with office(args, say) as ctx:
        if args.new_recovery is not None:
            identity, recovery = new_identity()
            write_secrets(args.new_recovery, DistrictSecrets(root, identity))
        rotate(ctx, root, leave_out=args.leave_out, recovery=recovery)
        facts = root_facts(ctx)
    result = {"version": facts.version, "words": list(facts.print.words), "recovery": facts.recovery}
    show(args, result, lambda: [say("root.rotated", {"version": facts.version}), " ".join(facts.print.words)])
    return 0


def keys_from_paper_command(args: Namespace, say: Say) -> int:
    """Eight lines typed from the sheet, as the two files that ``setup --keys`` writes."""
    typed = sys.stdin.read().split("\n") if not sys.stdin.isatty() else _ask_lines()
    rows = [row for row in typed if row.strip()]
    found = secrets_from_paper("\n".join(rows[:LINES]), "\n".join(rows[LINES:]))
    write_secrets(args.to, found)
    show(args, {"folder": args.to}, lambda: [str(args.to)])
    return 0


def _ask_lines() -> list[str]:
    labels = [f"{kind}{number}" for kind in "AP" for number in range(1, LINES + 1)]
    return [input(f"{label}: ") for label in labels]


def recover_command(args: Namespace, say: Say) -> int:
    """Read sticks with the recovery key, when every computer of the district is gone; 1 if any was refused."""
    with office(args, say) as ctx:
        outcome = receive_with_recovery(
            ctx, read_recovery_secret(args.key), args.paths, PrintedProgress(say), admit_new=args.admit
        )
    return show_received(args, outcome, say, ctx.office.role)


def kit_words(kit: Path) -> str:
    """The five words of a replacement kit, from the environment or a prompt; empty for an ordinary kit.

    Raises BundleRejected("kit.…"), AccessDenied("secret.missing").
    """
    if read_kit(kit).replacement is None:
        return ""
    return secret(WORDS_VARIABLE, "Lima kata di kertas kit: ")


__all__ = [
    "keys_from_paper_command",
    "kit_words",
    "laptops_command",
    "recover_command",
    "replace_command",
    "rotate_command",
]
