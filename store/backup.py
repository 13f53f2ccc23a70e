"""Everything in one file: a zip of all rows (JSON lines), all originals, and a manifest with their checksums.

The rows are plain JSON, so a backup of SQLite can be restored into Postgres and the other way round.
"""

import hashlib
import json
import logging
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, Table, text

from models.errors import StorageError
from models.tables import Base
from store.archive import Archive
from store.copying import Values, all_tables, check_empty, fill, from_plain, read_rows, to_plain
from store.database import REVISION, Database, make_folder
from store.engine import connect, use_wal
from store.failures import storage_errors
from store.forms import Json

log = logging.getLogger(__name__)
FORMAT = 1
_MANIFEST = "manifest.json"
_NAMED = 5
"""How many missing originals a message names; of more the number is enough."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""Same content, same bytes: no clock in the zip's entries."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds."""

    documents: int
    originals: int
    missing_originals: tuple[str, ...]
    """sha256 of documents whose original the archive cannot give: they are not in the backup."""


def backup(database: Database, archive: Archive, target: Path) -> BackupReport:
    """Write one file that holds one state of the database, and the archive; others may go on writing.

    The file appears only when it is whole. A file of that name is replaced, but not by a backup that lacks originals:
    the older one may be the last that has them.

    Raises:
        StorageError: the database cannot be read or the file not written, or it would replace one and lacks originals.
    """
    make_folder(target.absolute().parent)
    with database.reading():
        pass  # refuses a missing or outdated database
    try:
        with tempfile.NamedTemporaryFile(dir=target.absolute().parent, prefix=".backup-", delete=False) as file:
            part = Path(file.name)
            try:
                report = _write(file, database, archive)
                if report.missing_originals and target.exists():
                    raise StorageError(
                        f"{told_missing(report.missing_originals)}: the older {target} was left as it is. "
                        "Ingest these documents again, or write to another name."
                    )
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        part.replace(target)
    except OSError as error:
        raise StorageError(f"The backup {target} cannot be written: {error.strerror or error}.") from error
    return report


def told_missing(sha256s: Sequence[str]) -> str:
    """Originals that the archive cannot give, as the beginning of a message."""
    named = ", ".join(sha256[:12] for sha256 in sha256s[:_NAMED])
    more = f" and {len(sha256s) - _NAMED} more" if len(sha256s) > _NAMED else ""
    originals = "1 original" if len(sha256s) == 1 else f"{len(sha256s)} originals"
    return f"The archive lacks {originals}, missing or damaged ({named}{more})"


def _write(file: IO[bytes], database: Database, archive: Archive) -> BackupReport:
    sums: dict[str, str] = {}
    counts: dict[str, int] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        with storage_errors(database.name), connect(database.engine, writing=False) as connection:
            for table in all_tables():
                name = f"database/{table.name}.jsonl"
                sums[name], counts[table.name] = _write_rows(target, name, connection, table)
            known = [row["sha256"] for row in read_rows(connection, Base.metadata.tables["documents"])]
        originals, missing = _write_originals(target, archive, known)
        sums |= originals
        manifest = {"format": FORMAT, "revision": REVISION, "rows": counts, "sha256": sums}
        target.writestr(zipfile.ZipInfo(_MANIFEST, _STAMP), json.dumps(manifest, indent=1))
    return BackupReport(counts["documents"], len(originals), tuple(missing))


def _write_rows(target: zipfile.ZipFile, name: str, connection: Connection, table: Table) -> tuple[str, int]:
    digest, count = hashlib.sha256(), 0
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with target.open(entry, "w", force_zip64=True) as file:
        for row in read_rows(connection, table):
            line = (json.dumps(to_plain(row), ensure_ascii=False) + "\n").encode()
            digest.update(line)
            file.write(line)
            count += 1
    return digest.hexdigest(), count


