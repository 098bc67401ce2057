"""Published notices into the portal: kept as they came, merged, and written as opportunities and history.

In the order in which they are used: prepared (a release made ready, pure), batches (one
transaction of many), kept (notices), bodies, opportunities with lots, awards; runs is the
whole of one import and summary what it says at its end.
"""
