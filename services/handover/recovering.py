"""Reading sticks with the recovery key from the safe: when every computer of the district burned (handover.md C6).

Every bundle is sealed to the recovery key too. Here each is opened with it, sealed anew for this computer and taken in
like any other: the sender's signature lies inside, so nothing that is checked changes. The key is used and forgotten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from services.context import AppContext
from services.errors import AppError, StorageTrouble
from services.handover.age_file import decrypt_to, encrypt, recipient_of
from services.handover.file_names import parse_name
from services.handover.finding import find_files
from services.handover.incoming import Received, Refused, receive
from services.handover.kit import SUFFIX as KIT_SUFFIX
from services.handover.office_facts import identity
from services.handover.regular_file import MAX_BYTES, open_regular
from services.progress import SILENT, Reporter


def receive_with_recovery(
    ctx: AppContext, recovery: str, paths: Sequence[Path], reporter: Reporter = SILENT, *, admit_new: bool = False
) -> Received:
    """As ``receive``, for bundles that only the recovery key opens. ``recovery``: age identity.

    Raises StorageTrouble("scratch.not_writable"), Cancelled; ValueError for a text that is no identity.
    """
    recipient_of(recovery)
    with ctx.read() as connection:
        own = recipient_of(identity(connection))
    files, _ = find_files(ctx, list(paths))
    bundles = [path for path in files if not path.name.endswith(KIT_SUFFIX)]
    refused: list[Refused] = []
    try:
        with TemporaryDirectory(prefix="pulih-", dir=ctx.paths.scratch) as folder:
            ready: list[Path] = []
            for number, path in enumerate(bundles):
                reporter.step(number, len(bundles), "bundles.opening")
                try:
                    ready.append(_sealed_for_us(ctx, path, recovery, own, Path(folder)))
                except AppError as error:
                    refused.append(Refused(path.name, error.code, dict(error.data)))
            if not ready:
                return Received(refused=tuple(refused) or tuple(Refused(p.name, "bundle.none_found") for p in paths))
            done = receive(ctx, ready, reporter, admit_new=admit_new)
    except OSError:
        raise StorageTrouble("scratch.not_writable") from None
    return replace(done, refused=(*done.refused, *refused))


def _sealed_for_us(ctx: AppContext, path: Path, recovery: str, own: str, folder: Path) -> Path:
    """The same content under this computer's key; its name carries the new hash."""
    name = parse_name(path.name)
    with open_regular(path) as stream:
        sealed = stream.read(MAX_BYTES + 1)
    with decrypt_to(BytesIO(sealed), [recovery], ctx.paths.scratch) as plain:
        anew = encrypt(plain.read(), [own])
    target = folder / str(replace(name, hash8=hashlib.sha256(anew).hexdigest()[:8]))
    target.write_bytes(anew)
    return target
