"""The queue of requests for support: its lists, filters, rows and kept views."""
