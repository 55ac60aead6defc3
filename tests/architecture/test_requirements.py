"""The lock: exact versions with hashes for every platform, and no addresses in it."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.files import ROOT

FILES = ("requirements.txt", "requirements-package.txt", "requirements-dev.txt")


def locked(name: str) -> dict[str, str]:
    """Package and version of every entry."""
    return dict(re.findall(r"^([a-z0-9][a-z0-9.\-]*)==([^\s;\\]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_an_exact_version_and_hashes(name: str) -> None:
    text = re.sub(r"(?m)^\s*#.*\n", "", (ROOT / name).read_text("utf-8"))
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(locked(name)) > 20
    for entry in entries:
        assert re.fullmatch(r"[^\n]+==[^\n]+ \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+", entry), entry.split()[0]


@pytest.mark.parametrize("name", FILES)
def test_no_address_index_or_path_is_in_it(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for sign in ("http", "://", "file:", "--index", "--extra-index", "--find-links", "--trusted-host", "\n-"):
        assert sign not in text


def test_each_lock_holds_all_of_the_one_before() -> None:
    runtime, package, development = (locked(name) for name in FILES)
    assert runtime.items() <= package.items() <= development.items()


def test_what_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for wanted, name in (
        (project["project"]["dependencies"], FILES[0]),
        (project["dependency-groups"]["package"], FILES[1]),
        (project["dependency-groups"]["dev"], FILES[2]),
    ):
        versions = locked(name)
        for requirement in (Requirement(text) for text in wanted if isinstance(text, str)):
            assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_pyside_stays_below_the_release_that_aborts_on_python_3_11() -> None:
    major, minor, *_ = locked(FILES[0])["pyside6-essentials"].split(".")
    assert (int(major), int(minor)) < (6, 12)


def test_never_the_other_package_of_the_same_import_name() -> None:
    assert all("sqlcipher3-wheels" not in locked(name) for name in FILES)
