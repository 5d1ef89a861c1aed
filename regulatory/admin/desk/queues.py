"""All queues of the desk, in the order in which they stand on it. A new one is made in a module of its own and added here."""

from __future__ import annotations

from regulatory.admin.desk import coming, conflicts, corrections, due, open_versions, resting
from regulatory.admin.desk.rows import Queue

QUEUES: tuple[Queue, ...] = (
    *open_versions.QUEUES,
    corrections.QUEUE,
    coming.QUEUE,
    due.QUEUE,
    *resting.QUEUES,
    open_versions.UNVERIFIED,
    conflicts.QUEUE,
)
BY_KEY = {queue.key: queue for queue in QUEUES}
