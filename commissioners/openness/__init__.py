"""What a buyer says about partnerships, step by step, and how open a body was over the years.

partnership_models (in words), contradictions (pure), guide (one person's way through the questions), record and chart
(a body's openness by year).
"""
