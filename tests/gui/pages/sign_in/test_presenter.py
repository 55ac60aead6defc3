from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.messages import sentence
from gui.pages.sign_in.presenter import SignInPresenter
from services import startup
from services.safekeeping import keyfile
from services.safekeeping.tries import FREE_TRIES, read_tries
from tests.gui.doubles import CHEAP, Recorder, run_now
from tests.offices import PASSPHRASE


class Clock:
    """Seconds, moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def data(tmp_path: Path) -> Path:
    done = startup.set_up_village(tmp_path / "data", "33.16.01.2001", "Siti Aminah", PASSPHRASE, doors=CHEAP)
    startup.close(done.context)
    return tmp_path / "data"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def view() -> Iterator[Recorder]:
    view = Recorder()
    yield view
    for context, _ in view.told.get("finish", []):
        startup.close(context)
    for context, _ in view.told.get("show_own", []):
        startup.close(context)


@pytest.fixture
def presenter(view: Recorder, data: Path, clock: Clock) -> SignInPresenter:
    presenter = SignInPresenter(view, run_now, data, clock, CHEAP)
    presenter.start()
    return presenter


def test_the_right_passphrase_opens(presenter: SignInPresenter, view: Recorder) -> None:
    users, chosen = view.last("show_users")
    assert [user.name for user in users] == ["Siti Aminah"] and chosen == users[0].id
    presenter.try_passphrase(PASSPHRASE)
    assert view.last("finish")[0].user.name == "Siti Aminah"


def test_wrong_passphrase_and_damaged_data_are_two_sentences(
    presenter: SignInPresenter, view: Recorder, data: Path
) -> None:
    presenter.try_passphrase("bukan ini kata sandinya")
    assert view.last("show_problem") == (sentence("passphrase.wrong"),)
    database = data / "payung.db"
    database.write_bytes(b"\0" * 4096 + database.read_bytes()[4096:])
    presenter.try_passphrase(PASSPHRASE)
    assert view.last("show_trouble") == (sentence("database.damaged"),)
    assert "finish" not in view.told


def test_a_missing_key_file_is_told_at_once(view: Recorder, data: Path, clock: Clock) -> None:
    for path in data.glob("kunci.json*"):
        path.unlink()
    SignInPresenter(view, run_now, data, clock, CHEAP).start()
    assert view.last("show_trouble") == (sentence("keyfile.missing"),)


def test_after_five_misses_it_waits_and_waits_longer(presenter: SignInPresenter, view: Recorder, clock: Clock) -> None:
    for _ in range(FREE_TRIES):
        presenter.try_passphrase("bukan ini")
    assert view.last("show_wait") == (2,)
    presenter.try_passphrase(PASSPHRASE)
    assert "finish" not in view.told
    clock.now += 1.5
    assert presenter.wait_left() == 1
    clock.now += 0.5
    presenter.try_passphrase("bukan ini")
    assert view.last("show_wait") == (4,)
    clock.now += 4
    presenter.try_passphrase(PASSPHRASE)
    assert "finish" in view.told


def test_closing_the_program_shortens_no_wait(
    presenter: SignInPresenter, view: Recorder, clock: Clock, data: Path
) -> None:
    for _ in range(FREE_TRIES):
        presenter.try_passphrase("bukan ini")
    again = Recorder()
    clock.now = 7.0  # another run of the program, another start of that clock
    other = SignInPresenter(again, run_now, data, clock, CHEAP)
    other.start()
    assert again.last("show_wait") == (2,)
    other.try_passphrase(PASSPHRASE)
    assert "finish" not in again.told
    clock.now += 2
    other.try_passphrase(PASSPHRASE)
    context, missed = again.last("finish")
    startup.close(context)
    assert missed == "5 percobaan masuk gagal sejak 23 November 2026, 09.14."
    assert read_tries(data).misses == 0


def test_a_code_for_one_sign_in_asks_for_a_passphrase_first(
    presenter: SignInPresenter, view: Recorder, data: Path
) -> None:
    keys, user = data / "kunci.json", presenter.user
    key = keyfile.unlock(keys, user, PASSPHRASE).database_key
    keyfile.put_user(keys, key, user, "Siti Aminah", "ABCDE-FGHJK-MNPQR", once=True, kdf=CHEAP.kdf)
    presenter.try_passphrase("abcde fghjk mnpqr")
    assert "finish" not in view.told
    context, code = view.last("show_own")
    assert (context.user.id, code) == (user, "abcde fghjk mnpqr")


def test_nothing_typed_costs_no_try(presenter: SignInPresenter, view: Recorder) -> None:
    for _ in range(FREE_TRIES + 1):
        presenter.try_passphrase("")
    assert view.last("show_problem") == (sentence("passphrase.empty"),)
    assert presenter.wait_left() == 0
