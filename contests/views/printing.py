"""The paper of a contest on paper: A and B versions, answers, answer sheets, the order of both."""

from __future__ import annotations

import secrets
from urllib.parse import quote

from flask import Response as FlaskResponse
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from contests import actions, queries
from contests.views.base import bp, placed

MOST_SEED = 2**31


@bp.post("/contests/manage/<int:contest_id>/paper-set")
@requires(Permission.QUESTION_EXPORT)
def paper_set(contest_id: int) -> Response:
    """Hand out a freshly drawn paper; who took it is put on record."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    content = actions.print_paper(current_user, contest, seed=secrets.randbelow(MOST_SEED))
    headers = {
        "Content-Disposition": f"attachment; filename=paper.zip; filename*=UTF-8''{quote(contest.title)}.zip",
        "Cache-Control": "no-store",
    }
    return FlaskResponse(content, mimetype="application/zip", headers=headers)
