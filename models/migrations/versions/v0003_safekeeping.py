"""Erasure, revocation, forks, witnesses, laptops that wait to be let in; what a bundle told of its sender."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bundle", sa.Column("app", sa.String(length=64), server_default="", nullable=False))
    op.add_column("bundle", sa.Column("register", sa.Integer(), server_default="-1", nullable=False))
    op.add_column("bundle", sa.Column("orders_upto", sa.Integer(), server_default="0", nullable=False))
    op.add_column("device", sa.Column("revoked", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("issued_kit", sa.Column("kind", sa.String(length=12), server_default="first", nullable=False))
    op.create_table(
        "accepted",
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("change", sa.String(length=22), nullable=False),
        sa.PrimaryKeyConstraint("device", "change", name=op.f("pk_accepted")),
    )
    op.create_table(
        "erased",
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("order_id", sa.String(length=43), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_erased")),
    )
    op.create_table(
        "fork",
        sa.Column("stream", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_fork")),
    )
    op.create_table(
        "waiting",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=13), nullable=False),
        sa.Column("file", sa.String(length=120), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("age_recipient", sa.String(length=80), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_waiting")),
    )
    op.create_index(op.f("ix_waiting_device"), "waiting", ["device"], unique=False)
    op.create_table(
        "witness",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("district_device", sa.String(length=32), nullable=False),
        sa.Column("stream", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=43), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(length=86), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_witness")),
    )
