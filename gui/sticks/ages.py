"""How long something has been waiting, in words. Plain Python."""

from __future__ import annotations

from datetime import date

from gui.format import number
from gui.language import tr
from services.handover.standing import days_since


def age_words(at: str, today: date) -> str:
    """«hari ini», «1 hari», «43 hari» from an ISO time."""
    days = days_since(at, today)
    return tr("{count} hari", count=number(days)) if days else tr("hari ini")
