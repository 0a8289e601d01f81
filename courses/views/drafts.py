"""Pages of course drafts: the list, starting one, the workbench, its head, preview and pictures."""

from __future__ import annotations

from typing import Any

from flask import Response as FlaskResponse
from flask import abort, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.errors import Invalid
from core.i18n import _
from core.paging import asked_page
from core.pictures import EXTENSIONS, MAX_BYTES
from core.uploads import read_upload
from courses import actions, cutting, queries
from courses.aid.telling import aid_sentence
from courses.builder.suggestions import BY_NAME as MAKERS
from courses.forms import CommentForm, HeadForm, LessonForm, PictureForm, StartForm, TitleForm, VerdictForm
from courses.labels import DRAFT_LABELS, DRAFT_TONES, SUGGESTION_LABELS, TIER_LABELS
from courses.models import CourseDraft, DraftLesson, DraftState
from courses.rendering import render_lesson
from courses.views.blueprint import bp
from documents.actions import keep_picture
from documents.queries import article_for, picture_for, pictures_in
from question_bank.types import BY_NAME as KINDS

PREVIEWED = 60_000
YEAR = 365 * 86_400


@bp.app_context_processor
def draft_words() -> dict[str, Any]:
    """Give templates the names of states of drafts and suggestions."""
    return {
        "draft_labels": DRAFT_LABELS,
        "draft_tones": DRAFT_TONES,
        "suggestion_labels": SUGGESTION_LABELS,
        "makers": MAKERS,
        "suggested_kinds": KINDS,
        "may_draft_courses": lambda: can(current_user, Permission.COURSE_WRITE),
    }


@bp.get("/drafts")
@requires(Permission.COURSE_DRAFT)
def drafts() -> str:
    """List the drafts."""
    asked = request.args.get("state", "")
    state = asked if asked in set(DraftState) else ""
    page = queries.drafts_page(state, asked_page(request.args.get("page")))
    return render_template("courses/drafts.html", page=page, state=state)


@bp.get("/drafts/new")
@requires(Permission.COURSE_WRITE)
def new_draft() -> str:
    """Choose the sections of an article that a course is made from."""
    asked = request.args.get("article", "")
    if not asked.isdecimal() or len(asked) > 9:
        abort(404)
    article = article_for(current_user, int(asked))
    return render_template("courses/draft_new.html", article=article, form=StartForm(formdata=None))


@bp.post("/drafts")
@requires(Permission.COURSE_WRITE)
def create_draft() -> Response | tuple[str, int]:
    """Draft a course from an article, or a whole document."""
    form = StartForm()
    if not form.validate_on_submit():
        raise Invalid(_("请先选择文章。"))
    article = article_for(current_user, form.article.data)
    try:
        draft = actions.start_draft(current_user, [article.id], set(form.sections.data or []) or None, now=clock.now())
    except Invalid as refusal:
        form.sections.errors = [refusal.sentence]
        return render_template("courses/draft_new.html", article=article, form=form), 422
    flash(_("草稿已建立，共 %(count)s 课。请逐课核对、改写，再提交审核。", count=len(draft.lessons)), "success")
    return redirect(url_for("courses.workbench", draft_id=draft.id), code=303)


@bp.post("/drafts/documents/<int:document_id>")
@requires(Permission.COURSE_WRITE)
def draft_document(document_id: int) -> Response:
    """Draft one course from all articles of a document."""
    article_ids = queries.article_ids_of(document_id)
    draft = actions.start_draft(current_user, article_ids, None, now=clock.now())
    flash(_("草稿已建立，共 %(count)s 课。请逐课核对、改写，再提交审核。", count=len(draft.lessons)), "success")
    return redirect(url_for("courses.workbench", draft_id=draft.id), code=303)


@bp.post("/<int:course_id>/drafts")
@requires(Permission.COURSE_WRITE)
def revise_course(course_id: int) -> Response:
    """Start the next version of a course."""
    draft = actions.start_revision(current_user, queries.course(course_id), now=clock.now())
    return redirect(url_for("courses.workbench", draft_id=draft.id), code=303)


@bp.get("/drafts/<int:draft_id>")
@requires(Permission.COURSE_DRAFT)
def workbench(draft_id: int) -> str:
    """Show a draft beside its source."""
    return bench(queries.draft(draft_id))


def bench(draft: CourseDraft, **forms: Any) -> str:
    """The workbench of a draft; a form that was refused takes the place of a fresh one."""
    lesson = _chosen_lesson(draft, forms.get("lesson"))
    author_ids = queries.authors_of(draft)
    context = {
        "draft": draft,
        "head_form": HeadForm(formdata=None, obj=draft),
        "title_form": TitleForm(formdata=None),
        "comment_form": CommentForm(formdata=None),
        "verdict_form": VerdictForm(formdata=None),
        "picture_form": PictureForm(formdata=None),
        "comments": queries.comments_of(draft.id),
        "reviews": queries.reviews_of(draft.id),
        "points": actions.points_of(draft),
        "counts": queries.accepted_counts(draft),
        "may_write": can(current_user, Permission.COURSE_WRITE) and draft.state == DraftState.WRITING,
        "may_take_back": can(current_user, Permission.COURSE_WRITE) and draft.state == DraftState.IN_REVIEW,
        "may_review": can(current_user, Permission.COURSE_REVIEW)
        and draft.state == DraftState.IN_REVIEW
        and current_user.id not in author_ids,
        "may_approve_questions": can(current_user, Permission.QUESTION_REVIEW),
        "wrote_it": current_user.id in author_ids,
        "tier_labels": TIER_LABELS,
        "has_aid": bool(current_app.config["SETTINGS"].aid_url),
    }
    return render_template("courses/workbench.html", **(context | _lesson_side(draft, lesson) | forms))


