"""Where it is: the family card, the address, and the village of this office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Signal

from gui.forms.digits import DigitsField
from gui.forms.field import FormField
from gui.forms.nik_field import SixteenInput
from gui.forms.suggesting import SuggestInput
from gui.language import tr
from gui.pages.register.cards import FormCard, columns
from gui.pages.register.neighbours import FamilyOffer
from gui.pages.register.offers import Offer
from gui.widgets.layouts import BOTTOM, Box, H, V
from gui.widgets.text_input import TextInput
from services.reference import Village


class AddressCard(FormCard):
    """The family card stands first: who is on it already has the address. The village cannot be changed here.

    ``family_wanted``: take over what people on the same card have.
    """

    family_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Alamat dan keluarga"), tr("Desa terisi dari kantor ini"))
        self.kk = SixteenInput(icon="id-card", width=220)
        self.family = Offer("info", icon="users-fill")
        self.address, self.hamlet = SuggestInput(), SuggestInput()
        self.rt, self.rw = DigitsField(), DigitsField()
        self._village, self._subdistrict = TextInput(), TextInput()
        kk = self.add_field(
            "kk_number", FormField(tr("Nomor kartu keluarga (KK)"), self.kk, optional=True), self.kk.edited
        )
        address = self.add_field("address", FormField(tr("Alamat sesuai KTP"), self.address), self.address.textEdited)
        rt = self.add_field("rt", FormField("RT", self.rt), self.rt.textEdited)
        rw = self.add_field("rw", FormField("RW", self.rw), self.rw.textEdited)
        hamlet = self.add_field(
            "hamlet", FormField(tr("Dukuh / dusun"), self.hamlet, optional=True), self.hamlet.textEdited
        )
        self._village_field = FormField(tr("Desa"), self._village)
        subdistrict = FormField(tr("Kecamatan"), self._subdistrict)
        for field in (self._village_field, subdistrict):
            field.set_read_only(True)
        self.body.add(
            H((V(kk, None), 0), 16, (Box(V(self.family)), 1, BOTTOM)),
            16,
            columns((address, 1), (rt, 0), (rw, 0)),
            16,
            columns((hamlet, 1), (self._village_field, 1), (subdistrict, 1)),
        )

    def show_village(self, village: Village | None) -> None:
        """The village the person is registered in."""
        kelurahan = village is not None and village.is_kelurahan
        self._village_field.set_label(tr("Kelurahan") if kelurahan else tr("Desa"))
        self._village.setText(village.name if village else "")
        self._subdistrict.setText(tr("{subdistrict}, Blora", subdistrict=village.subdistrict) if village else "")
        self.aside.setText(tr("Kelurahan terisi dari kantor ini") if kelurahan else tr("Desa terisi dari kantor ini"))

    def show_family(self, offer: FamilyOffer) -> None:
        """Who is on this family card already, and what could be taken over."""
        if not offer.text or not offer.values:
            self.family.say(offer.text)
            return
        names = {name for name, _ in offer.values}
        if names == {"heirs"}:
            label = tr("Pakai sebagai ahli waris")
        elif "heirs" in names:
            label = tr("Pakai alamat dan ahli warisnya")
        else:
            label = tr("Pakai alamatnya")
        self.family.say(offer.text, (label, self.family_wanted.emit))

    def values(self) -> dict[str, object]:
        return {
            "kk_number": self.kk.kept(),
            "address": self.address.text().strip(),
            "hamlet": self.hamlet.text().strip(),
            "rt": self.rt.value(),
            "rw": self.rw.value(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        setters: dict[str, Callable[[Any], object]] = {
            "kk_number": self.kk.set_kept,
            "address": self.address.setText,
            "hamlet": self.hamlet.setText,
            "rt": self.rt.set_value,
            "rw": self.rw.set_value,
        }
        for name, setter in setters.items():
            if name in values:
                setter(values[name])
