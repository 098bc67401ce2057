"""The workspace that the members of a consortium share: who sits in it, and which pages it has."""
