"""How long it is kept who was in a consortium, and in its steering group."""

MEMBERS = "As long as the consortium’s workspace"
STEERING = "Until your organisation takes you off, or the consortium’s workspace goes"
