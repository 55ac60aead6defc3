"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SEARCH_TABLE = """
CREATE VIRTUAL TABLE worker_search USING fts5(
    text, content='', contentless_delete=1, tokenize='trigram'
)"""


def upgrade() -> None:

    op.create_table(
        "account",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_table(
        "batch",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("programme_id", sa.String(length=36), nullable=False),
        sa.Column("from_month", sa.String(length=7), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=True),
        sa.Column("decree_no", sa.String(length=80), nullable=False),
        sa.Column("decree_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index(op.f("ix_batch_programme_id"), "batch", ["programme_id"], unique=False)
    op.create_table(
        "bundle",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("direction", sa.String(length=4), nullable=False),
        sa.Column("written", sa.Boolean(), nullable=False),
        sa.Column("from_office", sa.String(length=13), nullable=False),
        sa.Column("from_device", sa.String(length=32), nullable=False),
        sa.Column("to_office", sa.String(length=13), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("workers", sa.Integer(), nullable=False),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_bundle")),
    )
    op.create_index(op.f("ix_bundle_from_office"), "bundle", ["from_office"], unique=False)
    op.create_index(op.f("ix_bundle_to_office"), "bundle", ["to_office"], unique=False)
    op.create_table(
        "contribution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("participation_id", sa.String(length=36), nullable=False),
        sa.Column("worker_id", sa.String(length=36), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=80), nullable=False),
        sa.Column("paid_on", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
    )
    op.create_index(op.f("ix_contribution_participation_id"), "contribution", ["participation_id"], unique=False)
    op.create_index(op.f("ix_contribution_worker_id"), "contribution", ["worker_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("worker_id", sa.String(length=36), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("reserve_no", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("components", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_batch_id_place"), "decision", ["batch_id", "place"], unique=False)
    op.create_index(op.f("ix_decision_worker_id"), "decision", ["worker_id"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=13), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("age_recipient", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_index(op.f("ix_device_office"), "device", ["office"], unique=False)
    op.create_table(
        "epoch",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("dead", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_epoch")),
    )
    op.create_table(
        "issued_kit",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("office", sa.String(length=13), nullable=False),
        sa.Column("made_at", sa.String(length=32), nullable=False),
        sa.Column("used_by", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_issued_kit")),
    )
    op.create_index(op.f("ix_issued_kit_office"), "issued_kit", ["office"], unique=False)
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("stream", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("record", sa.String(length=36), nullable=False),
        sa.Column("entity", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=36), nullable=True),
        sa.Column("own", sa.String(length=13), nullable=True),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=13), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(length=86), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("bundle", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("id", name=op.f("uq_journal_id")),
    )
    op.create_index(op.f("ix_journal_about"), "journal", ["about"], unique=False)
    op.create_index(op.f("ix_journal_office"), "journal", ["office"], unique=False)
    op.create_index(op.f("ix_journal_own"), "journal", ["own"], unique=False)
    op.create_index(op.f("ix_journal_record"), "journal", ["record"], unique=False)
    op.create_index(op.f("ix_journal_stream_n"), "journal", ["stream", "n"], unique=False)
    op.create_table(
        "known_by",
        sa.Column("change_id", sa.String(length=43), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "epoch", name=op.f("pk_known_by")),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("office", sa.String(length=13), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(length=88), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_orders")),
    )
    op.create_index(op.f("ix_orders_office"), "orders", ["office"], unique=False)
    op.create_table(
        "participation",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("batch_id", sa.String(length=36), nullable=False),
        sa.Column("worker_id", sa.String(length=36), nullable=False),
        sa.Column("enrolled_on", sa.String(length=10), nullable=True),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("kpj", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    op.create_index(op.f("ix_participation_batch_id"), "participation", ["batch_id"], unique=False)
    op.create_index(op.f("ix_participation_worker_id"), "participation", ["worker_id"], unique=False)
    op.create_table(
        "programme",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("payer", sa.String(length=8), nullable=False),
        sa.Column("ceiling", sa.Integer(), nullable=False),
        sa.Column("base_income", sa.Integer(), nullable=False),
        sa.Column("legal_basis", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_table(
        "reference_table",
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_reference_table")),
    )
    op.create_table(
        "secret",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_secret")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "stream",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=43), nullable=False),
        sa.Column("writing", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream")),
    )
    op.create_table(
        "worker",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("owner", sa.String(length=13), nullable=False),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("nik", sa.String(length=16), nullable=False),
        sa.Column("full_name", sa.String(length=160), nullable=False),
        sa.Column("birth_place", sa.String(length=80), nullable=False),
        sa.Column("birth_date", sa.String(length=10), nullable=True),
        sa.Column("sex", sa.String(length=1), nullable=True),
        sa.Column("mother_name", sa.String(length=160), nullable=False),
        sa.Column("kk_number", sa.String(length=16), nullable=False),
        sa.Column("heirs", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("hamlet", sa.String(length=80), nullable=False),
        sa.Column("rt", sa.String(length=3), nullable=False),
        sa.Column("rw", sa.String(length=3), nullable=False),
        sa.Column("village_code", sa.String(length=13), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("occupation_code", sa.String(length=8), nullable=False),
        sa.Column("occupation2_code", sa.String(length=8), nullable=False),
        sa.Column("workplace", sa.String(length=120), nullable=False),
        sa.Column("work_start", sa.String(length=5), nullable=False),
        sa.Column("work_end", sa.String(length=5), nullable=False),
        sa.Column("monthly_income", sa.Integer(), nullable=True),
        sa.Column("welfare_decile", sa.Integer(), nullable=True),
        sa.Column("welfare_source", sa.String(length=40), nullable=False),
        sa.Column("notice_given_on", sa.String(length=10), nullable=True),
        sa.Column("notice_version", sa.String(length=20), nullable=False),
        sa.Column("consent_given", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("left_reason", sa.String(length=24), nullable=False),
        sa.Column("left_on", sa.String(length=10), nullable=True),
        sa.Column("completeness", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.Column("updated_at", sa.String(length=32), nullable=False),
        sa.Column("updated_by", sa.String(length=120), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_worker")),
        sa.UniqueConstraint("id", name=op.f("uq_worker_id")),
    )
    op.create_index("ix_worker_name", "worker", ["name_key", "seq"], unique=False)
    op.create_index("ix_worker_nik", "worker", ["nik"], unique=False)
    op.create_index("ix_worker_owner_name", "worker", ["owner", "name_key", "seq"], unique=False)
    op.create_index("ix_worker_status_name", "worker", ["status", "name_key", "seq"], unique=False)

    op.execute(SEARCH_TABLE)
