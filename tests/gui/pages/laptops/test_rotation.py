from __future__ import annotations

import pytest

from gui.pages.laptops.rotation import Rotation
from services.handover.age_file import recipient_of
from services.handover.rotating import RootFacts, root_facts, rotate
from services.safekeeping.district_keys import new_district_secrets, read_root_secret
from services.safekeeping.paper_keys import PaperKey, lines_of
from tests.gui.pages.laptops.conftest import Scene
from tests.offices import NOW


@pytest.fixture
def facts(scene: Scene) -> RootFacts:
    return root_facts(scene.district)


@pytest.fixture
def rotation(facts: RootFacts) -> Rotation:
    numbers = iter(range(300, 400))
    return Rotation(facts, "Blora", lambda: NOW, lambda below: next(numbers) % below)


def paper(scene: Scene) -> str:
    return "\n".join(lines_of(PaperKey.ROOT, read_root_secret(scene.district.paths.data / "kunci-akar")))


def test_nothing_chosen_a_slip_and_another_root_are_told(rotation: Rotation, scene: Scene) -> None:
    assert "Belum ada yang diganti" in rotation.check(paper(scene), [], False)
    assert "empat baris" in rotation.check("", [], True)
    other = "\n".join(lines_of(PaperKey.ROOT, new_district_secrets().root_pem))
    assert "bukan milik kabupaten ini" in rotation.check(other, [], True)


def test_a_new_recovery_key_is_printed_before_it_is_used(rotation: Rotation, scene: Scene) -> None:
    assert rotation.check(paper(scene), [], True) == ""
    assert rotation.must_print
    sheet = rotation.ceremony.sheet()
    words = " ".join(sheet.proofs[1])
    assert rotation.prove(words), "nothing was printed yet"
    rotation.ceremony.printed()
    assert rotation.prove("padi kuda") and rotation.prove(words) == ""
    wanted = rotation.wanted()
    assert wanted.recovery == recipient_of(sheet.secrets.recovery)
    assert sheet.words == root_facts(scene.district).print.words, "the root key stays, and so do its words"
    rotate(scene.district, wanted.root_pem, recovery=wanted.recovery)
    assert root_facts(scene.district).recovery == wanted.recovery


def test_leaving_a_computer_out_needs_no_paper(rotation: Rotation, scene: Scene) -> None:
    assert rotation.check(paper(scene), ["ab" * 16], False) == ""
    assert not rotation.must_print and rotation.prove("") == ""
    assert rotation.wanted().leave_out == ("ab" * 16,)


def test_the_closed_dialog_keeps_nothing(rotation: Rotation, scene: Scene) -> None:
    rotation.check(paper(scene), [], True)
    rotation.forget()
    assert (rotation.wanted().root_pem, rotation.wanted().recovery, rotation.ceremony.place()) == ("", None, None)
