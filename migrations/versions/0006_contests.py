"""Tables of the contests package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006_contests"
down_revision = "0005_courses"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "contest",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("exam_id", ROW, nullable=True),
        sa.Column("opens_at", sa.BigInteger(), nullable=True),
        sa.Column("last_start_at", sa.BigInteger(), nullable=True),
        sa.Column("hard_end_at", sa.BigInteger(), nullable=True),
        sa.Column("duration_minutes", sa.SmallInteger(), nullable=False),
        sa.Column("attempts_allowed", sa.SmallInteger(), nullable=False),
        sa.Column("counting_rule", sa.String(length=24), nullable=False),
        sa.Column("multiple_rule", sa.String(length=16), nullable=False),
        sa.Column("pass_permille", sa.SmallInteger(), nullable=False),
        sa.Column("release", sa.String(length=8), nullable=False),
        sa.Column("ranking_rule", sa.String(length=24), nullable=False),
        sa.Column("branch_rule", sa.String(length=24), nullable=False),
        sa.Column("branch_top", sa.SmallInteger(), nullable=False),
        sa.Column("written_permille", sa.SmallInteger(), nullable=False),
        sa.Column("team_top", sa.SmallInteger(), nullable=False),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_contest_created_by_id")),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name=op.f("fk_contest_exam_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contest_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest")),
        sa.UniqueConstraint("exam_id", name=op.f("uq_contest_exam_id")),
    )
    op.create_index("ix_contest_state_hard_end_at", "contest", ["state", "hard_end_at"], unique=False)
    op.create_index(op.f("ix_contest_unit_id"), "contest", ["unit_id"], unique=False)
    op.create_table(
        "award_rule",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("board", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("first_place", sa.SmallInteger(), nullable=False),
        sa.Column("last_place", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_award_rule_contest_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_rule")),
        sa.UniqueConstraint(
            "contest_id", "board", "first_place", name=op.f("uq_award_rule_contest_id_board_first_place")
        ),
    )
    op.create_table(
        "contest_audience",
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_audience_contest_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contest_audience_unit_id")),
        sa.PrimaryKeyConstraint("contest_id", "unit_id", name=op.f("pk_contest_audience")),
    )
    op.create_index(op.f("ix_contest_audience_unit_id"), "contest_audience", ["unit_id"], unique=False)
    op.create_table(
        "contest_judge",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("is_chief", sa.Boolean(), nullable=False),
        sa.Column("named_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_judge_contest_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_contest_judge_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_judge")),
        sa.UniqueConstraint("contest_id", "member_id", name=op.f("uq_contest_judge_contest_id_member_id")),
    )
    op.create_index(op.f("ix_contest_judge_member_id"), "contest_judge", ["member_id"], unique=False)
    op.create_table(
        "contest_paper_row",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("topic_id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("question_count", sa.SmallInteger(), nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_paper_row_contest_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_contest_paper_row_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_paper_row")),
        sa.UniqueConstraint("contest_id", "ordinal", name=op.f("uq_contest_paper_row_contest_id_ordinal")),
    )
    op.create_index(op.f("ix_contest_paper_row_topic_id"), "contest_paper_row", ["topic_id"], unique=False)
    op.create_table(
        "contest_post",
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("post", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_post_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", "post", name=op.f("pk_contest_post")),
    )
    op.create_table(
        "contest_team",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_team_contest_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_contest_team_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_team")),
        sa.UniqueConstraint("contest_id", "name", name=op.f("uq_contest_team_contest_id_name")),
    )
    op.create_index(op.f("ix_contest_team_unit_id"), "contest_team", ["unit_id"], unique=False)
    op.create_table(
        "practical_round",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("weight_permille", sa.SmallInteger(), nullable=False),
        sa.Column("unlocked_at", sa.BigInteger(), nullable=True),
        sa.Column("unlocked_by_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_practical_round_contest_id")),
        sa.ForeignKeyConstraint(["unlocked_by_id"], ["member.id"], name=op.f("fk_practical_round_unlocked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practical_round")),
        sa.UniqueConstraint("contest_id", "ordinal", name=op.f("uq_practical_round_contest_id_ordinal")),
    )
    op.create_table(
        "ranking_snapshot",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("current_key", sa.SmallInteger(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by_id", ROW, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_ranking_snapshot_contest_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["member.id"], name=op.f("fk_ranking_snapshot_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_snapshot")),
        sa.UniqueConstraint("contest_id", "current_key", name=op.f("uq_ranking_snapshot_contest_id_current_key")),
    )
    op.create_index(op.f("ix_ranking_snapshot_contest_id"), "ranking_snapshot", ["contest_id"], unique=False)
    op.create_table(
        "contest_entry",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("contest_id", ROW, nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("team_id", ROW, nullable=True),
        sa.Column("start_no", sa.SmallInteger(), nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_entry_contest_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_contest_entry_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["contest_team.id"], name=op.f("fk_contest_entry_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contest_entry")),
        sa.UniqueConstraint("contest_id", "member_id", name=op.f("uq_contest_entry_contest_id_member_id")),
    )
    op.create_index(op.f("ix_contest_entry_member_id"), "contest_entry", ["member_id"], unique=False)
    op.create_index(op.f("ix_contest_entry_team_id"), "contest_entry", ["team_id"], unique=False)
    op.create_table(
        "ranking_row",
        sa.Column("snapshot_id", ROW, nullable=False),
        sa.Column("board", sa.String(length=8), nullable=False),
        sa.Column("ordinal", ROW, autoincrement=False, nullable=False),
        sa.Column("place", ROW, nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("member_id", ROW, nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit_name", sa.String(length=80), nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.Column("milli_total", ROW, nullable=False),
        sa.Column("used_ms", ROW, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("attempt_id", ROW, nullable=True),
        sa.Column("practical_milli", ROW, nullable=True),
        sa.Column("people", ROW, nullable=True),
        sa.Column("eligible", ROW, nullable=True),
        sa.Column("award", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_ranking_row_attempt_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_ranking_row_member_id")),
        sa.ForeignKeyConstraint(["snapshot_id"], ["ranking_snapshot.id"], name=op.f("fk_ranking_row_snapshot_id")),
        sa.PrimaryKeyConstraint("snapshot_id", "board", "ordinal", name=op.f("pk_ranking_row")),
    )
    op.create_index("ix_ranking_row_member_id", "ranking_row", ["member_id"], unique=False)
    op.create_index("ix_ranking_row_snapshot_id_member_id", "ranking_row", ["snapshot_id", "member_id"], unique=False)
    op.create_table(
        "rubric_item",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("round_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("hint", sa.String(length=300), nullable=False),
        sa.Column("milli_max", ROW, nullable=False),
        sa.Column("is_veto", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["practical_round.id"], name=op.f("fk_rubric_item_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric_item")),
        sa.UniqueConstraint("round_id", "ordinal", name=op.f("uq_rubric_item_round_id_ordinal")),
    )
    op.create_table(
        "score_sheet",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("round_id", ROW, nullable=False),
        sa.Column("entry_id", ROW, nullable=False),
        sa.Column("judge_id", ROW, nullable=False),
        sa.Column("version_no", sa.SmallInteger(), nullable=False),
        sa.Column("is_recusal", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["contest_entry.id"], name=op.f("fk_score_sheet_entry_id")),
        sa.ForeignKeyConstraint(["judge_id"], ["contest_judge.id"], name=op.f("fk_score_sheet_judge_id")),
        sa.ForeignKeyConstraint(["round_id"], ["practical_round.id"], name=op.f("fk_score_sheet_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
        sa.UniqueConstraint(
            "round_id",
            "entry_id",
            "judge_id",
            "version_no",
            name=op.f("uq_score_sheet_round_id_entry_id_judge_id_version_no"),
        ),
    )
    op.create_index(op.f("ix_score_sheet_entry_id"), "score_sheet", ["entry_id"], unique=False)
    op.create_index(op.f("ix_score_sheet_judge_id"), "score_sheet", ["judge_id"], unique=False)
    op.create_table(
        "score_line",
        sa.Column("sheet_id", ROW, nullable=False),
        sa.Column("item_id", ROW, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.Column("veto", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["rubric_item.id"], name=op.f("fk_score_line_item_id")),
        sa.ForeignKeyConstraint(["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_line_sheet_id")),
        sa.PrimaryKeyConstraint("sheet_id", "item_id", name=op.f("pk_score_line")),
    )
    op.create_index(op.f("ix_score_line_item_id"), "score_line", ["item_id"], unique=False)


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_index(op.f("ix_score_line_item_id"), table_name="score_line")
    op.drop_table("score_line")
    op.drop_index(op.f("ix_score_sheet_judge_id"), table_name="score_sheet")
    op.drop_index(op.f("ix_score_sheet_entry_id"), table_name="score_sheet")
    op.drop_table("score_sheet")
    op.drop_table("rubric_item")
    op.drop_index("ix_ranking_row_snapshot_id_member_id", table_name="ranking_row")
    op.drop_index("ix_ranking_row_member_id", table_name="ranking_row")
    op.drop_table("ranking_row")
    op.drop_index(op.f("ix_contest_entry_team_id"), table_name="contest_entry")
    op.drop_index(op.f("ix_contest_entry_member_id"), table_name="contest_entry")
    op.drop_table("contest_entry")
    op.drop_index(op.f("ix_ranking_snapshot_contest_id"), table_name="ranking_snapshot")
    op.drop_table("ranking_snapshot")
    op.drop_table("practical_round")
    op.drop_index(op.f("ix_contest_team_unit_id"), table_name="contest_team")
    op.drop_table("contest_team")
    op.drop_table("contest_post")
    op.drop_index(op.f("ix_contest_paper_row_topic_id"), table_name="contest_paper_row")
    op.drop_table("contest_paper_row")
    op.drop_index(op.f("ix_contest_judge_member_id"), table_name="contest_judge")
    op.drop_table("contest_judge")
    op.drop_index(op.f("ix_contest_audience_unit_id"), table_name="contest_audience")
    op.drop_table("contest_audience")
    op.drop_table("award_rule")
    op.drop_index(op.f("ix_contest_unit_id"), table_name="contest")
    op.drop_index("ix_contest_state_hard_end_at", table_name="contest")
    op.drop_table("contest")
