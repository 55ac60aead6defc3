"""kit, handover, receive, inspect: what goes onto a stick and comes off it."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from services.console.shell import PrintedProgress, Say, office, show
from services.errors import NotAllowed
from services.handover.bundle import inspect as inspect_bundle
from services.handover.handing_over import HandedOver, hand_over
from services.handover.incoming import receive
from services.handover.kits import make_kits


def kit_command(args: Namespace, say: Say) -> int:
    """Write kits for one village or all."""
    with office(args) as ctx:
        villages = sorted(ctx.reference.villages) if args.all else [args.village]
        kits = make_kits(ctx, villages, args.to, PrintedProgress(say))
    result = {"kits": [{"office": made.office, "file": str(made.path)} for made in kits]}
    show(args, result, lambda: [f"{made.office}  {made.path}" for made in kits])
    return 0


def handover_command(args: Namespace, say: Say) -> int:
    """Write what is due."""
    with office(args) as ctx:
        done = hand_over(ctx, args.to, PrintedProgress(say))
    show(args, {"bundles": [_handed(item) for item in done]}, lambda: [_line(item) for item in done])
    return 0


def _handed(item: HandedOver) -> dict[str, Any]:
    return {
        "file": str(item.path),
        "to": item.to_office,
        "no": item.no,
        "size": item.size,
        "sha256": item.sha256,
        "changes": item.changes,
        "workers": item.workers,
        "decisions": item.decisions,
        "words": list(item.words),
    }


def _line(item: HandedOver) -> str:
    return f"ke-{item.no}  {item.changes} perubahan  {item.size} byte  {' '.join(item.words)}  {item.path}"


def receive_command(args: Namespace, say: Say) -> int:
    """Read bundles or a kit; 1 if any was refused."""
    with office(args) as ctx:
        outcome = receive(ctx, args.paths, PrintedProgress(say))
    accepted = [
        {
            "file": item.file,
            "office": item.office,
            "no": item.no,
            "changes": item.changes,
            "new": item.new,
            "workers": item.workers,
            "decisions": item.decisions,
            "receipts": item.receipts,
        }
        for item in outcome.accepted
    ]
    refused = [{"file": item.file, "code": item.code, "message": say(item.code, item.data)} for item in outcome.refused]
    result = {"accepted": accepted, "known": list(outcome.known), "refused": refused}
    show(args, result, lambda: _received_lines(accepted, outcome.known, refused))
    return 1 if refused else 0


def _received_lines(accepted: list[dict[str, Any]], known: tuple[str, ...], refused: list[dict[str, Any]]) -> list[str]:
    lines = [f"masuk   {item['file']}  {item['new']} perubahan baru" for item in accepted]
    lines += [f"sudah   {name}" for name in known]
    return lines + [f"ditolak {item['file']}  {item['message']}" for item in refused]


def inspect_command(args: Namespace, say: Say) -> int:
    """What anyone can tell about a bundle without a key."""
    found = inspect_bundle(args.bundle)
    result = {
        "name": found.name,
        "office": found.office,
        "direction": found.direction.value,
        "no": found.no,
        "size": found.size,
        "hash_ok": found.hash_ok,
        "recipients": found.recipients,
    }
    show(args, result, lambda: [f"{key}: {value}" for key, value in result.items()])
    if not found.hash_ok:
        raise NotAllowed("bundle.name_hash")
    return 0