def _write_originals(target: zipfile.ZipFile, archive: Archive, known: list[str]) -> tuple[dict[str, str], list[str]]:
    """Originals of the documents in the database; others came after its state was read."""
    sums: dict[str, str] = {}
    missing: list[str] = []
    for sha256 in sorted(known):
        try:
            content = archive.get(sha256)
        except StorageError as error:
            log.debug("not in the backup: %s", error)  # the report tells it
            missing.append(sha256)
            continue
        entry = zipfile.ZipInfo(f"archive/{sha256}", _STAMP)
        entry.compress_type = zipfile.ZIP_DEFLATED
        target.writestr(entry, content)
        sums[entry.filename] = sha256
    return sums, missing


def restore(source: Path, database: Database, archive: Archive, *, replace: bool = False) -> BackupReport:
    """Bring back a backup, into SQLite or Postgres; all of the database or nothing of it.

    Args:
        source: a file that `backup` wrote; every checksum in it is verified before anything is written.
        database: made where there is none.
        archive: originals are added; those already there stay.
        replace: drop what the database holds now.

    Raises:
        StorageError: the file is damaged or of another version, or the database holds something (without `replace`).
    """
    try:
        with zipfile.ZipFile(source) as file:
            if _MANIFEST not in file.namelist():
                raise StorageError(
                    f"{source} is damaged or no backup that `minutier backup` wrote: nothing was restored."
                )
            manifest = _verified_manifest(file, source)
            _check_target(database, replace=replace)
            originals = [name for name in manifest["sha256"] if name.startswith("archive/")]
            for name in originals:
                archive.put(file.read(name))
            with storage_errors(database.name):
                counts = _restore_rows(file, database, replace=replace)
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise StorageError(f"The backup {source} is damaged ({type(error).__name__}): nothing was restored.") from error
    except OSError as error:
        raise StorageError(f"The backup {source} cannot be read: {error.strerror or error}.") from error
    missing = counts["documents"] - len(originals)
    if missing:
        log.error("%d originals were missing when the backup was made", missing)
    return BackupReport(counts["documents"], len(originals), ())


def _verified_manifest(file: zipfile.ZipFile, source: Path) -> Json:
    """The manifest, after every file that it names was found to be as it says."""
    manifest: Json = json.loads(file.read(_MANIFEST))
    if manifest["format"] != FORMAT or manifest["revision"] != REVISION:
        raise StorageError(
            f"The backup {source} was made by another version (tables {manifest['revision']}, here {REVISION}): "
            "restore it with that version, then run `minutier db upgrade` with this one."
        )
    for name, expected in manifest["sha256"].items():
        with file.open(name) as entry:
            if hashlib.file_digest(entry, "sha256").hexdigest() != expected:  # type: ignore[arg-type]
                raise StorageError(f"The backup {source} is damaged ({name}): nothing was restored.")
    return manifest


def _check_target(database: Database, *, replace: bool) -> None:
    if database.path is not None:
        make_folder(database.path.parent)
    with storage_errors(database.name):
        use_wal(database.engine)
        with connect(database.engine, writing=False) as connection:
            if not replace and _has_tables(connection):
                check_empty(connection, database.name, hint=" Add --force to replace what it holds.")


def _has_tables(connection: Connection) -> bool:
    return bool(connection.dialect.has_table(connection, "documents"))


def _restore_rows(file: zipfile.ZipFile, database: Database, *, replace: bool) -> dict[str, int]:
    """Tables anew and filled, in one transaction."""
    from store.migrations import migrate_on

    with connect(database.engine, writing=True) as connection:
        if replace and _has_tables(connection):
            drop_everything(connection)
        migrate_on(connection)
        check_empty(connection, database.name)
        return fill(connection, ((table, _rows_in(file, table)) for table in all_tables()))


def drop_everything(connection: Connection) -> None:
    """Remove all views and tables: the log of corrections lets itself be dropped, not changed."""
    from store.views import drop_views

    drop_views(connection)
    Base.metadata.drop_all(connection)
    connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION IF EXISTS minutier_refuse_change"))


def _rows_in(file: zipfile.ZipFile, table: Table) -> Iterator[Values]:
    with file.open(f"database/{table.name}.jsonl") as lines:
        for line in lines:
            yield from_plain(table, json.loads(line))
