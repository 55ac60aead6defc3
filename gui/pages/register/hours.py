"""Hours of the day as people type them. Plain Python."""

from __future__ import annotations

import re

from gui.language import language

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[.:,]\s*(\d{2}))?")
_COMPACT = re.compile(r"(\d{1,2})(\d{2})")


def parse_clock(text: str) -> str | None:
    """Read ``7``, ``07.30``, ``7:30`` or ``0730`` as HH:MM; None for what is no hour, and for a blank."""
    plain = text.strip()
    match = _CLOCK.fullmatch(plain) or _COMPACT.fullmatch(plain)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def show_clock(value: str) -> str:
    """HH:MM as it is written here: 07.30 (07:30 in English)."""
    return value if language() == "en" else value.replace(":", ".")
