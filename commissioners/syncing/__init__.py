"""Pulling live notices out of a publisher's feed.

In the order in which they are used: windows (which time to ask for, pure), answers (what an answer of the feed means,
pure), asking (one page over HTTP, patiently), runs (page after page into the portal, resuming where the last run
stopped), standing (how the feed stands, for staff and logs).
"""
