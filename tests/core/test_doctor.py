"""The installation check says what is wrong in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import Settings
from core import doctor


def settings(url: str, folder: Path) -> Settings:
    return Settings(database_url=url, data_folder=folder, secret_key="x")


def test_a_sound_installation_has_no_fault(tmp_path: Path) -> None:
    assert doctor.fault_of(settings(f"sqlite:///{tmp_path / 'a.db'}", tmp_path)) is None


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    fault = doctor.fault_of(settings("postgresql+psycopg://me:secret@127.0.0.1:1/shuren", tmp_path))

    assert fault is not None
    assert "127.0.0.1:1" in fault
    assert "secret" not in fault
    assert "\n" not in fault


def test_nonsense_is_called_nonsense(tmp_path: Path) -> None:
    assert "not a database address" in (doctor.fault_of(settings("postgresql+psycopg://a:b@c:d/e", tmp_path)) or "")


def test_the_command_prints_one_sentence_and_exits_with_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://nowhere")

    status = doctor.main()

    assert status == 2
    assert capsys.readouterr().err.count("\n") == 1
