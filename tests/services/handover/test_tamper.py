"""Damaged and hostile bundles before real offices: all refused, with a database that is what it was (handover.md G8).

``run.py prove tamper`` runs the same with every mask at every layer.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import chain, islice
from pathlib import Path

import pytest

from services.context import AppContext
from services.errors import BundleRejected
from services.handover.age_file import decrypt_to, new_identity
from services.handover.archive import ORDERS
from services.handover.office_facts import trusted_root
from services.handover.revoking import revoke
from services.handover.rotating import rotate
from services.journal.fingerprint import projection_fingerprint
from services.safekeeping.district_keys import read_root_secret
from tests.offices import OTHER_VILLAGE
from tests.prove.attacks import REFUSED, Shot, replays
from tests.prove.inside import Inside, open_up, secret_of
from tests.prove.scene import Scene, small_scene
from tests.prove.shooting import (
    as_shots,
    deliver,
    every_byte,
    every_byte_once,
    every_truncation,
    fire,
    harmless,
    outcomes,
    survivors,
    traces,
)
from tests.prove.tamper import known_line_bytes, line_bytes, zip_bytes
from tests.world import column


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Offices that these tests leave as they found them."""
    with small_scene(tmp_path_factory.mktemp("scene")) as made:
        yield made


def every_third(shots: Iterator[Shot]) -> Iterator[Shot]:
    """``run.py prove tamper`` fires them all."""
    return islice(shots, None, None, 3)


def is_sealed_shut(data: bytes, secret: str, folder: Path) -> bool:
    """Whether the layer that stands behind the name refuses already."""
    try:
        with decrypt_to(io.BytesIO(data), [secret], folder):
            return False
    except BundleRejected:
        return True


@pytest.mark.parametrize("way", ["up", "down"])
def test_no_changed_byte_and_no_truncation_can_be_decrypted(scene: Scene, tmp_path: Path, way: str) -> None:
    stolen = getattr(scene, way)
    secret = secret_of(stolen.reader)
    assert not is_sealed_shut(stolen.data, secret, tmp_path)
    damaged = chain(every_byte(stolen.data), every_truncation(stolen.data))
    assert [label for label, data in damaged if not is_sealed_shut(data, secret, tmp_path)] == []


@pytest.mark.parametrize("way", ["up", "down"])
def test_every_changed_byte_is_refused_by_the_office_though_the_name_fits(
    scene: Scene, tmp_path: Path, way: str
) -> None:
    stolen = getattr(scene, way)
    shots = as_shots(stolen, every_byte_once(stolen.data))
    assert survivors(shots, tmp_path) == (len(stolen.data), [])


@pytest.mark.parametrize("way", ["up", "down"])
def test_every_changed_byte_is_refused_by_the_name_alone(scene: Scene, tmp_path: Path, way: str) -> None:
    stolen = getattr(scene, way)
    shots = as_shots(stolen, every_byte_once(stolen.data), keep_name=True)
    assert {said for _, said in fire(every_third(shots), tmp_path)} == {"bundle.name_hash"}


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_truncated_or_longer_file_is_refused_by_the_office(scene: Scene, tmp_path: Path, way: str) -> None:
    stolen = getattr(scene, way)
    count, wrong = survivors(every_third(as_shots(stolen, every_truncation(stolen.data))), tmp_path)
    assert count > len(stolen.data) // 3
    assert wrong == []


@pytest.mark.parametrize("attack", REFUSED, ids=lambda attack: attack.__name__)
def test_what_somebody_made_on_purpose_is_refused(
    scene: Scene, tmp_path: Path, attack: Callable[[Scene, Path], Iterator[Shot]]
) -> None:
    count, wrong = survivors(attack(scene, tmp_path), tmp_path)
    assert count >= 3
    assert wrong == []


@pytest.mark.parametrize("way", ["up", "down"])
def test_a_sender_who_changes_a_byte_of_a_line_and_signs_the_rest_is_refused(
    scene: Scene, tmp_path: Path, way: str
) -> None:
    count, wrong = survivors(every_third(line_bytes(getattr(scene, way), tmp_path, (0x01,))), tmp_path)
    assert count > 400
    assert wrong == []


