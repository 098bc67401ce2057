"""What the law of public procurement in England says about an opportunity: pure functions with dated tables.

Nothing here reads the database or the clock. Facts come in (`facts.Facts`, None for what is not known), answers come
out (`answers.Answer`): yes, no, not known or a legal risk, with the rule, the reasons, a link and the day it was
checked. What is not known stays not known. Law of England only: contracts that Welsh Ministers, Northern Ireland or
Scotland regulate, utilities, concessions, works and defence have rules of their own.
"""

NOT_LEGAL_ADVICE = (
    "This is not legal advice. It is a guide to the rules, made from the answers given. "
    "Ask your own lawyers before you rely on it."
)
