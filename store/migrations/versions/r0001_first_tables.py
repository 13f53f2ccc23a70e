"""The first tables, and the triggers that keep the log of corrections append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_REFUSAL = "The log of corrections is append-only: undo a correction by a new one"


def upgrade() -> None:
    _create_truth()
    _create_projections()
    if op.get_bind().dialect.name == "sqlite":
        _guard_corrections_sqlite()
    else:
        _guard_corrections_postgres()


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS minutier_refuse_change")


_TABLES = (
    "documents",
    "runs",
    "corrections",
    "document_sources",
    "extractions",
    "run_items",
    "actions",
    "agenda_items",
    "attendance",
    "dates",
    "decisions",
    "evidence",
    "issues",
    "meetings",
    "orphans",
    "people",
    "action_owners",
    "mentions",
    "named_votes",
    "votes",
)


def _record_columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("page_no", sa.Integer()),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
    )


def _create_truth() -> None:
    op.create_table(
        "documents",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text()),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text()),
        sa.Column("kind", sa.Text()),
        sa.Column("document_type", sa.Text()),
        sa.Column("language", sa.Text()),
        sa.Column("page_count", sa.Integer()),
        sa.Column("meeting_key", sa.Text()),
        sa.Column("superseded_by", sa.String(64)),
        sa.Column("same_meeting_as", sa.String(64)),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_documents"),
    )
    op.create_index("ix_documents_meeting_key", "documents", ["meeting_key"])
    op.create_index("ix_documents_status", "documents", ["status"])
    op.create_index("ix_documents_superseded_by", "documents", ["superseded_by"])
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("number", name="pk_runs"),
    )
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("new_values", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_corrections_document_sha256_documents"
        ),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
    )
    op.create_index("ix_corrections_document_sha256", "corrections", ["document_sha256"])
    op.create_index("ix_corrections_record_id", "corrections", ["record_id"])
    op.create_table(
        "document_sources",
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_document_sources_document_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", "source", name="pk_document_sources"),
    )
    op.create_index("ix_document_sources_source", "document_sources", ["source"])
    op.create_table(
        "extractions",
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stages", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("extracted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_extractions_document_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_sha256", name="pk_extractions"),
    )
    op.create_table(
        "run_items",
        sa.Column("run_number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.String(64)),
        sa.Column("outcome", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("error", sa.Text()),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_number"], ["runs.number"], name="fk_run_items_run_number_runs", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_number", "position", name="pk_run_items"),
    )
    op.create_index("ix_run_items_document_sha256", "run_items", ["document_sha256"])


def _create_projections() -> None:
    op.create_table(
        "actions",
        *_record_columns(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("owners", sa.Text(), nullable=False),
        sa.Column("due_text", sa.Text()),
        sa.Column("due_start", sa.Date()),
        sa.Column("due_end", sa.Date()),
        sa.Column("due_precision", sa.Text()),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("agenda_item_id", sa.String(32)),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_actions_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
    )
    op.create_index("ix_actions_changed_at", "actions", ["changed_at"])
    op.create_index("ix_actions_document_sha256", "actions", ["document_sha256"])
    op.create_index("ix_actions_due_end", "actions", ["due_end"])
    op.create_index("ix_actions_status", "actions", ["status"])
    op.create_table(
        "agenda_items",
        *_record_columns(),
        sa.Column("number", sa.Text()),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_agenda_items_document_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_items"),
    )
    op.create_index("ix_agenda_items_changed_at", "agenda_items", ["changed_at"])
    op.create_index("ix_agenda_items_document_sha256", "agenda_items", ["document_sha256"])
    op.create_table(
        "attendance",
        *_record_columns(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("organisation", sa.Text()),
        sa.Column("proxy", sa.Text()),
        sa.Column("arrived_at", sa.Text()),
        sa.Column("left_at", sa.Text()),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_attendance_document_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance"),
    )
    op.create_index("ix_attendance_changed_at", "attendance", ["changed_at"])
    op.create_index("ix_attendance_document_sha256", "attendance", ["document_sha256"])
    op.create_index("ix_attendance_name_key", "attendance", ["name_key"])
    op.create_table(
        "dates",
        *_record_columns(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_dates_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dates"),
    )
    op.create_index("ix_dates_changed_at", "dates", ["changed_at"])
    op.create_index("ix_dates_document_sha256", "dates", ["document_sha256"])
    op.create_table(
        "decisions",
        *_record_columns(),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("number", sa.Text()),
        sa.Column("agenda_item_id", sa.String(32)),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_decisions_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_changed_at", "decisions", ["changed_at"])
    op.create_index("ix_decisions_document_sha256", "decisions", ["document_sha256"])
    op.create_table(
        "evidence",
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("boxes", sa.Text(), nullable=False),
        sa.Column("page_no", sa.Integer()),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_evidence_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", "position", name="pk_evidence"),
    )
    op.create_index("ix_evidence_document_sha256", "evidence", ["document_sha256"])
    op.create_table(
        "issues",
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("field", sa.Text()),
        sa.Column("record_id", sa.String(32)),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text()),
        sa.Column("page_no", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_issues_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_sha256", "position", name="pk_issues"),
    )
    op.create_index("ix_issues_code", "issues", ["code"])
    op.create_table(
        "meetings",
        *_record_columns(),
        sa.Column("title", sa.Text()),
        sa.Column("body", sa.Text()),
        sa.Column("date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("start_time", sa.Text()),
        sa.Column("end_time", sa.Text()),
        sa.Column("location", sa.Text()),
        sa.Column("chair", sa.Text()),
        sa.Column("secretary", sa.Text()),
        sa.Column("next_meeting_text", sa.Text()),
        sa.Column("next_meeting_start", sa.Date()),
        sa.Column("next_meeting_end", sa.Date()),
        sa.Column("members_in_office", sa.Integer()),
        sa.Column("quorum_required", sa.Integer()),
        sa.Column("quorum_present", sa.Integer()),
        sa.Column("quorum_represented", sa.Integer()),
        sa.Column("quorum_reached", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_meetings_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
    )
    op.create_index("ix_meetings_changed_at", "meetings", ["changed_at"])
    op.create_index("ix_meetings_date", "meetings", ["date"])
    op.create_index("ix_meetings_document_sha256", "meetings", ["document_sha256"])
    op.create_table(
        "orphans",
        sa.Column("correction_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_orphans_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("correction_number", name="pk_orphans"),
    )
    op.create_index("ix_orphans_document_sha256", "orphans", ["document_sha256"])
    op.create_table(
        "people",
        *_record_columns(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("mentions", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_people_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )
    op.create_index("ix_people_changed_at", "people", ["changed_at"])
    op.create_index("ix_people_document_sha256", "people", ["document_sha256"])
    op.create_index("ix_people_name_key", "people", ["name_key"])
    op.create_table(
        "action_owners",
        sa.Column("action_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name="fk_action_owners_action_id_actions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_action_owners_document_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("action_id", "position", name="pk_action_owners"),
    )
    op.create_index("ix_action_owners_document_sha256", "action_owners", ["document_sha256"])
    op.create_index("ix_action_owners_name_key", "action_owners", ["name_key"])
    op.create_table(
        "mentions",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_key", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_mentions_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_mentions_person_id_people", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "position", name="pk_mentions"),
    )
    op.create_index("ix_mentions_document_sha256", "mentions", ["document_sha256"])
    op.create_index("ix_mentions_text_key", "mentions", ["text_key"])
    op.create_table(
        "named_votes",
        sa.Column("decision_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name="fk_named_votes_decision_id_decisions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"],
            ["documents.sha256"],
            name="fk_named_votes_document_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("decision_id", "position", name="pk_named_votes"),
    )
    op.create_index("ix_named_votes_document_sha256", "named_votes", ["document_sha256"])
    op.create_index("ix_named_votes_name_key", "named_votes", ["name_key"])
    op.create_table(
        "votes",
        sa.Column("decision_id", sa.String(32), nullable=False),
        sa.Column("in_favour", sa.Integer()),
        sa.Column("against", sa.Integer()),
        sa.Column("abstentions", sa.Integer()),
        sa.Column("not_taking_part", sa.Integer()),
        sa.Column("unanimous", sa.Boolean()),
        sa.Column("outcome", sa.Text()),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("page_no", sa.Integer()),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name="fk_votes_decision_id_decisions", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_sha256"], ["documents.sha256"], name="fk_votes_document_sha256_documents", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_id", name="pk_votes"),
    )
    op.create_index("ix_votes_document_sha256", "votes", ["document_sha256"])


def _guard_corrections_sqlite() -> None:
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER corrections_no_{event.lower()} BEFORE {event} ON corrections "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _guard_corrections_postgres() -> None:
    op.execute(
        "CREATE FUNCTION minutier_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER corrections_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections "
        "FOR EACH STATEMENT EXECUTE FUNCTION minutier_refuse_change()"
    )
