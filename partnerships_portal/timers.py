"""What the timer (Celery beat) starts, and when: seconds between two starts, or a time of day by UK clocks.

Every task may run twice or late. What must not be missed is found again by its date.
"""

from celery.schedules import crontab

SHARE_OUT_SECONDS = 20.0

OFTEN = {
    "sweep changes": {"task": "consortia.tasks.act_on_changes", "schedule": 20.0},
    "share out matching runs": {"task": "consortia.tasks.share_out_runs", "schedule": SHARE_OUT_SECONDS},
    "compose teams that people wait for": {"task": "consortia.tasks.compose_teams", "schedule": 20.0},
    "tell of new matches": {"task": "consortia.tasks.tell_of_new_matches", "schedule": 60.0},
    "count what was shown": {"task": "consortia.tasks.count_what_was_shown", "schedule": 300.0},
    "make previews of weights": {"task": "consortia.tasks.make_previews", "schedule": 60.0},
    "send waiting e-mails": {"task": "partnerships_portal.notifications.tasks.send_waiting", "schedule": 60.0},
    "close what passed its deadline": {"task": "commissioners.tasks.close_overdue", "schedule": 60.0},
    "gather what is due for digests": {
        "task": "partnerships_portal.notifications.tasks.make_digests",
        "schedule": 300.0,  # due at half past seven by UK clocks; one that was missed is made up
    },
    "forget the links of invitations that were sent": {"task": "mutuals.tasks.forget_links", "schedule": 300.0},
    "forget the links of invitations to bodies": {"task": "commissioners.tasks.forget_links", "schedule": 300.0},
    "link awards to organisations": {"task": "commissioners.tasks.link_suppliers", "schedule": 300.0},
    "look after proposals": {"task": "consortia.tasks.look_after_proposals", "schedule": 900.0},
    "seal the audit trail": {"task": "partnerships_portal.accounts.tasks.seal_audit_trail", "schedule": 600.0},
    "measure fairness": {"task": "consortia.tasks.measure_fairness", "schedule": 300.0},
    "look after offers to partners": {"task": "consortia.tasks.look_after_offers", "schedule": 900.0},
    "look after consortia": {"task": "consortia.tasks.look_after_consortia", "schedule": 60.0},
    "close decisions that passed their deadline": {"task": "consortia.tasks.lapse_decisions", "schedule": 300.0},
    "tell bidders of their opportunities": {"task": "consortia.tasks.tell_bidders", "schedule": 60.0},
    "find who is in two bids": {"task": "consortia.tasks.find_overlaps", "schedule": 300.0},
    "look after the clocks of requests": {"task": "support_requests.tasks.look_after_clocks", "schedule": 300.0},
    "suggest priorities anew": {"task": "support_requests.tasks.suggest_priorities", "schedule": 3600.0},
    "let requests follow their organisations": {
        "task": "support_requests.tasks.follow_organisations",
        "schedule": 300.0,
    },
    "look after advisers": {"task": "support_requests.tasks.look_after_advisers", "schedule": 60.0},
    "look after evaluations": {"task": "support_requests.tasks.look_after_evaluations", "schedule": 900.0},
    "forget the links of evaluations": {"task": "support_requests.tasks.forget_evaluation_links", "schedule": 300.0},
    "open and close funding rounds": {"task": "support_requests.tasks.look_after_rounds", "schedule": 60.0},
    "remind of events": {"task": "commissioners.tasks.remind_of_events", "schedule": 900.0},
}
ONCE_A_DAY = {
    "delete files that belong to nothing": {
        "task": "partnerships_portal.documents.tasks.remove_orphans",
        "schedule": crontab(hour=2, minute=20),
    },
    "mark invitations that expired": {
        "task": "mutuals.tasks.expire_invitations",
        "schedule": crontab(hour=2, minute=20),
    },
    "mark invitations to bodies that expired": {
        "task": "commissioners.tasks.expire_invitations",
        "schedule": crontab(hour=2, minute=25),
    },
    "delete what was kept long enough": {
        "task": "partnerships_portal.accounts.tasks.tidy",
        "schedule": crontab(hour=2, minute=40),
    },
    "match everything again": {"task": "consortia.tasks.full_run", "schedule": crontab(hour=3, minute=10)},
    "count the clocks of requests anew": {
        "task": "support_requests.tasks.work_out_clocks",
        "schedule": crontab(hour=4, minute=20),
    },
    "count how long clocks of requests ran": {
        "task": "support_requests.tasks.store_worked",
        "schedule": crontab(hour=4, minute=25),
    },
    "check the audit trail": {
        "task": "partnerships_portal.accounts.tasks.check_audit_trail",
        "schedule": crontab(hour=4, minute=40),
    },
    "ask Mutuals verified some years ago": {
        "task": "mutuals.tasks.ask_for_confirmation",
        "schedule": crontab(hour=6, minute=40),
    },
    "warn of two bids for the same lot": {
        "task": "consortia.tasks.warn_of_overlaps",
        "schedule": crontab(hour=6, minute=45),
    },
    "remind of joint reviews": {
        "task": "commissioners.tasks.remind_of_reviews",
        "schedule": crontab(hour=6, minute=50),
    },
    "remind of actions": {"task": "consortia.tasks.remind_of_actions", "schedule": crontab(hour=6, minute=55)},
    "remind of deadlines": {"task": "commissioners.tasks.remind", "schedule": crontab(hour=7, minute=0)},
}
ALWAYS = OFTEN | ONCE_A_DAY
# Once a feed of notices is set
WITH_A_FEED = {"pull live notices": {"task": "commissioners.tasks.sync_notices", "schedule": crontab(minute=17)}}
