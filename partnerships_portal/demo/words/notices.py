"""Sentences of opportunities, by service group, and of what commissioners say about consortia."""

TITLES = (
    "{service}: {place}",
    "{service} in {place}",
    "Provision of {plain} in {place}",
    "{place} {plain} service",
    "{service} across {place}",
    "Future of {plain} in {place}",
)
NEEDS = {
    "health": (
        "Waiting times for {plain} in {place} have grown to eleven weeks, and the present contract ends next year.",
        "We want {plain} that people can reach without a hospital appointment.",
        "Demand for {plain} has risen by a fifth since 2022, most of all in the outer parts of {place}.",
        "General practices in {place} ask for one service that takes any referral and finds the right team.",
    ),
    "social-care": (
        "More people in {place} want to live at home for longer, and the present provision of {plain} cannot grow.",
        "We are bringing several small contracts for {plain} together and want to keep what is good in each.",
        "People who use {plain} helped us to write this specification and will help to assess the answers.",
        "Three villages have no provider of {plain} at all at present.",
    ),
    "children-and-young-people": (
        "Young people told us that services stop when they turn 16; the new contract for {plain} must not.",
        "We want one offer of {plain} for families in {place}, from pregnancy to leaving school.",
        "The number of children coming into care has risen, and {plain} is where we can change that.",
        "Schools, police and health visitors in {place} will refer to this service.",
    ),
    "education": (
        "One in six adults in {place} has no qualification, and {plain} is the way back for many of them.",
        "Schools in {place} have agreed to buy {plain} together for the first time.",
        "We want {plain} that employers help to design.",
    ),
    "culture-and-leisure": (
        "The council wants to keep every site of its {plain} open and to bring in those who never come.",
        "A new building opens next year and needs an operator for {plain}.",
        "We expect {plain} to earn part of its income and to reach people with poor health first.",
    ),
    "other": (
        "Too many people in {place} meet five agencies before they get help; {plain} should be the first and last.",
        "The present service ends in the spring and will not be renewed as it is.",
        "We want {plain} that works with people before a crisis, and can show it.",
        "Neighbouring authorities have agreed one specification for {plain}.",
    ),
}
ASKS = (
    "The provider will work with local voluntary organisations and pay them promptly.",
    "Quality counts for 60% of the assessment, price for 25% and social value for 15%.",
    "Staff of the present provider are expected to transfer.",
    "Outcomes will be agreed in the first six months and reviewed with the people who use the service.",
    "Bidders must show safeguarding policies and a named lead.",
    "We will hold a site visit and answer questions for all bidders at the same time.",
    "Payment is monthly, with a small part that depends on outcomes.",
    "The contract may be changed by agreement as need changes; volumes are estimates.",
)
ENGAGEMENT = (
    "Nothing is decided yet: we ask providers of every size what would make this work.",
    "A market event will be held online and in person. We will publish what we heard.",
    "We want to know whether the lots proposed here would keep smaller organisations out.",
    "Please tell us how long you would need to form a partnership.",
)
OPENNESS_NOTES = {
    "not_accepted": (
        "One organisation must hold the registration and the contract. Subcontracting up to a fifth is possible.",
        "The contract is too small to share among several providers.",
    ),
    "accepted": (
        "Groups of organisations may bid. Please name a single point of contact.",
        "Consortia are treated as single bidders are; each member completes the basic questions.",
    ),
    "welcomed": (
        "We would like to see bids from groups of local organisations and have allowed ten weeks for them to form.",
        "No single provider covers all of this well today, so partnerships are welcome. We answer questions about "
        "legal form.",
    ),
    "required": (
        "The service joins health, care and housing: we ask for a partnership of at least two organisations.",
        "Bids must come from an alliance that includes at least one voluntary organisation.",
    ),
}
PRIORITIES = (
    "Help people to stay well and independent for longer",
    "Give every child the best start",
    "Spend public money close to home",
    "Act before problems become crises",
    "Work with residents as partners",
    "Close the gap between the healthiest and the poorest neighbourhoods",
    "Good work for everyone who can work",
    "Places where people of all ages want to spend time",
    "Bring health and care together around the person",
    "Keep communities safe",
)
LESSONS = (
    "We started too late: the partnership was agreed two weeks before the deadline.",
    "Our answers on social value were the strongest. Price lost it.",
    "The lead spoke to the commissioner alone, and the others heard too late what mattered.",
    "Scores for mobilisation were low because roles in the first hundred days were not clear.",
    "We met every week and shared one plan. Keep this.",
    "The minimum turnover ruled us out of the larger lot. Next time with a partner that meets it.",
    "Feedback praised the case studies and asked for clearer risk sharing.",
)

SOCIAL_VALUE_QUESTIONS = (
    "How will people who live in the area gain from the jobs that this creates?",
    "How many apprentices and volunteers will you train, and how will you keep them?\n\nHow will you buy locally?",
    "What will you do so that people who use the service have a say in how it is run?",
    "How will you lower the carbon that delivering this service costs?",
)
INFRASTRUCTURE = (
    "A base in the area by the start of the contract. It may be a partner’s.",
    "A records system that can exchange data with ours. We help to set it up.",
    "Registration with the regulator for the regulated part. One member may hold it for all.",
    "Cyber Essentials. It may follow within six months of the award.",
)
