"""Working together in a workspace: messages, documents with versions, actions, the calendar."""
