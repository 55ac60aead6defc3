"""What a first page tells: a greeting, and things to do that each lead to a page. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from gui.format import clock, date_long, number
from gui.language import tr


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: words, and the page that does it. ``arguments`` reach that page's ``arrive``."""

    key: str
    icon: str
    tone: Literal["warn", "err", "info", "primary", "accent"]
    title: str
    text: str
    button: str
    page: str
    arguments: dict[str, Any] = field(default_factory=dict)
    keycap: str = ""
    pressing: bool = False


def greeting(now: datetime, officer: str) -> str:
    """Selamat pagi before 11, siang before 15, sore before 18, malam after; with the first name."""
    name = officer.split()[0] if officer.split() else officer
    if now.hour < 11:
        return tr("Selamat pagi, {name}", name=name)
    if now.hour < 15:
        return tr("Selamat siang, {name}", name=name)
    if now.hour < 18:
        return tr("Selamat sore, {name}", name=name)
    return tr("Selamat malam, {name}", name=name)


def days_ago(day: date, today: date) -> str:
    """Hari ini, kemarin, 9 hari lalu."""
    days = (today - day).days
    if days <= 0:
        return tr("hari ini")
    return tr("kemarin") if days == 1 else tr("{days} hari lalu", days=number(days))


def moment(at: datetime, now: datetime) -> str:
    """Hari ini 08.12, kemarin 16.20, 14 November 2026; ``at`` is told in the zone of ``now``."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    if days in (0, 1):
        return f"{days_ago(local.date(), now.date())} {clock(local)}"
    return date_long(local.date())
