"""Letting the interpreter's search for circles of garbage rest while a text is taken apart."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Do not look for circles of garbage inside.

    A reading makes very many small values that all live until it ends, and no circles; to go through them
    again and again would take a tenth of its time.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