def test_a_byte_of_the_zip_changed_and_sealed_again_changes_nothing(tmp_path: Path) -> None:
    with small_scene(tmp_path) as scene:
        deliver(scene.up, tmp_path)
        count, wrong, taken = harmless(every_third(zip_bytes(scene.up, tmp_path, (0x55,))), tmp_path)
        assert count > 700
        assert wrong == []
        assert taken < 100, "only what no reader looks at: times, versions, attributes"


def test_a_change_that_is_here_can_be_written_anew_by_nobody(tmp_path: Path) -> None:
    with small_scene(tmp_path) as scene:
        deliver(scene.down, tmp_path)
        count, wrong, taken = harmless(every_third(known_line_bytes(scene.down, tmp_path, (0x01,))), tmp_path)
        assert count > 400
        assert wrong == []
        lines = len(open_up(scene.down, tmp_path).changes)
        assert taken <= 86 * lines, "only signatures, which were checked when the change came"


def test_what_arrived_before_does_nothing_in_whatever_form_it_comes_again(tmp_path: Path) -> None:
    with small_scene(tmp_path) as scene:
        assert [deliver(stolen, tmp_path) for stolen in (scene.up, scene.down)] == ["accepted", "accepted"]
        count, wrong = traces(replays(scene, tmp_path), tmp_path)
        assert count > 20
        assert wrong == []


def test_an_old_roster_and_an_old_root_bring_nothing_back(tmp_path: Path) -> None:
    """A reply and a kit from before a revocation and a new root document, shown again (TUF's rollback)."""
    with small_scene(tmp_path) as scene:
        district, village, other = scene.world.district, scene.world.one, scene.world.two
        revoke(district, village.device_id)
        rotate(district, read_root_secret(district.paths.data / "kunci-akar"), recovery=new_identity()[1])
        old = open_up(scene.up, tmp_path).lines(ORDERS)
        scene.world.down(other)
        with village.read() as connection:
            old += [list(row) for row in connection.exec_driver_sql("SELECT text, signature FROM orders")]
        assert any('"kind":"device"' in text and village.device_id in text for text, _ in old)

        def rank(ctx: AppContext) -> tuple[list[object], list[object], int]:
            device = village.device_id
            with ctx.read() as connection:
                root = trusted_root(connection).version
            return (
                column(ctx, "SELECT revoked FROM device WHERE id = ?", device),
                column(ctx, "SELECT office FROM device"),
                root,
            )

        before = rank(district)
        assert before[0] == [1] and before[2] == 2
        inside = open_up(scene.up, tmp_path)
        inside.put_lines(ORDERS, old)
        fired = [said for _, said in fire([Shot("", *inside.signed(), district)], tmp_path)]
        assert fired == ["accepted"], "what it carries is kept, whatever it is worth"
        assert rank(district) == before
        at_the_other = rank(other)
        assert at_the_other[2] == 2
        assert outcomes(other, [scene.world.kits[OTHER_VILLAGE]]) == ["root.older"]
        assert rank(other) == at_the_other


def doubled(inside: Inside) -> None:
    inside.put_lines("perubahan.jsonl", inside.changes * 3)


def backwards(inside: Inside) -> None:
    inside.put_lines("perubahan.jsonl", inside.changes[::-1])


@pytest.mark.parametrize("edit", [doubled, backwards])
def test_doubled_and_reordered_lines_arrive_as_the_honest_ones_do(
    tmp_path: Path, edit: Callable[[Inside], None]
) -> None:
    with small_scene(tmp_path) as scene:
        inside = open_up(scene.up, tmp_path)
        edit(inside)
        shot = Shot("", *inside.signed(), scene.up.reader)
        assert [said for _, said in fire([shot], tmp_path)] == ["accepted"]
        district = scene.up.reader

        def seen() -> tuple[str, list[object]]:
            with district.read() as connection:
                return projection_fingerprint(connection), column(district, "SELECT id FROM journal ORDER BY id")

        after = seen()
        assert deliver(scene.up, tmp_path) == "accepted"
        assert seen() == after
        with scene.up.writer.read() as connection:
            written = connection.exec_driver_sql("SELECT id FROM journal ORDER BY id").scalars().all()
        assert set(written) <= set(after[1])
