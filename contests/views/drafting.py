"""The organizer's form, step by step, from a title to an open contest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from accounts.models import Line, Member, Unit
from accounts.permissions import Permission, can, requires, scope
from assessment import marking
from contests import actions, branches, counting, forms, grids, queries, ranking
from contests.drafts import Audience, Basics, Paper, Publishing, Row, Times
from contests.models import Contest, Kind
from contests.queries import readiness
from contests.queries.standing import standing_now
from contests.states import Event, State, can_happen
from contests.views.base import bp, placed
from core import clock
from core.db import db
from core.errors import Invalid, NotFound, Refusal
from core.forms import Form
from core.i18n import _, _l
from core.paging import asked_page, paginate
from question_bank import types

Answer = str | Response | tuple[str, int]

STEP_LABELS = {
    "basics": _l("基本信息"),
    "times": _l("时间与次数"),
    "paper": _l("组卷"),
    "audience": _l("参加范围"),
    "publishing": _l("公布设置"),
    "rounds": _l("实操项目"),
    "people": _l("评委与选手"),
    "awards": _l("奖项与公布"),
    "check": _l("检查并开放"),
}
STEPS = {
    Kind.KNOWLEDGE: ("basics", "times", "paper", "audience", "publishing", "check"),
    Kind.SKILLS: ("basics", "times", "paper", "rounds", "people", "awards", "check"),
}


@bp.get("/contests/manage")
@requires(Permission.CONTEST_WATCH)
def manage() -> str:
    """List the knowledge contests one edits or watches."""
    return _manage(Kind.KNOWLEDGE)


@bp.get("/skills/manage")
@requires(Permission.CONTEST_WATCH)
def manage_skills() -> str:
    """List the skills contests one edits or watches."""
    return _manage(Kind.SKILLS)


def _manage(kind: Kind) -> str:
    state, words = request.args.get("state", ""), request.args.get("q", "").strip()[:40]
    state = state if state in set(State) else ""
    found = queries.managed_contests(current_user, kind, state, words)
    return render_template(
        "contests/manage.html",
        kind=kind,
        page=paginate(found, asked_page(request.args.get("page"))),
        state=state,
        asked=words,
        edits=scope(current_user, Permission.CONTEST_EDIT),
    )


@bp.route("/contests/manage/new", methods=["GET", "POST"])
@requires(Permission.CONTEST_EDIT)
def new() -> Answer:
    """Start a knowledge contest with its basic information."""
    return _new(Kind.KNOWLEDGE)


@bp.route("/skills/manage/new", methods=["GET", "POST"])
@requires(Permission.CONTEST_EDIT)
def new_skills() -> Answer:
    """Start a skills contest with its basic information."""
    return _new(Kind.SKILLS)


def _new(kind: Kind) -> Answer:
    form = forms.BasicsForm()
    form.unit.choices = host_choices()
    if form.validate_on_submit():
        basics = Basics(form.title.data, db.session.get_one(Unit, form.unit.data), form.notice.data)
        contest = actions.create_contest(current_user, kind, basics, now=clock.now())
        return redirect(url_for("contests.edit", contest_id=contest.id, step="times"), code=303)
    page = render_template("contests/edit_basics.html", contest=None, kind=kind, form=form, **_stepper(kind, "basics"))
    return (page, 422) if form.is_submitted() else page


def host_choices() -> list[tuple[int, str]]:
    """Return the units that may host a contest of this person's, in official order."""
    units = select(Unit).where(Unit.active, scope(current_user, Permission.CONTEST_EDIT).unit_filter())
    return [(unit.id, unit.full_name) for unit in db.session.scalars(units.order_by(Unit.line.desc(), Unit.path))]


def _stepper(kind: Kind, step: str) -> dict[str, Any]:
    names = STEPS[Kind(kind)]
    return {"step": step, "steps": names, "step_labels": STEP_LABELS, "step_number": names.index(step)}


