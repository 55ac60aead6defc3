"""On which stick a bundle went, and who wrote or read it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bundle", sa.Column("volume", sa.String(length=80), server_default="", nullable=False))
    op.add_column("bundle", sa.Column("user", sa.String(length=160), server_default="", nullable=False))
