"""Reading a stick and letting every laptop in that proves its kit."""

from __future__ import annotations

from pathlib import Path

from services.context import AppContext
from services.handover.incoming import Received, receive
from services.progress import SILENT, Reporter


def receive_all(ctx: AppContext, stick: Path, reporter: Reporter = SILENT) -> Received:
    return receive(ctx, [stick], reporter, admit_new=True)
