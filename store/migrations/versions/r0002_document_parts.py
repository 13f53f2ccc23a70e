"""What containers hold: which document came inside which other."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "document_parts",
        sa.Column("container_sha256", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part_sha256", sa.String(64)),
        sa.Column("reason", sa.Text()),
        sa.Column("is_failure", sa.Boolean(), nullable=False),
        sa.Column("first_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["container_sha256"],
            ["documents.sha256"],
            name="fk_document_parts_container_sha256_documents",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("container_sha256", "position", name="pk_document_parts"),
    )
    op.create_index("ix_document_parts_part_sha256", "document_parts", ["part_sha256"])


def downgrade() -> None:
    op.drop_table("document_parts")
