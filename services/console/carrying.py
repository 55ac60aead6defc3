"""kit, handover, receive, carry, inspect: what goes onto a stick and comes off it."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.values import Role
from services.console.shell import PrintedProgress, Say, office, show
from services.errors import NotAllowed
from services.handover.bundle import Inspection
from services.handover.bundle import inspect as inspect_bundle
from services.handover.courier import carry
from services.handover.handing_over import HandedOver, hand_over
from services.handover.incoming import Received, receive
from services.handover.kit import SUFFIX as KIT_SUFFIX
from services.handover.kits import make_kits
from services.handover.manifest import Direction
from services.handover.newer import note_newer
from services.handover.rotating import root_facts
from services.handover.stick_places import Stick, find_sticks
from services.safekeeping.waking import sentence_code


def kit_command(args: Namespace, say: Say) -> int:
    """Write kits for one village or all."""
    with office(args, say) as ctx:
        villages = sorted(ctx.reference.villages) if args.all else [args.village]
        kits = make_kits(ctx, villages, args.to, PrintedProgress(say))
    result = {"kits": [{"office": made.office, "file": str(made.path)} for made in kits]}
    show(args, result, lambda: [f"{made.office}  {made.path}" for made in kits])
    return 0


def handover_command(args: Namespace, say: Say) -> int:
    """Write what is due."""
    with office(args, say) as ctx:
        done = hand_over(ctx, args.to, PrintedProgress(say), everything=args.everything)
    lines = [_line(item) for item in done] or [say("handover.nothing_due", {})]
    show(args, {"bundles": [_handed(item) for item in done]}, lambda: lines)
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
    warn_of_marks(args.paths, say)
    with office(args, say) as ctx:
        outcome = receive(ctx, args.paths, PrintedProgress(say), admit_new=args.admit)
        note_newer(ctx, outcome)
        took_kit = any(item.file.endswith(KIT_SUFFIX) for item in outcome.accepted)
        words = root_facts(ctx).print.words if took_kit else ()
    return show_received(args, outcome, say, ctx.office.role, words)


def warn_of_marks(paths: Sequence[Path], say: Say) -> None:
    """One sentence on stderr for every stick or folder named that bears the marks of the local stick viruses (C7)."""
    places = [Stick.for_folder(path) for path in paths if path.is_dir()]
    places += [stick for stick in find_sticks() if any(path.resolve().is_relative_to(stick.path) for path in paths)]
    for name in dict.fromkeys(place.label or str(place.path) for place in places if place.suspicious):
        print(say("stick.suspicious", {"name": name}), file=sys.stderr)


def show_received(args: Namespace, outcome: Received, say: Say, role: Role, district_words: Sequence[str] = ()) -> int:
    """Print what became of each file, and the district's six words where a kit was taken; 1 if any was refused."""
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
            "ignored": item.ignored,
        }
        for item in outcome.accepted
    ]
    refused = [{"file": item.file, "code": item.code, "message": say(item.code, item.data)} for item in outcome.refused]
    asking = [{"file": item.file, "office": item.office, "device": item.device} for item in outcome.asking]
    result = {
        "accepted": accepted,
        "known": list(outcome.known),
        "refused": refused,
        "asking": asking,
        "notices": [{"code": code, "message": say(sentence_code(code, role), {})} for code in outcome.notices],
        "district_words": " ".join(district_words),
    }
    lines = _received_lines(result)
    if district_words:
        lines.append(say("root.compare", {"words": " ".join(district_words)}))
    show(args, result, lambda: lines)
    return 1 if refused else 0


def _received_lines(result: dict[str, Any]) -> list[str]:
    lines = [
        f"masuk   {item['file']}  {item['new']} perubahan baru"
        + (f", {item['ignored']} tidak berlaku karena laptopnya dicabut" if item["ignored"] else "")
        for item in result["accepted"]
    ]
    lines += [f"sudah   {name}" for name in result["known"]]
    lines += [f"izin    {item['file']}  laptop baru menunggu izin (--admit)" for item in result["asking"]]
    lines += [f"ditolak {item['file']}  {item['message']}" for item in result["refused"]]
    return lines + [f"catatan {item['message']}" for item in result["notices"]]


def carry_command(args: Namespace, say: Say) -> int:
    """Copy sealed files from stick to stick; 1 if any stayed behind. Needs no office and no passphrase."""
    done = carry(args.sources, args.target, PrintedProgress(say))
    refused = [{"file": name, "code": code, "message": say(code, {})} for name, code in done.refused]
    result = {"copied": list(done.copied), "already": list(done.already), "refused": refused}
    lines = [f"disalin {name}" for name in done.copied] + [f"sudah   {name}" for name in done.already]
    lines += [f"ditolak {item['file']}  {item['message']}" for item in refused]
    show(args, result, lambda: lines)
    return 1 if refused else 0


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
    show(args, result, lambda: _facts(found))
    if not found.hash_ok:
        raise NotAllowed("bundle.name_hash")
    return 0


def _facts(found: Inspection) -> list[str]:
    way = "naik, ke kabupaten" if found.direction is Direction.UP else "turun, ke desa"
    return [
        f"berkas    {found.name}",
        f"kantor    {found.office}",
        f"arah      {way}",
        f"nomor     {found.no}",
        f"ukuran    {found.size} byte",
        f"isi       {'cocok dengan namanya' if found.hash_ok else 'tidak cocok dengan namanya'}",
        f"penerima  {found.recipients}",
    ]
