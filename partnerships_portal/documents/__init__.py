"""Files that people hand in: checked before they are kept, handed out safely."""
