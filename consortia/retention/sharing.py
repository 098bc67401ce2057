"""How long what members share is kept: it is what they worked on, and lasts as long as the consortium."""

WORKSPACE = "As long as the consortium’s workspace"
MESSAGES = "As long as the consortium’s workspace; the text until you take it back"
FILES = "As long as the consortium’s workspace; the file until your organisation removes it"
CALENDAR = "Until you end it"
