"""Reads of courses and lessons."""

from courses.queries.catalogue import (
    TIER_ORDER,
    CourseCard,
    all_courses,
    course,
    course_by_slug,
    exam_ids_of,
    lesson,
    lessons_without_check,
    published_courses,
    version,
    version_by_id,
    versions_of,
)
from courses.queries.coverage import lessons_upon, questions_upon
from courses.queries.drafts import (
    accepted_counts,
    accepted_questions,
    article_ids_of,
    authors_of,
    comments_of,
    draft,
    draft_comment,
    draft_lesson,
    draft_question,
    drafts_page,
    edits_of,
    find_picture,
    known_pictures,
    last_editor,
    lesson_facts,
    material_of,
    open_comments,
    open_draft_of,
    paragraph_texts,
    picture,
    questions_of,
    reviews_of,
    source_articles,
    suggestion_count,
)
from courses.queries.reviewing import (
    Choice,
    Waiting,
    owners_waited_for,
    superseded_documents,
    waiting_count,
    waiting_lessons,
    waiting_of_document,
    waiting_questions,
)
from courses.queries.sources import lesson_sources_of, quoted_lesson_sources
from courses.queries.stale import member_names, open_lesson_changes, stale_lesson_count, stale_lessons, stale_publishers

__all__ = ['TIER_ORDER', 'Choice', 'CourseCard', 'Waiting', 'accepted_counts', 'accepted_questions', 'all_courses', 'article_ids_of', 'authors_of', 'comments_of', 'course', 'course_by_slug', 'draft', 'draft_comment', 'draft_lesson', 'draft_question', 'drafts_page', 'edits_of', 'exam_ids_of', 'find_picture', 'known_pictures', 'last_editor', 'lesson', 'lesson_facts', 'lesson_sources_of', 'lessons_upon', 'lessons_without_check', 'material_of', 'member_names', 'open_comments', 'open_draft_of', 'open_lesson_changes', 'owners_waited_for', 'paragraph_texts', 'picture', 'published_courses', 'questions_of', 'questions_upon', 'quoted_lesson_sources', 'reviews_of', 'source_articles', 'stale_lesson_count', 'stale_lessons', 'stale_publishers', 'suggestion_count', 'superseded_documents', 'version', 'version_by_id', 'versions_of', 'waiting_count', 'waiting_lessons', 'waiting_of_document', 'waiting_questions']