@bp.route("/contests/manage/<int:contest_id>/edit/<step>", methods=["GET", "POST"])
@requires(Permission.CONTEST_EDIT)
def edit(contest_id: int, step: str) -> Answer:
    """Show or save one step of a contest."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    if step not in STEPS[Kind(contest.kind)] or step not in _EDITORS:
        raise NotFound
    return _EDITORS[step](contest)


def show_step(contest: Contest, step: str, status: int = 200, refusal: str = "", **values: Any) -> Answer:
    """Render one step with the stepper and the sentence of a refusal."""
    page = render_template(
        f"contests/edit_{step}.html",
        contest=contest,
        kind=contest.kind,
        refusal=refusal,
        is_draft=contest.state == State.DRAFT,
        **_stepper(Kind(contest.kind), step),
        **values,
    )
    return (page, status) if status != 200 else page


def save_step(contest: Contest, step: str, form: Form, save: Callable[[], None], **values: Any) -> Answer:
    """Validate a step's form, save it and go on, or show the form again with what is wrong."""
    if not form.is_submitted():
        return show_step(contest, step, form=form, **values)
    if not form.validate():
        return show_step(contest, step, 422, form=form, **values)
    try:
        save()
    except Refusal as refusal:
        return show_step(contest, step, int(refusal.status), refusal.sentence, form=form, **values)
    return go_on(contest, step)


def go_on(contest: Contest, step: str) -> Response:
    """Go to the step after this one, or stay when the contest is no longer a draft."""
    flash(_("已保存。"), "success")
    names = STEPS[Kind(contest.kind)]
    following = names[names.index(step) + 1] if contest.state == State.DRAFT else step
    if following == "check":
        return redirect(url_for("contests.check", contest_id=contest.id), code=303)
    return redirect(url_for("contests.edit", contest_id=contest.id, step=following), code=303)


def _edit_basics(contest: Contest) -> Answer:
    form = forms.BasicsForm(data={"title": contest.title, "unit": contest.unit_id, "notice": contest.notice})
    form.unit.choices = host_choices()

    def save() -> None:
        unit = db.session.get_one(Unit, form.unit.data)
        actions.save_basics(current_user, contest, Basics(form.title.data, unit, form.notice.data))

    return save_step(contest, "basics", form, save)


def _edit_times(contest: Contest) -> Answer:
    form = forms.TimesForm(obj=contest)
    form.counting_rule.choices = [(rule.name, rule.label) for rule in counting.ALL]

    def save() -> None:
        names = ("opens_at", "hard_end_at", "last_start_at", "duration_minutes", "attempts_allowed", "counting_rule")
        actions.save_times(current_user, contest, Times(**{name: form[name].data for name in names}))

    return save_step(contest, "times", form, save, counting_rules=counting.ALL)


def _edit_paper(contest: Contest) -> Answer:
    form = forms.PaperForm(
        data={"multiple_rule": contest.multiple_rule, "pass_percent": round(contest.pass_permille / 10)}
    )
    form.multiple_rule.choices = [(rule.name, rule.label) for rule in marking.ALL]
    topics = queries.topic_choices()
    kinds = {kind.name: kind.label for kind in types.ALL}

    def save() -> None:
        rows = grids.read_paper_rows(request.form, {topic_id for topic_id, _name in topics}, kinds)
        paper = Paper(rows, form.multiple_rule.data, form.pass_percent.data * 10)
        actions.save_paper(current_user, contest, paper)

    return save_step(
        contest, "paper", form, save, topics=topics, kinds=kinds, marking_rules=marking.ALL, **_paper_rows(contest)
    )


def _paper_rows(contest: Contest) -> dict[str, Any]:
    if request.method == "POST":
        return {"rows": grids.typed_paper_rows(request.form), "cells": []}
    rows = [
        grids.shown_paper_row(row.topic_id, row.kind, row.question_count, row.milli_points)
        for row in contest.paper_rows
    ]
    return {"rows": rows, "cells": queries.cells_of(contest.paper_rows)}


@bp.get("/contests/manage/capacity")
@requires(Permission.CONTEST_EDIT)
def capacity() -> Response:
    """Tell how many ready questions of a kind the bank holds under a topic."""
    topic = request.args.get("topic", "")
    kind = request.args.get("kind", "")
    if not (topic.isascii() and topic.isdigit()) or len(topic) > 9 or (kind and kind not in types.BY_NAME):
        raise Invalid(_("请选择知识点和题型。"), field="topic")
    cell = queries.cells_of([Row(int(topic), kind or None, 1, 1000)])[0]
    return jsonify({"available": cell.available})


