"""Logging of the command line: to standard error, with tracebacks only where they were asked for."""

import logging
import sys
from typing import TextIO

from pipeline.sources.names import printable_lines

_OURS = ("extractors", "pipeline", "store", "evaluation", "exports", "flows", "minutier")
_NOISY = ("pdfminer", "fontTools", "pypdfium2")
"""Libraries that warn of things in a PDF that nobody can mend."""


class _Brief(logging.Formatter):
    """One line for each entry: the traceback is left out."""

    def formatException(self, ei: object) -> str:  # noqa: N802  # the name is logging's
        return ""


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is now: a progress bar, or a test, may stand in its place for a while."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)

    def format(self, record: logging.LogRecord) -> str:
        """Without what a terminal would obey: libraries put bytes of bad files into their warnings."""
        return printable_lines(super().format(record))


def set_up_logging(*, verbose: bool) -> None:
    """Log warnings, or with `verbose` everything of ours with its tracebacks."""
    form = "%(levelname)s %(name)s: %(message)s"
    handler = _StandardError()
    handler.setFormatter(logging.Formatter(form) if verbose else _Brief(form))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for package in _OURS:
        logging.getLogger(package).setLevel(logging.DEBUG if verbose else logging.WARNING)
    for package in _NOISY:
        logging.getLogger(package).setLevel(logging.ERROR)
