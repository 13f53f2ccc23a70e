"""Write docs/schema.md from the definitions of views and tables: `python -m store.schema_page docs/schema.md`."""

import inspect
import sys
from pathlib import Path

from sqlalchemy import Boolean, Date, Float, Integer, Table

from models.tables import TRUTH, Base, UtcDateTime
from store.views import VIEWS, Column, View

_HEAD = """# The database

Made by `python -m store.schema_page docs/schema.md` from store/views.py and models/tables.py: do not edit.

## Views: the contract

Downstream tools read the views `v1_*`. They are the same on SQLite and Postgres; names, order and meaning of their
columns do not change within v1 (a later v2 would stand beside it).

- They show **current documents only**: a document that a later version of the same minutes supersedes is left out.
- **Rejected records stay**, with `review = 'rejected'`, so that a reader of changes sees the rejection: filter them.
- `NULL` is "the document does not say", never "none": `against = 0` and `against IS NULL` are two facts.
- Days are dates, both ends of an interval included. Instants are UTC: `TIMESTAMP WITH TIME ZONE` in Postgres, text
  `YYYY-MM-DD HH:MM:SS.ffffff` in SQLite. Booleans are 0 and 1 in SQLite. JSON is text in both.
- `changed_at` moves when what the row shows changes, not when its document is read again with the same result. A
  record that is no longer found disappears, and with a superseded document all its rows do: to follow deletions
  compare ids.
"""
_TABLES_HEAD = """
## Tables: internal

Tables may change with any version (`minutier db upgrade`). *Truth* cannot be made again; *projections* are made from
it by `minutier db rebuild`.
"""
_TYPES = ((UtcDateTime, "timestamp"), (Date, "date"), (Boolean, "boolean"), (Integer, "integer"), (Float, "real"))


def schema_page() -> str:
    """The whole page as Markdown."""
    views = "".join(_view(view) for view in VIEWS)
    tables = "".join(_table(cls) for cls in _classes())
    return f"{_HEAD}{views}{_TABLES_HEAD}{tables}"


def _view(view: View) -> str:
    lines = [f"| `{column.name}` | {_column_type(view, column)} | {column.meaning} |\n" for column in view.columns]
    return f"\n### {view.name}\n\n{view.meaning}.\n\n| column | type | meaning |\n|---|---|---|\n{''.join(lines)}"


def _column_type(view: View, column: Column) -> str:
    """The type of the table's column that the view shows; text where SQL makes the value."""
    prefix, _, name = column.sql.partition(".")
    tables = {"d": "documents", "m": "meetings", "r": view.name.removeprefix("v1_")}
    if prefix not in tables:
        return {"page_no": "integer", "changed_at": "timestamp"}.get(column.name, "text")
    return _type_name(Base.metadata.tables[tables[prefix]], name)


def _type_name(table: Table, column: str) -> str:
    kind = table.c[column].type
    return next((name for known, name in _TYPES if isinstance(kind, known)), "text")


def _classes() -> list[type[Base]]:
    """Truth first, each in the order of models/tables.py."""
    classes: list[type[Base]] = Base.__subclasses__()
    return sorted(classes, key=lambda cls: cls.__tablename__ not in TRUTH)


def _table(cls: type[Base]) -> str:
    table = Base.metadata.tables[cls.__tablename__]
    meaning = (inspect.cleandoc(cls.__doc__ or "") or "One record of this kind; columns as in the view.").strip()
    truth = "truth" if table.name in TRUTH else "projection"
    columns = ", ".join(f"`{column.name}`{'*' if column.primary_key else ''}" for column in table.columns)
    return f"\n### {table.name} ({truth})\n\n{meaning}\n\nColumns (* key): {columns}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(schema_page(), encoding="utf-8")
