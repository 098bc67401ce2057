"""What a lower app asks of a higher one, by name: imports go down only (docs/architecture.md)."""

# Who tells people what happened to their accounts, which lie below notifications
ACCOUNT_TELLERS = {
    "new_device": "partnerships_portal.notifications.accounts.tell_of_new_device",
    "second_factors_removed": "partnerships_portal.notifications.accounts.tell_of_removed_second_factors",
}

# What partners released to each other: the consortia know, and the organisations below them ask by this name
RELEASES_READER = "consortia.disclosure.opening.released_to"

# Guides and case studies about what a page is about: (keys) -> links (reference/templatetags/guidance.py)
GUIDANCE_READER = "support_requests.knowledge.guidance.links_for"

# What awaits a person: functions (asker, at) -> list of Queue, for each app (notifications/awaiting.py)
AWAITING = [
    "mutuals.awaiting.of_person",
    "mutuals.people_awaiting.of_person",
    "commissioners.joining_awaiting.of_person",
    "commissioners.buying_together.awaiting_answers",
    "commissioners.talking.awaiting.of_person",
    "commissioners.claiming.waiting.of_staff",
    "commissioners.delivery.awaiting.of_person",
    "consortia.offers.waiting.of_person",
    "consortia.deciding.awaiting.of_person",
    "consortia.workspace.members.awaiting_seats",
    "consortia.bidding.awaiting.of_person",
    "consortia.choosing.awaiting.of_person",
    "consortia.health.awaiting.of_person",
    "consortia.risks.awaiting.of_person",
    "consortia.key_steps.awaiting.of_person",
    "consortia.proposing.awaiting.of_person",
    "consortia.disclosure.waiting.of_person",
    "consortia.sharing.awaiting.of_person",
    "support_requests.asking.awaiting.of_person",
    "support_requests.queue.awaiting.of_staff",
    "support_requests.evaluation.awaiting.of_person",
    "support_requests.delivering.awaiting.of_person",
    "support_requests.funding.awaiting.of_person",
    "support_requests.knowledge.awaiting.of_person",
    "support_requests.knowledge.awaiting.of_staff",
]

# Whose deadlines a person's own calendar holds: functions (user, at) -> keys of opportunities, one for each app
DEADLINES = [
    "commissioners.publishing.own.bought_by_own_bodies",
    "commissioners.publishing.own.followed",
    "commissioners.publishing.own.of_interest",
    "commissioners.publishing.own.of_joint_interest",
    "consortia.deadlines.of_person",
    "consortia.sharing.calendar.of_person",
]

# Who belongs to what a message is about, asked before it is e-mailed: functions that take a set of
# (person id, id of the thing) and return those of them that hold (notifications/belonging.py)
MESSAGE_SCOPES = {
    "mutuals.organisation": "mutuals.belonging.still_belonging",
    "commissioners.commissioningbody": "commissioners.belonging.still_belonging",
    "commissioners.opportunity": "commissioners.belonging.still_buying",
    "commissioners.interested": "commissioners.interested.still_interested",
    "consortia.consortium": "consortia.belonging.still_in",
    "support_requests.supportrequest": "support_requests.belonging.still_advising",
}

# Things of which the inbox puts messages together: functions `(person, keys) -> {key: name}` that name those of them
# that exist for the person (notifications/grouping.py)
MESSAGE_GROUPS = {"consortia.consortium": "consortia.belonging.names_for"}

# Whom messages of a category can reach: functions that say of a person, as what they are now, whether these can.
# A category that is not named reaches everyone: anybody may be invited to an organisation (notifications/kinds.py)
MESSAGE_CATEGORY_READERS = {
    "verification": "mutuals.belonging.acts_for_one",
    "profile": "mutuals.belonging.acts_for_one",
    "matches": "mutuals.belonging.acts_for_one",
    "partnering": "mutuals.belonging.acts_for_one",
    "support": "mutuals.belonging.acts_for_one",
    "advising": "support_requests.belonging.advises",
    "opportunities": "commissioners.belonging.acts_for_one",
    "following": "commissioners.interested.hears_of_one",
}

# What happens when something is marked as changed: kind -> the task that is nudged, by name (changes/actions.py)
CHANGE_CONSUMERS = {
    "organisation": "consortia.tasks.act_on_changes",
    "opportunity": "consortia.tasks.act_on_changes",
    "consortium": "consortia.tasks.act_on_changes",
    "everything": "consortia.tasks.act_on_changes",
    "new_matches": "consortia.tasks.tell_of_new_matches",
}
