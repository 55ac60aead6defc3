"""How an office is called on screen."""

from __future__ import annotations

from gui.language import tr
from models.values import Role
from services.context import AppContext


def office_name(context: AppContext, *, with_subdistrict: bool = False) -> str:
    """Desa Bangkleyan, Kelurahan Mlangsen, Kabupaten Blora; a village with its subdistrict where asked."""
    office = context.office
    if office.role is Role.DISTRICT:
        return tr("Kabupaten {name}", name=office.name.removeprefix("Kabupaten "))
    village = context.reference.villages.get(office.code)
    urban = village is not None and village.kind == "kelurahan"
    name = tr("Kelurahan {name}", name=office.name) if urban else tr("Desa {name}", name=office.name)
    if village is None or not with_subdistrict:
        return name
    return tr("{village}, Kecamatan {subdistrict}", village=name, subdistrict=village.subdistrict)
