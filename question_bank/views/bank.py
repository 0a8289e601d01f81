"""Pages of the bank: list, question, editor, topics."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.errors import Invalid, Refusal
from core.i18n import _
from question_bank import actions, editing, queries, rich_text, rules
from question_bank.forms import (
    MoveForm,
    QuestionForm,
    TopicForm,
    body_from_request,
    key_words,
    lettered,
    option_rows,
    row_faults_sent,
)
from question_bank.models import Question, State
from question_bank.types import ALL, BY_NAME
from question_bank.views.blueprint import bp
from question_bank.views.life import life_of
from question_bank.views.listing import after_saving

TONES = {State.DRAFT: "neutral", State.IN_REVIEW: "amber", State.READY: "green", State.RETIRED: "neutral"}


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of kinds, states and difficulties."""
    return {
        "question_kinds": BY_NAME,
        "question_states": rules.STATE_LABELS,
        "question_tones": TONES,
        "question_difficulties": rules.DIFFICULTY_LABELS,
        "question_tiers": rules.TIER_LABELS,
        "lettered": lettered,
        "key_words": key_words,
        "kind_choices": lambda: [(kind.name, kind.label) for kind in ALL],
        "state_choices": lambda: [(str(state), label) for state, label in rules.STATE_LABELS.items()],
        "topic_choices": lambda topics: [(topic.id, topic.path) for topic in topics],
    }


@bp.app_template_filter("rich")
def rich(text: str) -> Markup:
    """Show a stem with its tables and pictures."""
    return rich_text.rich(text, lambda digest: url_for("questions.picture", digest=digest))


@bp.app_template_global("stem_pieces")
def stem_pieces(kind: str, stem: str, shown: dict[str, Any]) -> list[rich_text.Piece]:
    """What stands around the blanks of a stem that is written into; empty when the answer has fields of its own."""
    if not BY_NAME[kind].stands_in_stem:
        return []
    return rich_text.around_blanks(stem, shown["count"], lambda digest: url_for("questions.picture", digest=digest))


@bp.get("/new")
@requires(Permission.QUESTION_EDIT)
def new() -> str:
    """Open the editor for a new question."""
    kind = request.args.get("kind", "single")
    form = QuestionForm(formdata=None, kind=kind if kind in BY_NAME else "single", source="", explanation="")
    return _editor(form, None, {})


def _editor(form: QuestionForm, question: Question | None, body: dict[str, Any]) -> str:
    form.offer_topics(queries.topics())
    sent = {name: request.form.getlist(name) for name in request.form}
    fields = sent or editing.fields_of(form.kind.data, body)
    return render_template(
        "question_bank/edit.html", form=form, question=question, rows=option_rows(body), body=body, fields=fields,
        written=editing.written_kinds(), line_words=editing.LINES, part_kinds=editing.PART_KINDS,
        part_rows=editing.part_rows(fields), row_faults=row_faults_sent(form.kind.data) if sent else [],
    )  # fmt: skip


@bp.post("/")
@requires(Permission.QUESTION_EDIT)
def create() -> Response | tuple[str, int]:
    """Write a new question."""
    form = QuestionForm()
    if not _is_valid(form):
        return _editor(form, None, _tried_body(form)), 422
    try:
        question = actions.create_question(current_user, form.draft(), now=clock.now())
    except Invalid as refusal:
        return _refused_editor(form, None, refusal)
    flash(_("已保存为草稿。"), "success")
    return redirect(url_for("questions.show", question_id=question.id), code=303)


def _is_valid(form: QuestionForm) -> bool:
    form.offer_topics(queries.topics())
    return bool(form.validate_on_submit())


def _tried_body(form: QuestionForm) -> dict[str, Any]:
    return body_from_request(form.kind.data) if form.kind.data in BY_NAME else {}


def _refused_editor(form: QuestionForm, question: Question | None, refusal: Refusal) -> tuple[str, int]:
    form.form_errors = [refusal.sentence]
    return _editor(form, question, _tried_body(form)), 422


@bp.get("/<int:question_id>")
@requires(Permission.QUESTION_READ)
def show(question_id: int) -> str:
    """Show a question with its history."""
    question = queries.question_for(current_user, question_id)
    return _show(question, MoveForm(formdata=None))


