from __future__ import annotations

from typing import Any

import msgspec
import pytest
from msgspec import UNSET

from services.errors import BundleRejected
from services.handover.manifest import MAX_MANIFEST_BYTES, Direction, decode_manifest, encode_manifest
from tests.services.handover.codec import Offices, dumps

OFFICES = Offices()
UP = OFFICES.seal_up().manifest
DOWN = OFFICES.seal_down().manifest
PLAIN: dict[str, Any] = msgspec.to_builtins(UP)


def refusal(data: bytes) -> str:
    with pytest.raises(BundleRejected) as refused:
        decode_manifest(data)
    return refused.value.code


def test_a_manifest_comes_back_and_begins_with_its_format() -> None:
    for manifest in (UP, DOWN):
        data = encode_manifest(manifest)
        assert data.startswith(b'{"format":"payung-manifest-v1","v":[1,0],"min_reader":[1,0],"direction":')
        assert decode_manifest(data) == manifest


def test_each_way_has_its_own_facts() -> None:
    up, down = msgspec.to_builtins(UP), msgspec.to_builtins(DOWN)
    ours, theirs = {"witness", "enrolment", "replies"}, {"epoch", "epochs_dead", "forks", "last_no_received"}
    assert ours <= up.keys() and not theirs & up.keys()
    assert theirs <= down.keys() and not ours & down.keys()
    assert UP.epoch is UNSET and DOWN.enrolment is UNSET
    assert UP.direction is Direction.UP


def test_a_later_minor_version_may_say_more() -> None:
    later = {**PLAIN, "v": [1, 9], "weather": {"in": ["Blora"]}}
    manifest = decode_manifest(dumps(later).encode())
    assert (manifest.v, manifest.no) == ((1, 9), 7)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"v": [2, 0], "format": "payung-manifest-v2"}, "bundle.newer_version"),
        ({"v": [2, 0]}, "bundle.newer_version"),
        ({"min_reader": [1, 1]}, "bundle.newer_version"),
        ({"v": [0, 9], "format": "payung-manifest-v0"}, "bundle.older_version"),
        ({"format": "payung-manifest-v2"}, "bundle.manifest"),
        ({"format": "payung-change-v1"}, "bundle.manifest"),
        ({"direction": "sideways"}, "bundle.manifest"),
        ({"no": 0}, "bundle.manifest"),
        ({"no": 10**18}, "bundle.manifest"),
        ({"no": True}, "bundle.manifest"),
        ({"to": []}, "bundle.manifest"),
        ({"to": ["../33.16"]}, "bundle.manifest"),
        ({"to": ["33.16"] * 65}, "bundle.manifest"),
        ({"app": "a\u0000"}, "bundle.manifest"),
        ({"created": "yesterday"}, "bundle.manifest"),
        ({"files": {"perubahan.jsonl": [1, "short"]}}, "bundle.manifest"),
        ({"files": {str(number): [0, "0" * 64] for number in range(21)}}, "bundle.manifest"),
        ({"heads": {"stream": [1, "id", 2]}}, "bundle.manifest"),
        ({"epoch": "e"}, "bundle.manifest"),
        ({"epochs_dead": ["e"]}, "bundle.manifest"),
        ({"witness": [{"text": "{}", "signature": ""}] * 4}, "bundle.manifest"),
        ({"witness": [{"text": "x" * (100 * 1024 + 1), "signature": ""}]}, "bundle.manifest"),
        ({"witness": [{"text": "{}"}]}, "bundle.manifest"),
        ({"replies": ["e"]}, "bundle.manifest"),
        ({"replies": ["0" * 64] * 65}, "bundle.manifest"),
        ({"enrolment": {"age_recipient": "age1short", "proof": ""}}, "bundle.manifest"),
        ({"from": {**PLAIN["from"], "office": "x"}}, "bundle.manifest"),
        ({"later": [[[[[[[[1]]]]]]]]}, "bundle.manifest"),
        ({"later": 10**15}, "bundle.manifest"),
        ({"later": "a\u0000"}, "bundle.manifest"),
    ],
)
def test_other_manifests_are_refused(change: dict[str, Any], code: str) -> None:
    assert refusal(dumps({**PLAIN, **change}).encode()) == code


@pytest.mark.parametrize("key", [key for key in PLAIN if key not in {"enrolment", "replies"}])
def test_a_missing_part_is_refused(key: str) -> None:
    left = {name: value for name, value in PLAIN.items() if name != key}
    assert refusal(dumps(left).encode()) == "bundle.manifest"


def test_texts_that_are_no_manifest_are_refused() -> None:
    good = dumps(PLAIN).encode()
    for data in (
        b"",
        b"{}",
        b" " + good,
        good[:-1],
        good + b"x",
        good[:-1] + b',"no":8}',
        good.replace(b'"no":7', b'"no":' + b"7" * 500_000),
        good.replace(b'"no":7', b'"no":' + b"[" * 500_000),
        good.replace(b"payung 0.1", b"payung \xff"),
        b'{"v":[1,0],' + good[1:],
        good[:-1] + b" " * MAX_MANIFEST_BYTES + b"}",
    ):
        assert refusal(data) == "bundle.manifest"


def test_a_manifest_no_reader_would_take_is_not_written() -> None:
    with pytest.raises(ValueError, match="format"):
        encode_manifest(msgspec.structs.replace(UP, no=0))
