"""Whose paper it is: district, subdistrict, village, and how people reach it. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass

from gui.indonesian import head_title, village_title
from models.values import Role
from services.contact import NO_CONTACT, OfficeContact, read_contact
from services.context import AppContext
from services.reference import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOffice:
    """``district``: without «Kabupaten». ``officer``: who is signed in. ``subdistrict``: empty for the district."""

    district: str
    subdistrict: str
    name: str
    urban: bool
    officer: str
    contact: OfficeContact = OfficeContact()

    @property
    def title(self) -> str:
        """Desa Bangkleyan, Kelurahan Mlangsen, Kabupaten Blora."""
        return village_title(self.name, self.urban) if self.subdistrict else f"Kabupaten {self.district}"

    @property
    def kind(self) -> str:
        """desa or kelurahan."""
        return "kelurahan" if self.urban else "desa"

    @property
    def head_title(self) -> str:
        """Kepala Desa or Lurah."""
        return head_title(self.urban)


def paper_office(ctx: AppContext) -> PaperOffice:
    """This office on paper; reads what it wrote down about itself."""
    return office_on_paper(ctx.reference, ctx.office.code, ctx.office.role, ctx.user.name, read_contact(ctx))


def office_on_paper(
    reference: Reference, code: str, role: Role, officer: str, contact: OfficeContact = NO_CONTACT
) -> PaperOffice:
    """As ``paper_office``, from what is known already. Raises KeyError for an unknown village."""
    district = reference.district_name.removeprefix("Kabupaten ")
    if role is Role.DISTRICT:
        return PaperOffice(
            district=district, subdistrict="", name=district, urban=False, officer=officer, contact=contact
        )
    village = reference.villages[code]
    return PaperOffice(
        district=district,
        subdistrict=village.subdistrict,
        name=village.name,
        urban=village.is_kelurahan,
        officer=officer,
        contact=contact,
    )
