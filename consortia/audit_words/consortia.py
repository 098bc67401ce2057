"""What is done in consortia, in words. Only their members may learn that one exists."""

from partnerships_portal.accounts.audit.words import PARTNERING, say, things

say(PARTNERING, {"consortium_formed": "formed a consortium", "consortium_joined": "joined a consortium"})
things("consortia.consortium", address=lambda consortium: f"/consortia/{consortium.pk}/")
