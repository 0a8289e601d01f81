"""The statistics of a contest, for its organizers."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.queries.outcomes import asked_in_exam, asked_of_question, matrix_of
from assessment.statistics.papers import reliability
from assessment.statistics.responses import Responses
from core.db import db
from question_bank.models import Question
from tests.contests.makers import close, make_open, sit


@pytest.fixture
def contest(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 4)
    sit(cast.bob, contest, 1)
    close(cast, contest)
    return contest


class TestOutcomes:
    def test_every_question_knows_who_was_asked_and_how_right_they_were(self, cast, contest):
        asked = asked_in_exam(contest.exam_id)

        assert sum(len(item.observations) for item in asked) == 2 * 6
        assert sum(seen.share for item in asked for seen in item.observations) == 5
        assert sum(seen.chosen is None for item in asked for seen in item.observations) == 7

    def test_what_was_chosen_is_told_in_the_authors_letters(self, cast, contest):
        for item in asked_in_exam(contest.exam_id):
            right = {seen.chosen for seen in item.observations if seen.share == 1}
            assert right <= {item.keys}

    def test_the_rest_of_the_paper_leaves_the_question_itself_out(self, cast, contest):
        every = [seen for item in asked_in_exam(contest.exam_id) for seen in item.observations]

        for person in {seen.person for seen in every}:
            own = [seen for seen in every if seen.person == person]
            assert max(seen.rest for seen in own if seen.share == 1) < min(seen.rest for seen in own if seen.share == 0)

    def test_a_question_is_followed_over_all_exams(self, cast, contest):
        item = asked_in_exam(contest.exam_id)[0]
        question = db.session.get(Question, item.revision.question_id)

        again = asked_of_question(question)

        assert [each.revision.id for each in again] == [item.revision.id]
        assert again[0].observations == item.observations

    def test_the_matrix_leaves_open_what_was_not_asked(self, cast, contest):
        asked = asked_in_exam(contest.exam_id)
        matrix = matrix_of(asked)

        assert matrix.persons == 2
        assert int((~np.isnan(matrix.shares)).sum()) == 12


def test_papers_that_were_drawn_have_their_reliability_by_halves():
    chance = np.random.default_rng(3)
    ability = chance.normal(size=(400, 1))
    shares = (chance.random((400, 40)) < 1 / (1 + np.exp(-1.7 * ability))).astype(float)
    whole, _name = reliability(Responses(tuple(map(str, range(40))), shares))
    shares[:, ::2] = np.where(chance.random((400, 20)) < 0.5, np.nan, shares[:, ::2])

    halves, name = reliability(Responses(tuple(map(str, range(40))), shares))

    assert name == "split-half"
    assert halves == pytest.approx(whole, abs=0.06)


class TestPage:
    def test_shows_every_question_with_its_figures(self, cast, sign_in, contest):
        page = sign_in(cast.organizer).get(f"/contests/manage/{contest.id}/statistics")

        assert page.status_code == 200
        for item in asked_in_exam(contest.exam_id):
            assert item.revision.stem[:20] in page.text
        assert "样本不足" in page.text

    def test_says_that_a_model_needs_more_people(self, cast, sign_in, contest):
        page = sign_in(cast.organizer).get(f"/contests/manage/{contest.id}/statistics?models=1")

        assert "至少需要 100 份答卷" in page.text

    def test_is_not_there_while_people_answer(self, cast, sign_in):
        running = make_open(cast)

        assert sign_in(cast.organizer).get(f"/contests/manage/{running.id}/statistics").status_code == 404

    def test_is_for_the_organizers_of_this_contest(self, cast, sign_in, contest):
        assert sign_in(cast.alice).get(f"/contests/manage/{contest.id}/statistics").status_code == 403
        assert sign_in(cast.organizer).get("/contests/manage/99999/statistics").status_code == 404
        assert sign_in(cast.organizer).post(f"/contests/manage/{contest.id}/statistics").status_code == 405

    def test_sends_strangers_to_sign_in(self, client, contest):
        assert client.get(f"/contests/manage/{contest.id}/statistics").status_code == 302

    def test_needs_as_many_statements_for_many_as_for_few(self, cast, sign_in, contest, query_count):
        browser = sign_in(cast.organizer)
        browser.get(f"/contests/manage/{contest.id}/statistics")
        with query_count:
            browser.get(f"/contests/manage/{contest.id}/statistics")

        assert len(query_count) <= 20
