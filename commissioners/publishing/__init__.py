"""Opportunities as open data: OCDS packages, a spreadsheet, a feed of changes and calendars of deadlines.

reading (rows to what is published), releases (pages of releases, records), exporting (all in one file),
spreadsheet, deadlines and calendars. commissioners.ocds.writing says what a release looks like.
"""
