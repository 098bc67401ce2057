"""How long, how often and how many: numbers that whoever runs the portal may change."""

from partnerships_portal.configuration.environment import env

# Joining an organisation: how long an invitation can be accepted, how many may wait or be sent, and how long a person
# waits who was declined before asking again
INVITATION_DAYS = env.int("INVITATION_DAYS", default=14)
INVITATIONS_OPEN_AT_MOST = env.int("INVITATIONS_OPEN_AT_MOST", default=50)  # per organisation
INVITATIONS_A_DAY_AT_MOST = env.int("INVITATIONS_A_DAY_AT_MOST", default=100)  # per organisation
INVITATIONS_BEFORE_ADMISSION_AT_MOST = env.int("INVITATIONS_BEFORE_ADMISSION_AT_MOST", default=5)  # of either
JOIN_REQUEST_PAUSE_DAYS = env.int("JOIN_REQUEST_PAUSE_DAYS", default=30)

# Reminders: how many days before a deadline those who follow an opportunity are told, and when its buyer is: before
# market engagement ends without a next step, before the deadline for questions while some wait for an answer, after
# closing without an outcome, and before a contract ends
DEADLINE_REMINDER_DAYS = env.list("DEADLINE_REMINDER_DAYS", cast=int, default=[7, 2])  # none: nobody is reminded
ENGAGEMENT_REMINDER_DAYS = env.int("ENGAGEMENT_REMINDER_DAYS", default=7)
QUESTIONS_REMINDER_DAYS = env.int("QUESTIONS_REMINDER_DAYS", default=3)
OUTCOME_REMINDER_DAYS = env.int("OUTCOME_REMINDER_DAYS", default=28)
CONTRACT_END_REMINDER_DAYS = env.int("CONTRACT_END_REMINDER_DAYS", default=270)

# A new opportunity is told to an organisation if it is among so many of its closest matches
MATCH_ALERT_BEST = env.int("MATCH_ALERT_BEST", default=10)

# Offers to partners and requests: how many days one is shown at most, how many days before it ends its people are
# reminded, how many an organisation may have, and for how many hours an officer who reads one keeps it from others
OFFER_DAYS_AT_MOST = env.int("OFFER_DAYS_AT_MOST", default=180)
OFFER_REMINDER_DAYS = env.int("OFFER_REMINDER_DAYS", default=7)
OFFERS_OPEN_AT_MOST = env.int("OFFERS_OPEN_AT_MOST", default=20)
OFFER_REVIEW_HOURS = env.int("OFFER_REVIEW_HOURS", default=4)

# Requests for support, in working time: hours in which somebody should take one, and ask an adviser for one accepted;
# days in which an adviser should answer before the officer is told; days of waiting for the asker before they are
# reminded, and before the officer is told
SUPPORT_TAKEN_HOURS = env.int("SUPPORT_TAKEN_HOURS", default=4)
SUPPORT_ADVISER_ANSWER_DAYS = env.int("SUPPORT_ADVISER_ANSWER_DAYS", default=3)
SUPPORT_ASKER_REMINDED_DAYS = env.int("SUPPORT_ASKER_REMINDED_DAYS", default=10)
SUPPORT_ASKER_SILENT_DAYS = env.int("SUPPORT_ASKER_SILENT_DAYS", default=20)

# How many days before a funding round closes those who have not sent their application are reminded
FUNDING_REMINDER_DAYS = env.int("FUNDING_REMINDER_DAYS", default=3)

# How many organisations that one person registered may wait for programme staff at one time
REGISTRATIONS_WAITING_AT_MOST = env.int("REGISTRATIONS_WAITING_AT_MOST", default=3)
# After how many years the owners of a Mutual are asked whether it still meets the definition
VERIFICATION_YEARS = env.int("VERIFICATION_YEARS", default=3)

# How long a declared purpose opens an organisation's restricted sections to a member of programme staff
PURPOSE_HOURS = env.int("PURPOSE_HOURS", default=8)

# Proposals to partner: how many open invitations an organisation may have, how many days one can be answered, how many
# days before its end those asked are reminded, and how many an organisation may send by e-mail in a day to those who
# are not in the portal
PROPOSALS_OPEN_AT_MOST = env.int("PROPOSALS_OPEN_AT_MOST", default=10)
PROPOSAL_DAYS = env.int("PROPOSAL_DAYS", default=21)
PROPOSAL_REMINDER_DAYS = env.int("PROPOSAL_REMINDER_DAYS", default=3)
PROPOSALS_TO_ADDRESSES_A_DAY = env.int("PROPOSALS_TO_ADDRESSES_A_DAY", default=10)

# Workspaces: for how long a message can be corrected or taken back, and how many files a consortium may keep
MESSAGE_CORRECTION_MINUTES = env.int("MESSAGE_CORRECTION_MINUTES", default=60)
CONSORTIUM_FILES_AT_MOST = env.int("CONSORTIUM_FILES_AT_MOST", default=300)
CONSORTIUM_FILES_MB = env.int("CONSORTIUM_FILES_MB", default=500)  # in all

# Requests for support: how many drafts and open requests an organisation may have, how many of these it may have sent
# before it is admitted, how many files one may have and how large they may be in all, and how many messages the
# people of the organisation may write in one in a day
SUPPORT_REQUESTS_AT_MOST = env.int("SUPPORT_REQUESTS_AT_MOST", default=10)
SUPPORT_REQUESTS_BEFORE_ADMISSION_AT_MOST = env.int("SUPPORT_REQUESTS_BEFORE_ADMISSION_AT_MOST", default=1)
SUPPORT_REQUESTS_A_DAY_AT_MOST = env.int("SUPPORT_REQUESTS_A_DAY_AT_MOST", default=10)
SUPPORT_FILES_AT_MOST = env.int("SUPPORT_FILES_AT_MOST", default=30)
SUPPORT_FILES_MB = env.int("SUPPORT_FILES_MB", default=100)
SUPPORT_MESSAGES_A_DAY_AT_MOST = env.int("SUPPORT_MESSAGES_A_DAY_AT_MOST", default=30)

# For how long the menu says how many things await somebody before they are counted again (0147)
AWAITING_KEPT_SECONDS = env.int("AWAITING_KEPT_SECONDS", default=30)

# Packages of support: how many documents one may keep, and how many MB they may take in all
PACKAGE_FILES_AT_MOST = env.int("PACKAGE_FILES_AT_MOST", default=100)
PACKAGE_FILES_MB = env.int("PACKAGE_FILES_MB", default=200)

# Guides and case studies: how many files a page may have, and how many MB they may take in all
KNOWLEDGE_FILES_AT_MOST = env.int("KNOWLEDGE_FILES_AT_MOST", default=20)
KNOWLEDGE_FILES_MB = env.int("KNOWLEDGE_FILES_MB", default=100)

# Questionnaires about how support went: for how many days one can be answered, for how many a link in an e-mail works,
# and after how many whoever has not answered is reminded, once
EVALUATION_DAYS = env.int("EVALUATION_DAYS", default=60)
EVALUATION_LINK_DAYS = env.int("EVALUATION_LINK_DAYS", default=30)
EVALUATION_REMINDER_DAYS = env.int("EVALUATION_REMINDER_DAYS", default=10)
