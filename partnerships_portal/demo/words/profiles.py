"""Sentences of profiles; those about the work itself are in `work.py`. `profile.py` puts them together."""

OPENINGS = (
    "{name} provides {service} in {place}.",
    "People in {place} come to us for {service}.",
    "We deliver {service} across {place}.",
    "Our main work is {service}, mostly in {place}.",
    "{name} exists so that people in {place} get good {service} close to home.",
    "In {place} we are known for {service}.",
    "{name} runs {service} for the public bodies of {place}.",
)
MUTUAL_OPENINGS = (
    *OPENINGS,
    "{name} began as a public sector team in {place} and now provides {service} under its own name.",
    "Our staff took {service} out of the public sector and still run it, for the people of {place}.",
)
SECOND_SERVICES = (
    "We also offer {other}.",
    "Alongside this we do {other}.",
    "In recent years we have added {other}.",
    "A smaller team looks after {other}.",
)
TINY_WORK = (
    "We work with associates whom we have known for years.",
    "Whoever calls us talks to the person who will do the work.",
    "We take on as much as we can do well, and pass on the rest to partners.",
    "Small as we are, we have never missed a visit.",
)
MUTUAL_WAYS = (
    "Every member of staff may become a member, and members elect half of the board.",
    "Staff own the shares in trust and decide together what happens with any surplus.",
    "A staff council meets the board every month and can send a decision back.",
    "Staff elect three of our eight directors, and people who use the service elect two.",
    "Teams hold their own budgets and recruit their own colleagues.",
    "Nine in ten of our staff are members, and nobody holds more than one share.",
)
PARTNER_WAYS = (
    "Our trustees include people who have used the service.",
    "Surpluses go back into the service.",
    "We publish our results every quarter, good or bad.",
    "Volunteers and paid staff work side by side here.",
    "We are a small head office with strong local managers.",
    "We hold ourselves to the same standards wherever we work.",
)
CLOSINGS = (
    "We would rather grow with partners than alone.",
    "Inspectors last rated our work as good.",
    "We publish what people say about us, unedited.",
    "What we learn in one place we take to the next.",
    "New services start small, with the people who will use them in the room.",
    "Our results are checked each year by a university nearby.",
    "Most of our staff live within ten miles of where they work.",
)
EXPERIENCES = (
    "We have been a subcontractor in two contracts and the lead in one. Clear roles from the first week made the "
    "difference.",
    "We share back-office services with a neighbour under a memorandum of understanding, reviewed every year.",
    "We bid with a charity for {service}. We lost, but still refer people to each other.",
    "For three years we have delivered {service} with two partners. Monthly meetings of front-line staff kept it up.",
    "Our first joint bid failed because we met too late. Since then we start talking when a pipeline notice appears.",
    "We took part in an alliance with the commissioner. Sharing risk was hard to explain to our board, but it held.",
    "A larger provider brought us into its supply chain. The work was good, the payment terms were not.",
    "We have signed a contractual joint venture for {service} and lead on quality and complaints.",
    "With an NHS partner we run a single front door for {service}. Sharing records took a year to agree.",
)
OFFERS = (
    "Local knowledge and staff who are trusted in {place}.",
    "A record in {service}, with outcomes that we can show.",
    "Bid writing and a contracts manager who knows light touch procurement.",
    "A registered manager, policies and insurance that smaller partners can rely on.",
    "Premises with room to spare in {place}.",
    "Volunteers, and the means to train and support them.",
    "A case management system that partners can share, with the agreements to go with it.",
    "Readiness to be subcontractor, equal partner or lead, whichever serves the people best.",
)
LOOKS_FOR = (
    "A partner that delivers {wanted} in the same places.",
    "An organisation with the balance sheet to lead on contracts above our size.",
    "Someone who knows the commissioners next door to {place}.",
    "Partners who share our values and answer the telephone.",
    "A housing provider, so that support and a home come together.",
    "A small specialist charity that wants a larger organisation to carry the paperwork.",
    "Other Mutuals to share training, finance and information technology with.",
    "A social investor for working capital when contracts pay by results.",
)