def _show(question: Question, form: MoveForm) -> str:
    history = queries.history(question)
    wrote_it = current_user.id in {revision.created_by_id for revision in history}
    return render_template(
        "question_bank/show.html",
        question=question,
        history=history,
        form=form,
        may_edit=can(current_user, Permission.QUESTION_EDIT),
        may_review=can(current_user, Permission.QUESTION_REVIEW) and not wrote_it,
        life=life_of(question, history),
    )


@bp.get("/<int:question_id>/edit")
@requires(Permission.QUESTION_EDIT)
def edit(question_id: int) -> str:
    """Open the editor for a question."""
    question = queries.question_for(current_user, question_id)
    latest = question.latest
    form = QuestionForm(formdata=None, obj=latest, topic_id=question.topic_id)
    return _editor(form, question, latest.body)


@bp.post("/<int:question_id>/revisions")
@requires(Permission.QUESTION_EDIT)
def revise(question_id: int) -> Response | tuple[str, int]:
    """Write a new revision of a question."""
    question = queries.question_for(current_user, question_id)
    form = QuestionForm()
    if not _is_valid(form):
        return _editor(form, question, _tried_body(form)), 422
    try:
        actions.revise_question(current_user, question, form.draft(), now=clock.now())
    except Invalid as refusal:
        return _refused_editor(form, question, refusal)
    flash(_("已保存。"), "success")
    return redirect(after_saving(question_id), code=303)


@bp.post("/<int:question_id>/state")
@requires(Permission.QUESTION_READ)
def move(question_id: int) -> Response | tuple[str, int]:
    """Take a step in a question's life."""
    question = queries.question_for(current_user, question_id)
    form = MoveForm()
    if not form.validate_on_submit():
        return _show(question, form), 422
    _ensure_may_move(question, form.target.data)
    actions.move_question(current_user, question, form.target.data, reason=form.reason.data or "", now=clock.now())
    flash(_("状态已改为“%(state)s”。", state=rules.STATE_LABELS[State(form.target.data)]), "success")
    return redirect(after_saving(question_id), code=303)


def _ensure_may_move(question: Question, target: str) -> None:
    """Reviewing is the reviewers' step, everything else the authors'."""
    reviewing = question.state == State.IN_REVIEW and target in (State.READY, State.DRAFT)
    rules.ensure_allowed(can(current_user, Permission.QUESTION_REVIEW if reviewing else Permission.QUESTION_EDIT))


@bp.post("/preview")
@requires(Permission.QUESTION_EDIT)
def preview() -> str:
    """Show what is in the editor as a candidate will see it, with what is still wrong."""
    kind = request.form.get("kind", "")
    body = body_from_request(kind)
    stem = request.form.get("stem", "")[: rules.MOST_STEM]
    faults = [fault.sentence for fault in row_faults_sent(kind)] or BY_NAME[kind].faults(body)
    return render_template(
        "question_bank/_preview.html", kind=BY_NAME[kind], stem=stem, body=body, faults=faults,
        explanation=request.form.get("explanation", "")[:4000],
    )  # fmt: skip


@bp.get("/topics")
@requires(Permission.QUESTION_READ)
def topics() -> str:
    """Show the topic tree with its counts."""
    return _topics(TopicForm(formdata=None))


def _topics(form: TopicForm) -> str:
    return render_template(
        "question_bank/topics.html",
        topics=queries.topics(),
        counts=queries.topic_counts(),
        form=form,
        may_edit=can(current_user, Permission.QUESTION_EDIT),
    )


@bp.post("/topics")
@requires(Permission.QUESTION_EDIT)
def create_topic() -> Response | tuple[str, int]:
    """Add a topic by its path."""
    form = TopicForm()
    if not form.validate_on_submit():
        return _topics(form), 422
    actions.ensure_topic(form.name.data)
    return redirect(url_for("questions.topics"), code=303)


@bp.post("/topics/<int:topic_id>")
@requires(Permission.QUESTION_EDIT)
def rename_topic(topic_id: int) -> Response | tuple[str, int]:
    """Give a topic another name."""
    topic = queries.topic_for(current_user, topic_id)
    form = TopicForm()
    if not form.validate_on_submit():
        return _topics(form), 422
    actions.rename_topic(current_user, topic, form.name.data)
    return redirect(url_for("questions.topics"), code=303)
