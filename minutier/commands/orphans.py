"""`minutier orphans`: decisions of people whose record is no longer found; never dropped, always told."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from store.replay import Correction


def orphans(as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False) -> None:
    """List people's decisions whose record the present extraction does not hold.

    They stay in the log and come back into force when the record is found again.

    Example: minutier orphans
    """
    import json

    from minutier.home import open_home
    from store.corrections import orphans as find_orphans

    with open_home().database.reading() as reading:
        found = find_orphans(reading)
    if as_json:
        print(json.dumps([_plain(entry) for entry in found], ensure_ascii=False, indent=1))
        return
    for entry in found:
        print(f"{entry.record_id[:8]}  {entry.kind}  {entry.change} by {entry.author}  {entry.made_at:%Y-%m-%d}")
    if not found:
        print("No orphans: every decision has its record.")


def _plain(entry: "Correction") -> dict[str, object]:
    return {
        "number": entry.number,
        "document_sha256": entry.document_sha256,
        "record_id": entry.record_id,
        "kind": entry.kind.value,
        "change": entry.change,
        "values": entry.values,
        "author": entry.author,
        "reason": entry.reason,
        "made_at": entry.made_at.isoformat(),
    }
