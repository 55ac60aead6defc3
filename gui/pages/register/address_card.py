"""Where it is: the address, and the village of this office."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from gui.forms.digits import DigitsField
from gui.forms.field import FormField
from gui.language import tr
from gui.pages.register.cards import FormCard, columns
from gui.widgets.text_input import TextInput
from services.reference import Village


class AddressCard(FormCard):
    """The village is shown and cannot be changed here."""

    def __init__(self) -> None:
        super().__init__(tr("Alamat"), tr("Desa terisi dari kantor ini"))
        self.address, self.hamlet = TextInput(), TextInput()
        self.rt, self.rw = DigitsField(), DigitsField()
        self._village, self._subdistrict = TextInput(), TextInput()
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

    def values(self) -> dict[str, object]:
        return {
            "address": self.address.text().strip(),
            "hamlet": self.hamlet.text().strip(),
            "rt": self.rt.value(),
            "rw": self.rw.value(),
        }

    def fill(self, values: Mapping[str, Any]) -> None:
        setters: dict[str, Callable[[Any], object]] = {
            "address": self.address.setText,
            "hamlet": self.hamlet.setText,
            "rt": self.rt.set_value,
            "rw": self.rw.set_value,
        }
        for name, setter in setters.items():
            if name in values:
                setter(values[name])
