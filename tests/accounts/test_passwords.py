"""What is stored of a password, and what fits it."""

from __future__ import annotations

import pytest

from accounts import passwords


def test_a_chosen_password_is_stored_as_argon2id_with_the_agreed_cost() -> None:
    stored = passwords.hash_password("Linhai-2026")

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.matches(stored, "Linhai-2026")
    assert not passwords.matches(stored, "linhai-2026")
    assert len(stored) <= 120


def test_a_one_time_password_is_random_and_readable() -> None:
    made = {passwords.new_one_time_password() for _ in range(50)}

    assert len(made) == 50
    assert all(len(password) == 14 and not set("ilo01") & set(password) for password in made)


@pytest.mark.parametrize("typed", ["k7qm-4xwd-9rtb", "K7QM-4XWD-9RTB", " k7qm 4xwd 9rtb ", "k7qm4xwd9rtb"])
def test_a_one_time_password_may_be_typed_from_paper(typed: str) -> None:
    assert passwords.matches(passwords.hash_one_time("k7qm-4xwd-9rtb"), typed)


@pytest.mark.parametrize("typed", ["", "k7qm", "k7qm-4xwd-9rtc", "-"])
def test_another_word_does_not_fit_a_one_time_password(typed: str) -> None:
    stored = passwords.hash_one_time("k7qm-4xwd-9rtb")

    assert not passwords.matches(stored, typed)
    assert "k7qm" not in stored


@pytest.mark.parametrize("stored", ["", "nonsense", "$argon2id$broken"])
@pytest.mark.parametrize("typed", ["", "x"])
def test_nothing_fits_where_nothing_is_stored(stored: str, typed: str) -> None:
    assert not passwords.matches(stored, typed)


def test_the_same_one_time_password_is_stored_differently_each_time() -> None:
    assert passwords.hash_one_time("k7qm-4xwd-9rtb") != passwords.hash_one_time("k7qm-4xwd-9rtb")
