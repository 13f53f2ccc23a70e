from pathlib import Path

from made_extractions import FEBRUARY, Office
from sqlalchemy import inspect

from store.database import Database
from store.reading import rows
from store.schema_page import schema_page
from store.views import VIEWS

CONTRACT = [
    "v1_documents",
    "v1_meetings",
    "v1_attendance",
    "v1_agenda_items",
    "v1_decisions",
    "v1_votes",
    "v1_actions",
    "v1_dates",
    "v1_people",
    "v1_evidence",
    "v1_document_parts",
]


def test_both_databases_hold_the_views_as_defined(database: Database):
    seen = inspect(database.engine)
    assert [view.name for view in VIEWS] == CONTRACT
    assert sorted(seen.get_view_names()) == sorted(CONTRACT)
    for view in VIEWS:
        assert [c["name"] for c in seen.get_columns(view.name)] == [column.name for column in view.columns]


def test_every_row_tells_document_page_review_and_change(office: Office):
    office.take(fevrier=FEBRUARY, envoi=f"@ fevrier.txt\n{FEBRUARY}")
    with office.database.reading() as reading:
        for view in VIEWS:
            found = rows(reading, f"SELECT * FROM {view.name} WHERE source = 'fevrier.txt'")
            assert list(found[0])[:5] == ["document_sha256", "source", "page_no", "review", "changed_at"], view.name
            for row in found:
                assert (row["source"], row["page_no"], row["review"]) == ("fevrier.txt", 1, "machine")
                assert row["changed_at"] is not None


def test_votes_tell_none_from_not_stated(office: Office):
    office.take(fevrier=FEBRUARY)
    with office.database.reading() as reading:
        (vote,) = rows(reading, "SELECT * FROM v1_votes")
        (decision,) = rows(reading, "SELECT * FROM v1_decisions WHERE id = :id", {"id": vote["decision_id"]})
        voters = rows(reading, "SELECT name_key, choice FROM named_votes")
    assert (vote["in_favour"], vote["against"], vote["abstentions"]) == (2, None, 0)
    assert (vote["outcome"], bool(vote["unanimous"])) == ("adopted", True)
    assert vote["by_name"] == '[{"name": "Marie Durand", "choice": "for"}]'
    assert "unanimité" in str(decision["text"])
    assert voters == [{"name_key": "marie durand", "choice": "for"}]


def test_text_that_postgres_does_not_take_is_stored_all_the_same(office: Office):
    report = office.take(taché="title: A\x00B\n# Bud\x00get\n")
    assert report.failed == ()
    with office.database.reading() as reading:
        assert [row["title"] for row in rows(reading, "SELECT title FROM v1_agenda_items")] == ["Budget"]


def test_the_page_in_docs_is_up_to_date():
    page = Path(__file__).parents[2] / "docs" / "schema.md"
    assert page.read_text(encoding="utf-8") == schema_page(), "run: python -m store.schema_page docs/schema.md"
