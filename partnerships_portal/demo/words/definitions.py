"""Answers to the three-part definition, and what staff wrote when they returned one."""

LEFT = (
    "We left {parent} on {date}; the transfer agreement and the board paper are attached to our first accounts.",
    "Our staff and contracts moved from {parent} to us on {date}.",
    "{parent} set us up as an independent organisation on {date} and holds no shares and no seats.",
)
DELIVERS = (
    "All of our income comes from {service} for public bodies. We report on outcomes each year.",
    "We deliver {service} under contract and put surpluses back into it.",
    "Our objects are to improve life in {place}; {service} is how we do it.",
)
CONTROL = (
    "Staff elect half of the directors and can remove the chair.",
    "All staff are members after six months and vote on the yearly plan.",
    "A staff trust holds all shares; its trustees are elected by staff.",
    "The staff council approves the budget and the pay policy.",
)
RETURNED = (
    "The answer on staff control names a staff survey only. Please say which decisions staff make, and how.",
    "Please say when the organisation left the public sector, and send the transfer agreement.",
    "The council still appoints most directors. Please explain how staff influence their decisions.",
)
