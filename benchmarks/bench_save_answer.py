"""Saving one answer, durably and with its receipt, against saying hello on the same server."""

from __future__ import annotations

import json
from collections.abc import Iterator

from app import create_app
from assessment.op_ids import new_op_id
from benchmarks import measure
from core import clock
from tests.assessment.makers import PHONE
from tests.assessment.staging import Seat, prepare

TAKERS = 32


def main() -> None:
    """Measure and print."""
    with measure.data_folder():
        saves = [_saves(seat) for seat in prepare(create_app(), TAKERS)]
        with measure.serve() as address:
            found = measure.alternate(address, saves.__getitem__, connections=TAKERS)
            bare = measure.alternate(
                address, saves.__getitem__, measure.get(measure.BARE), connections=TAKERS, rounds=3
            )
    detail = f"{found.detail}, {bare.ratio:.2f} of a bare Flask application, synchronous=FULL, {TAKERS} connections"
    measure.report("save_answer", found.ratio, detail)


def _saves(seat: Seat) -> Iterator[bytes]:
    headers = {"X-CSRFToken": seat.token}
    sequence = 0
    while True:
        for item_no, answer in seat.answers.items():
            sequence += 1
            now = clock.now_ms()
            event = {"op_id": new_op_id(now), "item_no": item_no, "epoch": 1, "client_seq": sequence, "payload": answer}
            body = {"client_id": PHONE, "events": [event | {"client_wall": now, "client_mono": sequence}]}
            yield measure.request(
                "POST",
                f"/attempts/{seat.attempt_id}/events",
                cookie=f"session={seat.cookie}",
                body=json.dumps(body).encode(),
                headers=headers,
            )


if __name__ == "__main__":
    main()
