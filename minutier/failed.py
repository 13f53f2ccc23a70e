"""What stands in the place of an extraction where a document could not be read: nothing is silently missing."""

import hashlib
import importlib
import logging
from collections.abc import Sequence
from dataclasses import replace

from minutier.inputs import Input
from models.errors import ConfigError, InputError
from models.issues import Issue, IssueCode, Severity
from models.records import Extraction
from models.vocabulary import ExtractionStatus, Kind

log = logging.getLogger(__name__)


def get_ready() -> None:
    """Start a child process and load the pipeline meanwhile: each takes some seconds."""
    from pipeline.isolation import shared_pool

    shared_pool().warm_up()
    importlib.import_module("pipeline.run")


def process_or_explain(given: Input, passwords: Sequence[str] = ()) -> Extraction:
    """Process a file; where that fails, a record form with status "failed" and an issue that tells why.

    Args:
        given: the file.
        passwords: tried in turn where it asks for one.

    Raises:
        ConfigError: this installation lacks something: every document would fail.
    """
    if given.content is None:
        return failed(given, given.error or "its bytes cannot be had.")
    from pipeline.isolation import shared_pool
    from pipeline.run import process_bytes

    try:
        done = process_bytes(given.content, given.source, desk=shared_pool(), passwords=passwords)
        return replace(done.extraction, container=given.container)
    except ConfigError:
        raise
    except InputError as error:
        return failed(given, str(error))
    except Exception as error:  # the border of one document: it must not stop the others
        log.debug("%s: failed", given.source, exc_info=True)
        return failed(given, f"this is a bug ({type(error).__name__}): run again with --verbose and report it.")


def failed(given: Input, reason: str) -> Extraction:
    """The record form of a document that was not read; what it is nobody knows, so it counts as no minutes."""
    return Extraction(
        source=given.source,
        sha256="" if given.content is None else hashlib.sha256(given.content).hexdigest(),
        container=given.container,
        kind=Kind.OTHER,
        status=ExtractionStatus.FAILED,
        issues=(Issue(code=IssueCode.DOCUMENT_UNREADABLE, severity=Severity.ERROR, message=reason),),
    )
