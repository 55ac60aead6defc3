"""Where the village's data stand: not written yet, on the stick, received; each with its age."""

from __future__ import annotations

from datetime import date

from gui import format
from gui.language import tr
from gui.pages.handover.facts import Waiting
from gui.sticks.ages import age_words
from gui.widgets.card import Card
from gui.widgets.label import Icon, Text
from gui.widgets.layouts import MIDDLE, Box, H, Rule, V
from services.handover.standing import Standing, days_since


class _Line(Box):
    """Mark, what, since when, and how many people."""

    def __init__(self, glyph: str, tint: str, title: str) -> None:
        self._glyph, self._tint, self._title = glyph, tint, title
        self._icon = Icon(glyph, tint, 20)
        self.number = Text("–", "number", size=18, weight=700)
        self.age = Text("", "small", wrap=True)
        words = V(Text(title, "bodyStrong"), 1, self.age)
        super().__init__(
            H((self._icon, 0, MIDDLE), (words, 1), (self.number, 0, MIDDLE), margins=(0, 8, 0, 8), spacing=12)
        )

    def show_line(self, people: int, age: str, tint: str = "") -> None:
        """``tint``: another colour of the mark while something is to be done."""
        self.number.setText(format.number(people))
        self.age.setText(age)
        self._icon.set_icon(self._glyph, tint or self._tint)
        self.setAccessibleName(f"{self._title}: {format.number(people)}. {age}")


class StandingCard(Card):
    """Three lines that add up to the register."""

    def __init__(self) -> None:
        self.unsent = _Line("pencil", "text3", tr("Belum ditulis ke USB"))
        self.carried = _Line("usb", "text3", tr("Di USB, belum dijawab"))
        self.received = _Line("check-circle", "ok", tr("Diterima kabupaten"))
        self._last = Text("", "small", wrap=True)
        super().__init__(
            Text(tr("Keadaan data desa"), "h2"),
            6,
            self.unsent,
            Rule(),
            self.carried,
            Rule(),
            self.received,
            Rule(),
            10,
            self._last,
            margins=(18, 16, 18, 16),
        )

    def show_waiting(self, waiting: Waiting, today: date) -> None:
        """Fill it."""
        standing = waiting.standing
        self.unsent.show_line(standing.unsent, unsent_words(standing, today), "warn" if standing.unsent else "")
        self.carried.show_line(standing.carried, carried_words(standing, today), "warn" if standing.bundles else "")
        self.received.show_line(standing.received, received_words(standing, today))
        self._last.setText(_last_text(waiting))


def unsent_words(standing: Standing, today: date) -> str:
    """Since when something waits to be written."""
    if not standing.unsent:
        return tr("Tidak ada")
    return tr("Paling lama menunggu {age}", age=age_words(standing.unsent_since, today))


def carried_words(standing: Standing, today: date) -> str:
    """How many bundles nobody answered, and the age of the oldest."""
    if not standing.bundles:
        return tr("Tidak ada")
    age = age_words(standing.carried_since, today)
    return tr("{count} paket, paling lama {age}", count=format.number(standing.bundles), age=age)


def received_words(standing: Standing, today: date) -> str:
    """The newest handover that the district has, and when it answered."""
    if not standing.received_no:
        return tr("Belum ada balasan")
    if not standing.replied_at:
        return tr("ke-{number}", number=standing.received_no)
    if not days_since(standing.replied_at, today):
        return tr("ke-{number}, balasan dibaca hari ini", number=standing.received_no)
    age = age_words(standing.replied_at, today)
    return tr("ke-{number}, balasan dibaca {age} lalu", number=standing.received_no, age=age)


def _last_text(waiting: Waiting) -> str:
    if waiting.previous is None:
        return tr("Ini serah terima pertama desa ini.") if waiting.pending.people else tr("Belum pernah diserahkan.")
    number, day = waiting.previous
    return tr("Terakhir ditulis: ke-{number}, {date}", number=number, date=format.date_long(day))
