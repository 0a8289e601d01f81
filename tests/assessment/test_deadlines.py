"""Time: entitlement, admission, closing, arrival and the suspicious clock."""

import pytest

from assessment import deadlines
from assessment.deadlines import Admission, ClockReading, Phase, Share

NOON = 1_767_240_000_000
MINUTE = 60_000


def test_a_deadline_is_the_start_plus_the_length():
    given = deadlines.entitlement(NOON, 30 * MINUTE, NOON + 90 * MINUTE)

    assert given.deadline_at == NOON + 30 * MINUTE
    assert given.shares == (Share("duration", 1800),)


def test_the_end_of_the_exam_cuts_a_late_start_short_and_says_so():
    given = deadlines.entitlement(NOON, 30 * MINUTE, NOON + 20 * MINUTE)

    assert given.deadline_at == NOON + 20 * MINUTE
    assert given.shares == (Share("duration", 1800), Share("cut_by_end", -600))


def test_without_a_length_an_attempt_lasts_until_the_end():
    given = deadlines.entitlement(NOON, None, NOON + 20 * MINUTE)

    assert given.deadline_at == NOON + 20 * MINUTE
    assert sum(share.seconds for share in given.shares) == 1200


def test_an_attempt_without_length_and_end_is_refused():
    with pytest.raises(ValueError):
        deadlines.entitlement(NOON, None, None)


@pytest.mark.parametrize(
    ("after_deadline", "expected"),
    [
        (-1, Admission.APPLIED),
        (0, Admission.APPLIED),
        (15_000, Admission.APPLIED),
        (15_001, Admission.LATE_PENDING),
        (600_000, Admission.LATE_PENDING),
        (600_001, Admission.TOO_LATE),
    ],
)
def test_admission_follows_the_moment_of_arrival(after_deadline, expected):
    assert deadlines.admission(NOON + after_deadline, NOON) is expected


def test_closing_waits_for_grace_and_settle_margin():
    assert not deadlines.may_close(NOON + 45_000, NOON)
    assert deadlines.may_close(NOON + 45_001, NOON)


def test_no_answer_that_counts_can_arrive_after_closing():
    for grace in (0, 15_000, deadlines.LONGEST_GRACE_MS):
        last_in_time = NOON + grace

        assert deadlines.admission(last_in_time, NOON, grace) is Admission.APPLIED
        assert not deadlines.may_close(last_in_time + deadlines.SETTLE_MARGIN_MS, NOON, grace)


@pytest.mark.parametrize(
    ("now", "expected"),
    [(NOON, Phase.RUNNING), (NOON + 1, Phase.SETTLING), (NOON + 45_000, Phase.SETTLING), (NOON + 45_001, Phase.OVER)],
)
def test_the_phase_tells_the_screen_what_to_say(now, expected):
    assert deadlines.phase(now, NOON) is expected


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        (None, NOON),
        (NOON - 5_000, NOON - 5_000),
        (NOON - 30_000, NOON - 30_000),
        (NOON - 30_001, NOON),
        (NOON + 1, NOON),
    ],
)
def test_only_a_believable_stamp_moves_the_arrival(stamp, expected):
    assert deadlines.arrival(NOON, stamp) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("t=1767240000.000", NOON),
        ("1767240000", NOON),
        ("1767240000000", NOON),
        ("t=1767240000000000", NOON),
        ("t=1767240000.25", NOON + 250),
        ("", None),
        (None, None),
        ("yesterday", None),
        ("-5", None),
        ("t=1767240000.x", None),
        ("9" * 40, None),
        ("١٧٦٧", None),
    ],
)
def test_reads_the_stamp_a_proxy_writes(header, expected):
    assert deadlines.stamp_of(header) == expected


def reading(utc: int, boottime: int, boot_id: str = "one") -> ClockReading:
    return ClockReading(boot_id, utc, boottime)


@pytest.mark.parametrize("jump", [2 * 3_600_000, -2 * 3_600_000, 2_001, -2_001])
def test_a_clock_that_jumps_is_suspect(jump):
    assert deadlines.is_clock_suspect(reading(NOON, 1_000), reading(NOON + 5_000 + jump, 6_000))


def test_a_clock_that_walks_with_the_steady_one_is_not_suspect():
    assert not deadlines.is_clock_suspect(reading(NOON, 1_000), reading(NOON + 7_000, 6_000))


def test_a_restart_of_the_host_is_suspect_only_when_time_went_back():
    assert not deadlines.is_clock_suspect(reading(NOON, 900_000), reading(NOON + 60_000, 5, "two"))
    assert deadlines.is_clock_suspect(reading(NOON, 900_000), reading(NOON - 1, 5, "two"))


def test_time_never_goes_backwards():
    assert deadlines.never_backwards(NOON - 1, NOON) == NOON
    assert deadlines.never_backwards(NOON + 1, NOON) == NOON + 1
