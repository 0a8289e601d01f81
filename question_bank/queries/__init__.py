"""Reads of the question bank."""

from question_bank.queries.bank import AT_ONCE, Filters, PAGE, RevisionRef, batch_for, batches, held_keys, history, question_for, questions_page, ready_revisions, revisions, staged_counts, staged_for, staged_page, staged_question_for, state_counts, topic_by_path, topic_counts, topic_for, topics, waiting_imports
from question_bank.queries.imports import revisions_of, staged_by_ordinal, staged_texts, upload_of
from question_bank.queries.pictures import picture_for, pictures_held
from question_bank.queries.sources import quoted_sources, sources_of
from question_bank.queries.stale import open_changes, stale_count, stale_ids, stale_owners, stale_questions

__all__ = ['AT_ONCE', 'PAGE', 'Filters', 'RevisionRef', 'batch_for', 'batches', 'held_keys', 'history', 'open_changes', 'picture_for', 'pictures_held', 'question_for', 'questions_page', 'quoted_sources', 'ready_revisions', 'revisions', 'revisions_of', 'sources_of', 'staged_by_ordinal', 'staged_counts', 'staged_for', 'staged_page', 'staged_question_for', 'staged_texts', 'stale_count', 'stale_ids', 'stale_owners', 'stale_questions', 'state_counts', 'topic_by_path', 'topic_counts', 'topic_for', 'topics', 'upload_of', 'waiting_imports']
