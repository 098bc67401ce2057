"""Sentences of profiles, by service group. `words/profile.py` puts them together."""

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
WORK = {
    "health": (
        "Our nurses and therapists work from clinics, schools and people's own homes, so that fewer people need a "
        "hospital bed.",
        "Referrals come from general practice, hospitals and people themselves, and most are seen within a fortnight.",
        "We run small local teams that know their patients, with specialists on call behind them.",
        "Half of our visits are to people over 75, and we plan them together with their families and carers.",
        "We take blood pressure vans to markets and mosques, because that is where people are.",
        "Our clinics open on two evenings a week and on Saturdays, which is when working people can come.",
        "We keep people well at home after a stay in hospital, and tell their doctor when something changes.",
    ),
    "social-care": (
        "The same small group of care workers visits each person, and rotas are made by the teams themselves.",
        "We support adults with learning disabilities to live in a home of their own and to be part of their street.",
        "Our social workers start from what a person can do, and from who is already around them.",
        "We help people back on their feet after illness, and then we leave again.",
        "Carers tell us that the short break on a Thursday is what keeps them going.",
        "We pay for travel time, and our staff stay on average for six years.",
        "Every person we support chooses who works with them.",
    ),
    "children-and-young-people": (
        "Our youth workers are in parks, schools and youth centres on the evenings when young people are there.",
        "Families meet one worker who stays with them, whichever service they need next.",
        "We keep children at home with their families wherever that is safe, and say plainly when it is not.",
        "Young people sit on our interview panels and run two of our centres at weekends.",
        "We run baby groups, parenting courses and advice under one roof, and half of those who come are dads.",
        "Our teams work with police and schools to keep young people out of court.",
        "Care leavers who once used our service now train our new staff.",
    ),
    "education": (
        "We teach adults who left school with little, in small groups and in places that do not look like school.",
        "Schools buy our specialist teachers and educational psychologists by the day or by the term.",
        "Our tutors take pupils who are out of school and bring most of them back within two terms.",
        "We run apprenticeships in care and early years together with the employers who need the staff.",
        "Headteachers asked for one team that answers the telephone, and that is what we are.",
        "Courses run in libraries, village halls and two industrial estates.",
    ),
    "culture-and-leisure": (
        "Our libraries lend books, laptops and blood pressure monitors, and stay open with the help of 200 volunteers.",
        "We run pools and sports halls, and put what the peak hours earn into sessions for people with heart trouble.",
        "The museum, the archive and the theatre share one team, one box office and one shop.",
        "Walking groups, chair yoga and a choir for people with dementia are our fastest growing work.",
        "We look after parks together with the people who live beside them.",
        "Children who join the summer reading scheme come back in the autumn, and bring their parents.",
    ),
    "other": (
        "Our advisers sit in food banks, job centres and surgeries, where people first talk about money.",
        "We help people who leave prison to find a home and work in their first six weeks.",
        "Our surveyors check plans and sites for councils that cannot keep a team of their own.",
        "We support people who have not worked for years, with an adviser and a job coach who stay on after the start.",
        "People at risk of losing their home get a call within a day and a plan within a week.",
        "We advise public bodies on how to run services with their staff and residents.",
        "Victims of crime tell their story to us once, and we bring the other agencies to the table.",
    ),
}
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
    "A partner that delivers {other} in the same places.",
    "An organisation with the balance sheet to lead on contracts above our size.",
    "Someone who knows the commissioners next door to {place}.",
    "Partners who share our values and answer the telephone.",
    "A housing provider, so that support and a home come together.",
    "A small specialist charity that wants a larger organisation to carry the paperwork.",
    "Other Mutuals to share training, finance and information technology with.",
    "A social investor for working capital when contracts pay by results.",
)
