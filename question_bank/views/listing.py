"""The bank as a list: narrowing, kept filters, changes of many questions at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.forms import clean_text
from core.i18n import _, _l
from core.paging import asked_page
from question_bank import actions, queries, rules
from question_bank.actions import Change
from question_bank.models import State, WordKind
from question_bank.queries import Filters
from question_bank.types import ALL, BY_NAME
from question_bank.views.blueprint import bp

LIST = "list"
"""The argument in which the pages of a question carry the narrowed list they were opened from."""
LASTING = {"past": _l("已过有效期"), "soon": _l("30 天内到期"), "dated": _l("有有效期")}
VERBS = {
    "submit": _l("提交审核"),
    "topic": _l("移到知识点"),
    "difficulty": _l("改难度"),
    "tier": _l("改层级"),
    "tag": _l("加标签"),
    "untag": _l("去掉标签"),
    "valid_until": _l("改有效期"),
    "retire": _l("停用"),
}


@bp.get("/")
@requires(Permission.QUESTION_READ)
def index() -> str:
    """List the bank by topic, kind, state, words and more."""
    filters = filters_from(request.args)
    page = queries.questions_page(filters, asked_page(request.args.get("page")))
    return render_template(
        "question_bank/index.html",
        page=page,
        lines=tuple(page.items),
        filters=filters,
        lasting=LASTING,
        verbs=VERBS,
        query=query_of(request.args),
        topics=queries.topic_choices(),
        kinds=ALL,
        counts=queries.state_counts(),
        ending=queries.ending_counts(),
        open_faults=queries.open_fault_count(),
        kept=queries.kept_filters(current_user.id),
        today=clock.local(clock.now()).date(),
        may_edit=can(current_user, Permission.QUESTION_EDIT),
        may_export=can(current_user, Permission.QUESTION_EXPORT),
    )


def asked_filters() -> Filters:
    """What the address (or the form that carries it on) narrows to."""
    return filters_from(request.values)


def filters_from(arguments: Any) -> Filters:
    """What an address narrows the list to; nonsense does not narrow."""
    return Filters(
        topic_id=_number(arguments.get("topic", "")),
        kind=_one_of(arguments.get("kind", ""), BY_NAME),
        state=_one_of(arguments.get("state", ""), set(State)),
        words=arguments.get("q", "")[:100],
        batch_id=_number(arguments.get("batch", "")),
        difficulty=_number(arguments.get("difficulty", "")),
        tier=_number(arguments.get("tier", "")),
        tag=arguments.get("tag", "")[: rules.LONGEST_WORD],
        post=arguments.get("post", "")[: rules.LONGEST_WORD],
        lasting=_one_of(arguments.get("lasting", ""), LASTING),
        faulty=arguments.get("faulty") == "1",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _one_of(text: str, known: Any) -> str:
    return text if text in known else ""


NAMES = ("topic", "kind", "state", "q", "batch", "difficulty", "tier", "tag", "post", "lasting", "faulty")


def query_of(arguments: Any) -> str:
    """The part of an address that narrows, to be kept or carried along; without the page."""
    return urlencode([(name, arguments[name]) for name in NAMES if arguments.get(name)])


def carried() -> MultiDict[str, str]:
    """The narrowed list that the page of a question was opened from."""
    return MultiDict(parse_qsl(request.args.get(LIST, "")[:500]))


def after_saving(question_id: int) -> str:
    """Where to go when a question was saved: on to the next in its list when asked for, else to its page."""
    query = query_of(carried())
    if request.args.get("then") == "next":
        _before, after = queries.neighbours(filters_from(carried()), question_id)
        if after is not None:
            return url_for("questions.edit", question_id=after, list=query)
        flash(_("已是列表中的最后一题。"))
    return url_for("questions.show", question_id=question_id, list=query if LIST in request.args else None)


@bp.app_template_global("question_list")
def question_list(question_id: int) -> dict[str, Any]:
    """The list a question's page was opened from: what narrows it, the questions before and after."""
    arguments = carried()
    before, after = queries.neighbours(filters_from(arguments), question_id)
    return {"query": query_of(arguments), "before": before, "after": after}


@bp.post("/filters")
@requires(Permission.QUESTION_READ)
def keep_filter() -> Response:
    """Keep the way the list is narrowed under a name."""
    query = query_of(MultiDict(parse_qsl(request.form.get("query", "")[:500])))
    kept = actions.keep_filter(current_user, clean_text(request.form.get("name", "")), query)
    flash(_("已保存筛选“%(name)s”。", name=kept.name), "success")
    return redirect(url_for("questions.index") + "?" + query, code=303)


@bp.post("/filters/<int:filter_id>/removal")
@requires(Permission.QUESTION_READ)
def drop_filter(filter_id: int) -> Response:
    """Forget a kept filter."""
    actions.drop_filter(current_user, queries.kept_filter_for(current_user, filter_id))
    return redirect(url_for("questions.index"), code=303)


@bp.post("/changes")
@requires(Permission.QUESTION_EDIT)
def change_many() -> Response | tuple[str, int] | str:
    """Change the chosen questions, or all that the list holds, after the person has seen how many they are."""
    verb = _one_of(request.form.get("verb", ""), VERBS)
    change = Change(verb, clean_text(request.form.get(verb, "")) if verb else "")
    query = query_of(MultiDict(parse_qsl(request.form.get("query", "")[:500])))
    filters = filters_from(MultiDict(parse_qsl(query)))
    every, ids = request.form.get("every") == "1", _chosen()
    if request.form.get("confirmed") != "1":
        count = queries.matching_count(filters) if every else len(ids)
        return _confirmation(change, query, ids, count, every=every)
    chosen = queries.ids_of(filters) if every else ids
    changed = actions.change_many(current_user, chosen, change, now=clock.now())
    flash(_("已处理 %(count)d 题。", count=changed), "success")
    return redirect(url_for("questions.index") + ("?" + query if query else ""), code=303)


def _chosen() -> list[int]:
    return [number for text in request.form.getlist("id")[: actions.MOST] if (number := _number(text)) is not None]


def _confirmation(change: Change, query: str, ids: list[int], count: int, *, every: bool) -> str | tuple[str, int]:
    sound = (
        bool(change.verb) and count > 0 and (bool(change.value) or change.verb in ("submit", "retire", "valid_until"))
    )
    page = render_template(
        "question_bank/change_many.html", change=change, verb=VERBS.get(change.verb), query=query, ids=ids, count=count,
        every=every, sound=sound, most=actions.MOST, value=_value_words(change),
    )  # fmt: skip
    return page if sound else (page, 422)


def _value_words(change: Change) -> str:
    """What will be written, in words."""
    number = _number(change.value)
    if change.verb == "topic":
        return next((path for topic_id, path in queries.topic_choices() if topic_id == number), "")
    if change.verb == "difficulty":
        return str(rules.DIFFICULTY_LABELS.get(number or 0, ""))
    if change.verb == "tier":
        return str(rules.TIER_LABELS.get(-1 if number is None else number, ""))
    if change.verb == "valid_until":
        return change.value or str(_("长期有效"))
    return change.value


@bp.app_template_global("words_in_use")
def words_in_use(kind: str) -> list[str]:
    """Tags or posts to choose from."""
    return queries.words_in_use(WordKind(kind))
