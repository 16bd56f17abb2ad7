"""Pre-screening: rules as data, an engine that asks as little as it can, an interview. Guides, never decides.

Way through: `rules_for` (rules of a municipality on a day) → `interview.begin`, `interview.step`
(state and event → state and reply) → `result.result_of`. Pure: facts and a day are arguments.
"""

from bot.eligibility.engine import next_question, outcomes
from bot.eligibility.rules import Rules, has_rules, rules_for
from bot.eligibility.verdict import Verdict

__all__ = ["Rules", "Verdict", "has_rules", "next_question", "outcomes", "rules_for"]
