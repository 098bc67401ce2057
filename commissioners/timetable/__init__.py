"""When things happen: the timeline of an opportunity, and which partnerships there is still time to form."""
