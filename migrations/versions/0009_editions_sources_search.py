"""Editions of documents, paragraphs that questions and lessons rest on, full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009_editions_sources_search"
down_revision = "0008_documents_reading"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FTS_COLUMNS = ("title_tokens", "heading_tokens", "body_tokens")
VECTOR = (
    "setweight(to_tsvector('simple'::regconfig, title_tokens), 'A') || to_tsvector('simple'::regconfig, 's0s') || "
    "setweight(to_tsvector('simple'::regconfig, heading_tokens), 'B') || to_tsvector('simple'::regconfig, 's0s') || "
    "setweight(to_tsvector('simple'::regconfig, body_tokens), 'C')"
)
"""The word between the parts keeps a phrase from running over from one into the next; the tokens never hold it."""


def upgrade() -> None:
    """Create the tables, and let the database keep its full-text index by itself."""
    _create_editions()
    for thing in ("question", "lesson"):
        _create_sources(thing)
    _create_search()


def _create_editions() -> None:
    op.create_table(
        "supersession",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("older_id", ROW, nullable=False),
        sa.Column("newer_id", ROW, nullable=False),
        sa.Column("in_force_at", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by_id", ROW, nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("older_id <> newer_id", name=op.f("ck_supersession_other")),
        sa.ForeignKeyConstraint(["older_id"], ["document.id"], name=op.f("fk_supersession_older_id")),
        sa.ForeignKeyConstraint(["newer_id"], ["document.id"], name=op.f("fk_supersession_newer_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_supersession_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supersession")),
        sa.UniqueConstraint("older_id", "newer_id", name=op.f("uq_supersession_older_id_newer_id")),
        sa.UniqueConstraint("older_id", "in_force_at", name=op.f("uq_supersession_older_id_in_force_at")),
    )
    op.create_index(op.f("ix_supersession_newer_id"), "supersession", ["newer_id"], unique=False)
    op.create_table(
        "paragraph_change",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("supersession_id", ROW, nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("similarity", sa.SmallInteger(), nullable=False),
        sa.Column("new_article_id", ROW, nullable=True),
        sa.Column("new_anchor", sa.String(length=20), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('unchanged', 'edited', 'removed')", name=op.f("ck_paragraph_change_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["supersession_id"], ["supersession.id"], name=op.f("fk_paragraph_change_supersession_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"], name="fk_paragraph_change_old"
        ),
        sa.ForeignKeyConstraint(
            ["new_article_id", "new_anchor"], ["paragraph.article_id", "paragraph.anchor"],
            name="fk_paragraph_change_new",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph_change")),
        sa.UniqueConstraint(
            "supersession_id", "article_id", "anchor", name=op.f("uq_paragraph_change_supersession_id_article_id_anchor")
        ),
    )  # fmt: skip
    op.create_index("ix_paragraph_change_article_id_anchor", "paragraph_change", ["article_id", "anchor"])
    op.create_index(
        "ix_paragraph_change_new_article_id_new_anchor", "paragraph_change", ["new_article_id", "new_anchor"]
    )


def _create_sources(thing: str) -> None:
    source, confirmation, key = f"{thing}_source", f"{thing}_confirmation", f"{thing}_id"
    op.create_table(
        source,
        sa.Column(key, ROW, nullable=False, autoincrement=False),
        sa.Column("article_id", ROW, nullable=False, autoincrement=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint([key], [f"{thing}.id"], name=op.f(f"fk_{source}_{key}"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"],
            name=op.f(f"fk_{source}_article_id_anchor"),
        ),
        sa.PrimaryKeyConstraint(key, "article_id", "anchor", name=op.f(f"pk_{source}")),
    )  # fmt: skip
    op.create_index(f"ix_{source}_article_id_anchor", source, ["article_id", "anchor"])
    op.create_table(
        confirmation,
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column(key, ROW, nullable=False),
        sa.Column("change_id", ROW, nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("confirmed_by_id", ROW, nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint([key], [f"{thing}.id"], name=op.f(f"fk_{confirmation}_{key}"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["change_id"], ["paragraph_change.id"], name=op.f(f"fk_{confirmation}_change_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["member.id"], name=op.f(f"fk_{confirmation}_confirmed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{confirmation}")),
        sa.UniqueConstraint(key, "change_id", name=op.f(f"uq_{confirmation}_{key}_change_id")),
    )
    op.create_index(op.f(f"ix_{confirmation}_change_id"), confirmation, ["change_id"])


def _create_search() -> None:
    op.create_table(
        "search_entry",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("heading", sa.String(length=400), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in FTS_COLUMNS),
        sa.CheckConstraint("audience IN ('all', 'staff')", name=op.f("ck_search_entry_audience")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "ref", name=op.f("uq_search_entry_kind_ref")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE search_entry ADD COLUMN search_index tsvector GENERATED ALWAYS AS ({VECTOR}) STORED")
        op.execute("CREATE INDEX search_index_gin ON search_entry USING gin (search_index)")
    else:
        _create_fts5()


def _create_fts5() -> None:
    columns = ", ".join(("kind", *FTS_COLUMNS))
    op.execute(
        f"CREATE VIRTUAL TABLE search_index USING fts5({columns}, content='search_entry', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 0')"
    )
    old, new = (", ".join(f"{row}.{name}" for name in ("id", "kind", *FTS_COLUMNS)) for row in ("old", "new"))
    add = f"INSERT INTO search_index (rowid, {columns}) VALUES ({new});"
    drop = f"INSERT INTO search_index (search_index, rowid, {columns}) VALUES ('delete', {old});"
    op.execute(f"CREATE TRIGGER search_index_insert AFTER INSERT ON search_entry BEGIN {add} END")
    op.execute(f"CREATE TRIGGER search_index_delete AFTER DELETE ON search_entry BEGIN {drop} END")
    op.execute(f"CREATE TRIGGER search_index_update AFTER UPDATE ON search_entry BEGIN {drop} {add} END")


def downgrade() -> None:
    """Remove the tables."""
    if op.get_bind().dialect.name != "postgresql":
        op.execute("DROP TABLE search_index")
    op.drop_table("search_entry")
    for thing in ("lesson", "question"):
        op.drop_table(f"{thing}_confirmation")
        op.drop_table(f"{thing}_source")
    op.drop_table("paragraph_change")
    op.drop_table("supersession")
