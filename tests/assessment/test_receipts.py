"""Receipts vouch for what was stored and for nothing else."""

from dataclasses import replace

import pytest

from assessment import receipts
from assessment.receipts import Receipt

KEY = receipts.receipt_key("a secret")
GIVEN = Receipt("op-1", "applied", 1_767_240_000_000, 1_767_241_800_000, 1)


def test_a_receipt_is_genuine_for_its_own_facts():
    assert receipts.is_genuine(GIVEN, receipts.sign(GIVEN, KEY), KEY)


@pytest.mark.parametrize(
    "change", [{"op_id": "op-2"}, {"verdict": "stale"}, {"arrived_at": 1}, {"deadline_at": 1}, {"epoch": 2}]
)
def test_a_changed_receipt_is_not_genuine(change):
    assert not receipts.is_genuine(replace(GIVEN, **change), receipts.sign(GIVEN, KEY), KEY)


def test_the_same_facts_always_give_the_same_signature():
    assert receipts.sign(GIVEN, KEY) == receipts.sign(replace(GIVEN), KEY)


def test_another_secret_gives_another_signature():
    assert receipts.sign(GIVEN, KEY) != receipts.sign(GIVEN, receipts.receipt_key("another secret"))