def _chosen_lesson(draft: CourseDraft, given: DraftLesson | None) -> DraftLesson | None:
    if given is not None:
        return given
    asked = request.args.get("lesson", "")
    chosen = [lesson for lesson in draft.lessons if str(lesson.id) == asked]
    return next(iter(chosen or draft.lessons), None)


def _lesson_side(draft: CourseDraft, lesson: DraftLesson | None) -> dict[str, Any]:
    if lesson is None:
        return {"lesson": None, "articles": [], "used": set(), "source_pictures": {}}
    used = {(source.article_id, source.anchor) for source in lesson.sources}
    whole = request.args.get("source") == "all"
    articles = _source_side(draft, used, whole=whole)
    return {
        "lesson": lesson,
        "lesson_form": LessonForm(formdata=None, obj=lesson),
        "shown": render_lesson(lesson.body),
        **_aid_side(lesson),
        "questions": queries.questions_of(lesson),
        "cuts": cutting.labels(lesson.body),
        "used": used,
        "whole": whole,
        "articles": articles,
        "source_pictures": pictures_in([article.id for article, _sections in articles]),
    }


def _aid_side(lesson: DraftLesson) -> dict[str, Any]:
    """What was asked of the writing aid about a lesson last, as long as it has one."""
    if not current_app.config["SETTINGS"].aid_url:
        return {"aid": None}
    aid = queries.latest_aid_request(lesson.id)
    return {"aid": aid, "aid_told": aid_sentence(aid, clock.now()) if aid else ""}


def _source_side(draft: CourseDraft, used: set[tuple[int, str]], *, whole: bool) -> list[tuple[Any, list[Any]]]:
    """The articles of a draft with their sections; only those the lesson rests on unless all are asked for."""
    ids = [each.article_id for each in draft.articles] if whole or not used else list({spot[0] for spot in used})
    shown = []
    for article in queries.source_articles(ids):
        sections = [s for s in article.sections if whole or any((article.id, p.anchor) in used for p in s.paragraphs)]
        if sections:
            shown.append((article, sections))
    return shown


@bp.post("/drafts/<int:draft_id>")
@requires(Permission.COURSE_WRITE)
def change_draft(draft_id: int) -> Response | tuple[str, int]:
    """Change the head of a draft."""
    draft, form = queries.draft(draft_id), HeadForm()
    if not form.validate_on_submit():
        return bench(draft, head_form=form), 422
    actions.change_head(current_user, draft, form.head(), now=clock.now())
    flash(_("已保存。"), "success")
    return redirect(url_for("courses.workbench", draft_id=draft_id), code=303)


@bp.post("/drafts/<int:draft_id>/discarding")
@requires(Permission.COURSE_WRITE)
def discard_draft(draft_id: int) -> Response:
    """Give a draft up."""
    actions.discard_draft(current_user, queries.draft(draft_id), now=clock.now())
    flash(_("草稿已放弃，文字仍保存在“已放弃”里。"), "success")
    return redirect(url_for("courses.drafts"), code=303)


@bp.post("/drafts/preview")
@requires(Permission.COURSE_WRITE)
def preview_text() -> FlaskResponse:
    """Render Markdown as members will read it."""
    said = request.get_json(silent=True)
    body = said.get("body") if isinstance(said, dict) else None
    if not isinstance(body, str) or len(body) > PREVIEWED:
        raise Invalid(_("正文过长，无法预览。"))
    return jsonify({"html": str(render_lesson(body).html), "cuts": cutting.labels(body)})


@bp.get("/drafts/<int:draft_id>/preview")
@requires(Permission.COURSE_DRAFT)
def preview_draft(draft_id: int) -> str:
    """Show a whole draft as members will read it."""
    draft = queries.draft(draft_id)
    shown = [(lesson, render_lesson(actions.with_objectives(lesson))) for lesson in draft.lessons]
    return render_template("courses/draft_preview.html", draft=draft, shown=shown, tier_labels=TIER_LABELS)


@bp.post("/drafts/<int:draft_id>/pictures")
@requires(Permission.COURSE_WRITE)
def add_picture(draft_id: int) -> FlaskResponse:
    """Store a picture and return the Markdown that shows it."""
    form = PictureForm()
    if not form.validate_on_submit():
        raise Invalid(form.errors_text(), field="alt")
    name, raw = read_upload(form.picture.data, extensions=EXTENSIONS, max_bytes=MAX_BYTES)
    stored = keep_picture(current_user, name, raw, now=clock.now())
    alt = (form.alt.data or "").replace("[", "（").replace("]", "）")
    return jsonify({"markdown": f"![{alt}](picture:{stored.digest})", "width": stored.width, "height": stored.height})


@bp.get("/pictures/<digest>")
@requires(Permission.LEARN)
def picture(digest: str) -> FlaskResponse:
    """Serve a picture; its address is its content, so it never changes."""
    stored = picture_for(digest)
    response = FlaskResponse(stored.content, mimetype=stored.media_type)
    response.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.set_etag(stored.digest)
    return response.make_conditional(request)  # type: ignore[return-value]
