"""Pictures of documents; one store of pictures for documents, lessons and questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016_document_pictures"
down_revision = "0015_question_life"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SAME = "digest, media_type, width, height, content"


def upgrade() -> None:
    """Create the store, move the pictures of questions and lessons into it, tie pictures to articles."""
    op.create_table("picture", *_columns("picture"))
    op.execute(
        f"INSERT INTO picture ({SAME}, added_by_id, added_at) SELECT {SAME}, added_by_id, added_at FROM question_picture"
    )
    op.execute(
        f"INSERT INTO picture ({SAME}, added_by_id, added_at) SELECT {SAME}, uploaded_by_id, uploaded_at"
        " FROM course_picture WHERE digest NOT IN (SELECT digest FROM question_picture)"
    )
    op.drop_table("question_picture")
    op.drop_table("course_picture")
    op.create_table(
        "document_picture",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("ordinal", ROW, nullable=False),
        sa.Column("section_id", ROW, nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=True),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_document_picture_article_id")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_document_picture_section_id")),
        sa.ForeignKeyConstraint(["digest"], ["picture.digest"], name=op.f("fk_document_picture_digest")),
        sa.ForeignKeyConstraint(
            ["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"], name="fk_document_picture_paragraph"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_picture")),
        sa.UniqueConstraint("article_id", "ordinal", name=op.f("uq_document_picture_article_id_ordinal")),
    )
    op.create_index(op.f("ix_document_picture_section_id"), "document_picture", ["section_id"])
    op.create_index(op.f("ix_document_picture_digest"), "document_picture", ["digest"])


def downgrade() -> None:
    """Give questions and lessons each a copy of every picture; where pictures stand in articles is forgotten."""
    op.drop_table("document_picture")
    op.create_table("question_picture", *_columns("question_picture"))
    op.create_table(
        "course_picture",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.SmallInteger(), nullable=False),
        sa.Column("height", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by_id", ROW, nullable=True),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["member.id"], name=op.f("fk_course_picture_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_course_picture_digest")),
    )
    op.execute(
        f"INSERT INTO question_picture ({SAME}, added_by_id, added_at) SELECT {SAME}, added_by_id, added_at FROM picture"
    )
    op.execute(
        f"INSERT INTO course_picture ({SAME}, uploaded_by_id, uploaded_at) SELECT {SAME}, added_by_id, added_at FROM picture"
    )
    op.drop_table("picture")


def _columns(table: str) -> list[sa.schema.SchemaItem]:
    """The columns of a store of pictures, as it was and as it is."""
    return [
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("width", ROW, nullable=False),
        sa.Column("height", ROW, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by_id", ROW, nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["member.id"], name=f"fk_{table}_added_by_id"),
        sa.PrimaryKeyConstraint("digest", name=f"pk_{table}"),
    ]
