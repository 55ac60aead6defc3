"""Names of bundle files: readable for a person, nothing personal in them (handover.md C2).

``3316012001-bangkleyan__naik__000123__9f2c41ab.payung``: office, village name, direction, number of the device's
bundle, first 8 hex digits of the file's SHA-256, which a person can check with ``certutil -hashfile``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from services.errors import BundleRejected
from services.handover.manifest import Direction

SUFFIX = ".payung"
MAX_NAME = 80
_SLUG_LENGTH = 32
_WORD = {Direction.UP: "naik", Direction.DOWN: "turun"}
_DIRECTION = {word: direction for direction, word in _WORD.items()}
_NAME = re.compile(
    r"(?P<office>[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})-(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"__(?P<word>naik|turun)__(?P<no>[0-9]{6,9})__(?P<hash8>[0-9a-f]{8})\.payung"
)

_HINT = re.compile(r"(?<![0-9])(?P<office>[0-9]{10}|[0-9]{6}|[0-9]{4}|[0-9]{2})-[a-z0-9-]+__(?P<word>naik|turun)__")


@dataclass(frozen=True, slots=True)
class BundleName:
    """A parsed name. ``office`` is dotted (33.16.01.2001): the sender going up, the addressee coming down."""

    office: str
    slug: str
    direction: Direction
    no: int
    hash8: str

    @property
    def sender(self) -> tuple[str, str, Direction]:
        """What the bundles of one office and way have in common; sorts before the number."""
        return self.office, self.slug, self.direction

    def __str__(self) -> str:
        code = self.office.replace(".", "")
        return f"{code}-{self.slug}__{_WORD[self.direction]}__{self.no:06d}__{self.hash8}{SUFFIX}"


def slug(name: str) -> str:
    """Plain lower-case ASCII letters, digits and single hyphens, at most 32; ``kantor`` when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    return joined[:_SLUG_LENGTH].strip("-") or "kantor"


def build_name(office: str, office_name: str, direction: Direction, no: int, sha256: str) -> str:
    """The file name of a bundle. Raises ValueError when a part does not fit the pattern."""
    name = str(BundleName(office, slug(office_name), direction, no, sha256[:8]))
    if no < 1 or not is_bundle_name(name):
        raise ValueError("bundle name does not fit its pattern")
    return name


def parse_name(name: str) -> BundleName:
    """Read a file name (no folder). Raises BundleRejected ``bundle.name``."""
    match = _NAME.fullmatch(name) if len(name) <= MAX_NAME else None
    if match is None:
        raise BundleRejected("bundle.name")
    direction = _DIRECTION[match["word"]]
    return BundleName(_dotted(match["office"]), match["slug"], direction, int(match["no"]), match["hash8"])


def is_bundle_name(name: str) -> bool:
    """Whether this is the name of one of our bundles."""
    return len(name) <= MAX_NAME and _NAME.fullmatch(name) is not None


def hinted(name: str) -> tuple[str | None, Direction | None]:
    """What the name of a renamed bundle still tells: office without dots, and which way it goes. Proves nothing."""
    match = _HINT.search(name[: 2 * MAX_NAME].lower())
    return (match["office"], _DIRECTION[match["word"]]) if match else (None, None)


def _dotted(code: str) -> str:
    parts = [code[:2], code[2:4], code[4:6], code[6:]]
    return ".".join(part for part in parts if part)
