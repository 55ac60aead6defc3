"""What every test stands on: a screen of 1366 x 768 that nobody sees, folders of its own, and no chance."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from services import startup
from services.context import AppContext
from tests.offices import district_office, village_office

_SCREEN_FOLDER = Path(tempfile.mkdtemp(prefix="payung-tests-"))
_SCREEN = {"name": "test", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1}
_DPI = {"logicalDpi": 96, "logicalBaseDpi": 96}


def _platform() -> str:
    """Qt's offscreen platform with the smallest screen that is supported; alone it has 800 x 800."""
    file = _SCREEN_FOLDER / "screen.json"
    file.write_text(json.dumps({"screens": [_SCREEN | _DPI]}), "utf-8")
    # Qt splits this text at colons, so a Windows drive cannot stand in it.
    path = os.path.relpath(file) if os.name == "nt" else str(file)
    return f"offscreen:configfile={path}"


# Qt reads the platform once, when the first QApplication is made; so this stands at import, before any fixture.
os.environ["QT_QPA_PLATFORM"] = _platform()
os.environ["QT_API"] = "pyside6"  # qtawesome asks
os.environ.pop("QT_STYLE_OVERRIDE", None)
os.environ.pop("QT_SCALE_FACTOR", None)
os.environ.pop("PAYUNG_PASSPHRASE", None)
# An officer's settings and data never take part in a test, nor a test in them.
for _name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA"):
    os.environ[_name] = str(_SCREEN_FOLDER / _name.lower())

# The same examples every time and on every machine, so that a failure is a change in the code.
# HYPOTHESIS_PROFILE=deep looks for new ones.
settings.register_profile(
    "ci",
    derandomize=True,
    max_examples=60,
    deadline=None,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_unconfigure() -> None:
    shutil.rmtree(_SCREEN_FOLDER, ignore_errors=True)


@pytest.fixture(autouse=True)
def _own_anchors(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a machine of its own: offices made from the same seed in another test were never here."""
    monkeypatch.setenv("PAYUNG_ANCHORS", str(tmp_path_factory.getbasetemp() / f"anchors-{uuid.uuid4()}"))


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """An empty data folder of one office."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    yield folder


@pytest.fixture
def village(tmp_path: Path) -> Iterator[AppContext]:
    """An open village office without a kit."""
    ctx = village_office(tmp_path / "village")
    yield ctx
    startup.close(ctx)


@pytest.fixture
def district(tmp_path: Path) -> Iterator[AppContext]:
    """The open district office."""
    ctx = district_office(tmp_path / "district")
    yield ctx
    startup.close(ctx)
