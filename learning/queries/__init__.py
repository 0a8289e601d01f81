"""Reading study and hours; what other packages ask for stands here by name."""

from learning.queries.facts import CompletionFact, completion_facts
from learning.queries.hours import ledger, standing_of, year_standing

__all__ = ["CompletionFact", "completion_facts", "ledger", "standing_of", "year_standing"]
