"""The reports there are, in the order of the list; a new one is one file and one line here."""

from __future__ import annotations

from reports.catalogue.base import Report
from reports.catalogue.completion_by_branch import CompletionByBranch
from reports.catalogue.completion_by_person import CompletionByPerson
from reports.catalogue.course_completion import CourseCompletion

ALL: tuple[Report, ...] = (CompletionByBranch(), CompletionByPerson(), CourseCompletion())
BY_NAME = {report.name: report for report in ALL}
