"""How long decisions of consortia are kept: they are what the members agreed, and last as long as the consortium."""

DECISIONS = "As long as the consortium’s workspace"
