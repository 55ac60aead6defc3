"""What a village desk keeps: acts, drafts, photos, who was told, preferences; where income and consent came from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("worker", sa.Column("income_source", sa.String(length=12), server_default="", nullable=False))
    op.add_column("worker", sa.Column("notice_given_by", sa.String(length=120), server_default="", nullable=False))
    op.add_column("worker", sa.Column("consent_method", sa.String(length=12), server_default="", nullable=False))
    op.create_index("ix_worker_kk", "worker", ["kk_number"], unique=False)
    op.create_index("ix_worker_birth", "worker", ["birth_date"], unique=False)
    op.create_table(
        "act",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=160), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("undone_by", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    op.create_index("ix_act_at", "act", ["at"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("worker_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("focus", sa.String(length=60), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_table(
        "photo",
        sa.Column("worker_id", sa.String(length=36), nullable=False),
        sa.Column("file", sa.String(length=60), nullable=False),
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("worker_id", name=op.f("pk_photo")),
    )
    op.create_table(
        "told",
        sa.Column("worker_id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("worker_id", "batch_id", name=op.f("pk_told")),
    )
    op.create_table(
        "preference",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_preference")),
    )
