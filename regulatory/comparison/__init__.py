"""What the facts mean together: pure functions over readings, without a database or a request.

answers.py (the closed answer of a set of facts) and clocks.py (which question a reporting deadline answers) carry table.py (topics x
jurisdictions), indicators.py (the closed questions about one jurisdiction), profiles.py (does a fact apply to my product), planner.py
(the checklist of a programme) and changes.py (what moved between two days).
"""
