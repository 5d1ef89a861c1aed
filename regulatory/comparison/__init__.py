"""What the facts mean together: pure functions over readings, without a database or a request.

answers.py (the closed answer of a set of facts), measures.py (the questions of comparison) and clocks.py (which question a reporting
deadline answers) carry the rest: table.py and agreement.py (topics x jurisdictions), indicators.py and closed_questions.py (the
closed questions about one jurisdiction), profiles.py and applicability.py (does a fact apply to my product), planner.py and
timeline.py (the checklist of a programme and its durations), changes.py (what moved between two days).
"""
