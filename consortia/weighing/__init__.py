"""Weights and constants of matching, for those who set them: what each is called, drafts, and previews of drafts."""
