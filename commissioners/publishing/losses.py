"""What a package cannot carry, as the page about open data says it (decision 0047; check_round_trip shows the rest)."""

ONLY_OURS = (  # carried by our extension: lost to whoever does not read it
    "openness to consortia, the models considered, lead provider, joint liability, smaller lots and the note on them",
    "minimum turnover, insurance, infrastructure, and questions about social value",
    "why a lot was not awarded, and when that was decided",
    "whether suppliers won together and who leads, standstill, lessons, and numbers of bids for several lots at once",
    "whether an award was reserved for public service mutuals under section 33",
    "the day of first publication, and the service areas by which the portal matches",
)
LOST = (  # not in a package at all, or not told apart in it
    "who did what, when a draft was begun, and texts as they were before an amendment",
    "the numbers of versions: versions begin again at 1 elsewhere",
    "that light touch is “no” or “not stated”, under the Procurement Act: its notices say only when it is so",
    "which lot of several may be renewed, or weighs social value otherwise: both are said of the whole here",
    "places outside England and services outside public services, beyond the fact that they are outside",
    "amounts of one pound or less, which notices use for “not known”, and the pence of turnover and insurance",
    "market engagement events, interests, who follows what, and to whom the interest list is shown",
    "which body has claimed an imported notice, and that a buyer posted the same here as well",
    "requests to buy together that nobody has agreed to",
    "when an award was made public here, and which organisation of the directory a supplier is",
    "feedback to those who tendered, joint reviews, and what a buyer answered in the guide to routes",
    "the kind, priorities, predecessors and successors of a body, and which of its identifiers is an old one",
    "contact points, contracts and their performance, and whatever else of a notice the portal does not keep",
)
