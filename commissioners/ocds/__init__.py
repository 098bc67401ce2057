"""Reading real procurement notices in the Open Contracting Data Standard (OCDS 1.1).

Pure functions: no models, no clock. In the order in which they are used: reading (bytes to
releases), scrubbing (no people's contact data), merging (deltas to one picture), mapping
(that picture in the portal's own words).
"""
