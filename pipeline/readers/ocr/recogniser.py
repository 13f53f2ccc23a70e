"""Recognises several pages at a time, and gives them back in order.

Tesseract runs as a child process per page, one per processor; a thread waits for each. Only as many pages are held as
are under recognition, so that memory does not grow with the document.
"""

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from models.errors import MissingProgramError
from pipeline.readers.ocr.image import PageImage
from pipeline.readers.ocr.recognition import Recognition, recognise_page

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """A picture to recognise; `turn` (clockwise, to upright) where it is known."""

    image: PageImage
    turn: int | None = None


class Recogniser:
    """Threads that wait for Tesseract; what could not be done is known afterwards."""

    def __init__(self) -> None:
        self._at_once = _processors()
        self._threads = ThreadPoolExecutor(self._at_once)
        self.missing: MissingProgramError | None = None
        """Why pages were not recognised: a program is not installed."""
        self.failed: list[int] = []
        """0-based places of what took too long."""

    def in_order(self, items: Iterable[tuple[T, Job | None]]) -> Iterator[tuple[T, Recognition | None]]:
        """Each item with what was recognised; None without a job, and where the job failed.

        Items are taken ahead only while others are under recognition.
        """
        ahead: deque[tuple[int, T, Future[Recognition] | None]] = deque()
        for number, (item, job) in enumerate(items):
            ahead.append((number, item, self._begin(job)))
            while ahead and (len(ahead) > 2 * self._at_once or all(future is None for _, _, future in ahead)):
                yield self._end(*ahead.popleft())
        while ahead:
            yield self._end(*ahead.popleft())

    def close(self) -> None:
        """Wait for what is under way; begin nothing more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _begin(self, job: Job | None) -> "Future[Recognition] | None":
        if job is None or self.missing is not None:
            return None
        return self._threads.submit(recognise_page, job.image, job.turn)

    def _end(self, number: int, item: T, future: "Future[Recognition] | None") -> tuple[T, Recognition | None]:
        try:
            return item, None if future is None else future.result()
        except MissingProgramError as error:
            self.missing = error
        except TimeoutError:
            log.warning("page %d: recognition took too long", number + 1)
            self.failed.append(number)
        return item, None


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
