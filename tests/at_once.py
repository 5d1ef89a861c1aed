"""Many threads that start together, each with a connection of its own, and what came of them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence

from django.db import connection


def at_once(jobs: Sequence[Callable[[], None]], *, patience: float = 30) -> list[Exception | None]:
    """Run every job in a thread with a connection of its own, all started together; what each raised, in their order.

    After `patience` seconds a job counts as stuck.
    """
    barrier = threading.Barrier(len(jobs))
    outcomes: list[Exception | None] = [None] * len(jobs)

    def run(number: int) -> None:
        try:
            barrier.wait(timeout=15)
            jobs[number]()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=patience)
    assert not any(thread.is_alive() for thread in threads)
    return outcomes


def kinds(outcomes: Sequence[Exception | None]) -> Counter[str]:
    return Counter(type(outcome).__name__ for outcome in outcomes)
