"""Which of the report's partnership models suits a consortium: compared, with reasons, never decided for anyone.

Pure: sources, questions, sheets (what each model is), effects (what each answer speaks for and against), comparing
(the order), documents (what each model needs on paper). From the database: reading; for pages: shown.
docs/decisions/0129-comparing-partnership-models.md says how the order is made.
"""
