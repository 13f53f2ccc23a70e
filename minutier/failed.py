"""What stands in the place of an extraction where a document could not be read: nothing is silently missing."""

import hashlib
import logging
from collections.abc import Sequence
from pathlib import Path

from models.errors import ConfigError, InputError
from models.issues import Issue, IssueCode, Severity
from models.records import Extraction
from models.vocabulary import ExtractionStatus, Kind
from pipeline.sources.file import bytes_of
from pipeline.sources.names import source_name

log = logging.getLogger(__name__)


def process_or_explain(path: Path, passwords: Sequence[str] = ()) -> Extraction:
    """Process a file; where that fails, a record form with status "failed" and an issue that tells why.

    Args:
        path: the file.
        passwords: tried in turn where it asks for one.

    Raises:
        ConfigError: this installation lacks something: every document would fail.
    """
    from pipeline.isolation import shared_pool

    shared_pool().warm_up()  # before an import that takes longer than the start of a child
    from pipeline.run import process

    try:
        return process(path, desk=shared_pool(), passwords=passwords)
    except ConfigError:
        raise
    except InputError as error:
        return failed(path, str(error))
    except Exception as error:  # the border of one document: it must not stop the others
        log.debug("%s: failed", path.name, exc_info=True)
        return failed(path, f"this is a bug ({type(error).__name__}): run again with --verbose and report it.")


def failed(path: Path, reason: str) -> Extraction:
    """The record form of a document that was not read; what it is nobody knows, so it counts as no minutes."""
    return Extraction(
        source=source_name(path),
        sha256=_digest(path),
        kind=Kind.OTHER,
        status=ExtractionStatus.FAILED,
        issues=(Issue(code=IssueCode.DOCUMENT_UNREADABLE, severity=Severity.ERROR, message=reason),),
    )


def _digest(path: Path) -> str:
    """The document's identity; empty where not even its bytes can be had."""
    try:
        return hashlib.sha256(bytes_of(path)).hexdigest()
    except InputError:
        return ""
