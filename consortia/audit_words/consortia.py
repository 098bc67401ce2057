"""What is done in consortia, in words. Only their members may learn that one exists."""

from partnerships_portal.accounts.audit.words import PARTNERING, say, things

say(
    PARTNERING,
    {
        "consortium_formed": "formed a consortium",
        "consortium_joined": "joined a consortium",
        "consortium_left_own_act": "left the consortium",
        "consortium_left_closed": "ended the membership of an organisation that was closed",
        "consortium_left_merged": "ended the membership of an organisation that was merged into another",
        "contribution_saved": "wrote what an organisation brings and keeps",
        "contribution_removed": "took off something that an organisation brings",
        "steering_person_named": "named {person} for the steering group",
        "steering_person_taken_off": "took {person} off the steering group",
        "steering_notes_written": "wrote notes of a steering group meeting",
        "seat_taken_over": "took over the seat of an organisation that was merged",
        "seat_declined": "did not take over the seat of an organisation that was merged",
    },
)
things("consortia.consortium", address=lambda consortium: f"/consortia/{consortium.pk}/")
