"""The words that the invented sector speaks: names, and sentences that are put together differently each time."""
