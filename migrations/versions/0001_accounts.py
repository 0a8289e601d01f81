"""Tables of the accounts package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_accounts"
down_revision = None
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("setting", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_installation"),
    )
    op.create_table(
        "unit",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("line", sa.String(length=8), nullable=False),
        sa.Column("parent_id", ROW, nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("sort_no", sa.SmallInteger(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.CheckConstraint("line IN ('party', 'admin')", name="ck_unit_line"),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name="fk_unit_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit"),
        sa.UniqueConstraint("code", name="uq_unit_code"),
    )
    op.create_index("ix_unit_parent_id", "unit", ["parent_id"], unique=False)
    op.create_index("ix_unit_path", "unit", ["path"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("staff_no", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("party_unit_id", ROW, nullable=True),
        sa.Column("admin_unit_id", ROW, nullable=True),
        sa.Column("political_status", sa.String(length=16), nullable=False),
        sa.Column("party_post", sa.String(length=20), nullable=False),
        sa.Column("post", sa.String(length=40), nullable=False),
        sa.Column("gender", sa.String(length=8), nullable=False),
        sa.Column("birth_year", sa.SmallInteger(), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(length=120), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("session_epoch", ROW, nullable=False),
        sa.Column("failed_sign_ins", sa.SmallInteger(), nullable=False),
        sa.Column("locked_until", sa.BigInteger(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("large_type", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["admin_unit_id"], ["unit.id"], name="fk_member_admin_unit_id"),
        sa.ForeignKeyConstraint(["party_unit_id"], ["unit.id"], name="fk_member_party_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
        sa.UniqueConstraint("staff_no", name="uq_member_staff_no"),
    )
    op.create_index("ix_member_admin_unit_id", "member", ["admin_unit_id"], unique=False)
    op.create_index("ix_member_party_unit_id", "member", ["party_unit_id"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", ROW, nullable=True),
        sa.Column("actor_name", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=60), nullable=False),
        sa.Column("thing", sa.String(length=60), nullable=False),
        sa.Column("thing_name", sa.String(length=160), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("previous_digest", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name="fk_audit_entry_actor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entry"),
        sa.UniqueConstraint("digest", name="uq_audit_entry_digest"),
    )
    op.create_index("ix_audit_entry_action", "audit_entry", ["action"], unique=False)
    op.create_index("ix_audit_entry_actor_id", "audit_entry", ["actor_id"], unique=False)
    op.create_index("ix_audit_entry_at", "audit_entry", ["at"], unique=False)
    op.create_index("ix_audit_entry_thing", "audit_entry", ["thing"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("live", sa.Boolean(), nullable=True),
        sa.Column("granted_by_id", ROW, nullable=True),
        sa.Column("granted_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_by_id", ROW, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["granted_by_id"], ["member.id"], name="fk_role_grant_granted_by_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_role_grant_member_id"),
        sa.ForeignKeyConstraint(["revoked_by_id"], ["member.id"], name="fk_role_grant_revoked_by_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_role_grant_unit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_role_grant"),
    )
    op.create_index("ix_role_grant_member_id", "role_grant", ["member_id"], unique=False)
    op.create_index("ix_role_grant_unit_id", "role_grant", ["unit_id"], unique=False)
    op.create_index("uq_role_grant_live", "role_grant", ["member_id", "role", "unit_id", "live"], unique=True)
    _forbid_changes_of_the_audit_log()


def _forbid_changes_of_the_audit_log() -> None:
    """Let the database itself refuse to alter or delete what the audit log holds."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_entry_no_{verb.lower()} BEFORE {verb} ON audit_entry "
                "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = '23514'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
    )


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_index("uq_role_grant_live", table_name="role_grant")
    op.drop_index("ix_role_grant_unit_id", table_name="role_grant")
    op.drop_index("ix_role_grant_member_id", table_name="role_grant")
    op.drop_table("role_grant")
    op.drop_index("ix_audit_entry_thing", table_name="audit_entry")
    op.drop_index("ix_audit_entry_at", table_name="audit_entry")
    op.drop_index("ix_audit_entry_actor_id", table_name="audit_entry")
    op.drop_index("ix_audit_entry_action", table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index("ix_member_party_unit_id", table_name="member")
    op.drop_index("ix_member_admin_unit_id", table_name="member")
    op.drop_table("member")
    op.drop_index("ix_unit_path", table_name="unit")
    op.drop_index("ix_unit_parent_id", table_name="unit")
    op.drop_table("unit")
    op.drop_table("installation")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")