def _edit_audience(contest: Contest) -> Answer:
    own = [row.unit_id for row in contest.audience]
    data = {"party_units": own, "admin_units": own, "posts": [row.post for row in contest.posts]}
    form = forms.AudienceForm(data=data)
    units = _units_to_invite()
    form.party_units.choices = [(unit.id, unit.short_name) for unit in units if unit.line == Line.PARTY]
    form.admin_units.choices = [(unit.id, unit.short_name) for unit in units if unit.line == Line.ADMIN]
    form.posts.choices = [(post, post) for post in _posts_to_invite()]
    depths = {unit.id: unit.path.count("/") - 2 for unit in units}

    def save() -> None:
        chosen = {*form.party_units.data, *form.admin_units.data}
        audience = Audience(tuple(unit for unit in units if unit.id in chosen), tuple(form.posts.data))
        actions.save_audience(current_user, contest, audience)

    return save_step(contest, "audience", form, save, depths=depths, people=queries.audience_size(contest))


def _units_to_invite() -> Sequence[Unit]:
    order = (Unit.line.desc(), Unit.path)
    units = select(Unit).where(Unit.active, scope(current_user, Permission.CONTEST_EDIT).unit_filter())
    return db.session.scalars(units.order_by(*order)).all()


def _posts_to_invite() -> Sequence[str]:
    within = scope(current_user, Permission.CONTEST_EDIT).member_filter()
    posts = select(Member.post).where(Member.active, Member.post != "", within).distinct().order_by(Member.post)
    return db.session.scalars(posts.limit(200)).all()


def _edit_publishing(contest: Contest) -> Answer:
    form = publishing_form(contest)
    return save_step(
        contest,
        "publishing",
        form,
        lambda: actions.save_publishing(current_user, contest, publishing_of(form)),
        ranking_rules=ranking.ALL,
        branch_rules=branches.ALL,
    )


def publishing_form(contest: Contest) -> forms.PublishingForm:
    """Return the form of step 5 with its choices."""
    form = forms.PublishingForm(obj=contest)
    form.ranking_rule.choices = [(rule.name, rule.label) for rule in ranking.ALL]
    form.branch_rule.choices = [(rule.name, rule.label) for rule in branches.ALL]
    return form


def publishing_of(form: forms.PublishingForm) -> Publishing:
    """Return what was typed into step 5."""
    return Publishing(form.release.data, form.ranking_rule.data, form.branch_rule.data, form.branch_top.data)


_EDITORS: dict[str, Callable[[Contest], Answer]] = {
    "basics": _edit_basics,
    "times": _edit_times,
    "paper": _edit_paper,
    "audience": _edit_audience,
    "publishing": _edit_publishing,
}


def editor(step: str) -> Callable[[Callable[[Contest], Answer]], Callable[[Contest], Answer]]:
    """Register the editor of a further step."""

    def register(function: Callable[[Contest], Answer]) -> Callable[[Contest], Answer]:
        _EDITORS[step] = function
        return function

    return register


@bp.get("/contests/manage/<int:contest_id>/check")
@requires(Permission.CONTEST_EDIT)
def check(contest_id: int) -> str:
    """Show what is ready, what is missing, and the button that opens the contest."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    return _check(contest)


def _check(contest: Contest, refusal: str = "") -> str:
    checks = readiness.opening_checks(contest, clock.now()) if contest.state == State.DRAFT else {}
    return render_template(
        "contests/check.html",
        contest=contest,
        kind=contest.kind,
        checks=checks,
        is_ready=not any(checks.values()),
        people=queries.audience_size(contest),
        standing=standing_now(contest),
        refusal=refusal,
        can_open=can_happen(State(contest.state), Event.OPEN),
        may_print=can(current_user, Permission.QUESTION_EXPORT),
        **_stepper(Kind(contest.kind), "check"),
    )


@bp.post("/contests/manage/<int:contest_id>/opening")
@requires(Permission.CONTEST_EDIT)
def open_contest(contest_id: int) -> Response | tuple[str, int]:
    """Open a contest, or say everything that is missing."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    try:
        actions.open_contest(current_user, contest, now=clock.now())
    except Refusal as refusal:
        return _check(contest, refusal.sentence), int(refusal.status)
    flash(_("竞赛已开放，到开始时间学员即可进入。"), "success")
    return redirect(url_for("contests.progress", contest_id=contest_id), code=303)
