"""What organisations say of their work, by service area: two sentences each."""

WORK = {
    "community-nursing": (
        "Our nurses see people with long-term conditions at home and teach them to spot trouble early.",
        "District nurses, diabetes nurses and wound care work in one team for each group of surgeries.",
    ),
    "community-therapies": (
        "Our therapists get people moving again after a stroke, a fall or an operation.",
        "Speech therapists work in nurseries, so that children do not have to come to a clinic.",
    ),
    "primary-care": (
        "Our practices share a duty doctor, pharmacists and one telephone line that is answered.",
        "Opticians and pharmacists of ours see people with minor illness, and surgeries breathe again.",
    ),
    "urgent-care": (
        "Our walk-in centre is open until ten at night, every day of the year.",
        "Our drivers take patients to dialysis and clinics, and wait with those who are confused.",
    ),
    "specialist-clinics": (
        "Consultants hold our clinics in community buildings with free parking.",
        "Skin, eye and joint clinics run here without a hospital visit.",
    ),
    "diagnostics": (
        "Our scanners travel to market towns, and the results are with the doctor in two days.",
        "We take blood, hearing and heart tests to where people live.",
    ),
    "mental-health": (
        "People can refer themselves to our talking therapies, and the first call comes within a week.",
        "Our crisis café is open on the evenings when everything else is closed.",
    ),
    "sexual-health": (
        "Testing kits go out by post, and our clinics are for those who want to talk to somebody.",
        "Our nurses hold drop-in clinics in colleges and beside the market.",
    ),
    "substance-misuse": (
        "Peer mentors in recovery meet people at the door and stay with them for the first year.",
        "We prescribe, counsel and find housing under one roof, because one does not work without the others.",
    ),
    "public-health": (
        "Our health coaches help people to stop smoking, move more and sleep better.",
        "Health checks take place in football clubs, mosques and bus depots.",
    ),
    "health-visiting": (
        "Every family meets its health visitor before the birth and keeps the same one for five years.",
        "Our school nurses answer text messages from pupils within a day.",
    ),
    "dental-care": (
        "We treat people whom ordinary dental surgeries cannot: at home, in care homes, under sedation.",
        "Our dental nurses brush teeth with every reception class.",
    ),
    "end-of-life-care": (
        "Our night sitters let families sleep, and most of our patients die where they wish to.",
        "Nurses, doctors and bereavement workers meet each morning about every patient.",
    ),
    "occupational-health": (
        "We keep public sector staff well and at work, and sick leave falls where we are.",
        "Physiotherapy for staff starts within three days of a call.",
    ),
    "home-care": (
        "The same small group of care workers visits each person, and the teams make their own rotas.",
        "We pay for travel time, and our care workers stay with us.",
    ),
    "reablement": (
        "We help people back on their feet after illness, and then we leave again.",
        "Therapists and care workers visit together for six weeks, and two of three people need no care afterwards.",
    ),
    "supported-living": (
        "People have their own front door and tenancy, and choose who supports them.",
        "Our extra care schemes have a café that the whole street uses.",
    ),
    "residential-care": (
        "Our homes are small, and the kitchen is where residents and staff meet.",
        "Each home has a garden, a minibus and a nurse on call.",
    ),
    "day-services": (
        "Our day centres became workshops, an allotment and a choir.",
        "People plan their own week with us, and half of it happens out in the town.",
    ),
    "learning-disability": (
        "Adults with learning disabilities sit on our board and train our staff.",
        "Our autism team works with families from the first question, long before a diagnosis.",
    ),
    "physical-disability": (
        "Our advisers teach people who lose their sight to cook, travel and work again.",
        "Wheelchairs, aids and adaptations come from one store with one telephone number.",
    ),
    "shared-lives": (
        "Our carers open their own homes, for a weekend or for years.",
        "Families get a break, and their relative a second family.",
    ),
    "carers-support": (
        "Carers tell us that the short break on a Thursday is what keeps them going.",
        "We find carers through surgeries and schools, before they are worn out.",
    ),
    "advocacy": (
        "Our advocates speak for people who cannot speak up alone, and never for the council.",
        "We explain care charges and rights in plain words, at kitchen tables.",
    ),
    "personal-budgets": (
        "We help people to employ their own personal assistants and do the payroll for them.",
        "Our register matches personal assistants with people near by.",
    ),
    "youth-work": (
        "Our youth workers are in parks, schools and youth centres on the evenings when young people are there.",
        "Young people run two of our centres at weekends.",
    ),
    "childrens-centres": (
        "Baby groups, midwives, debt advice and a café share one building.",
        "Half of the parents who come to our hubs were brought by other parents.",
    ),
    "early-years": (
        "Our nurseries take funded two-year-olds first and keep a speech therapist on the team.",
        "We run nurseries where the private market has closed them.",
    ),
    "family-support": (
        "Families meet one worker who stays with them, whichever service they need next.",
        "We keep children at home with their families wherever that is safe, and say plainly when it is not.",
    ),
    "fostering-and-adoption": (
        "Our foster carers have a social worker on call at night and meet each other every month.",
        "We find families for brothers and sisters together.",
    ),
    "childrens-homes": (
        "Our homes have three or four children each, near their schools and friends.",
        "Staff stay: most of our children keep the same key worker for two years.",
    ),
    "care-leavers": (
        "Care leavers who once used our service now train our new staff.",
        "We offer a flat, a mentor and a first job, and stay until 25.",
    ),
    "youth-justice": (
        "Our teams work with police and schools to keep young people out of court.",
        "Young people meet those whom they harmed, when both want it.",
    ),
    "short-breaks": (
        "Disabled children spend weekends on our farm, and their parents sleep.",
        "Our play schemes take children whom others turn away.",
    ),
    "schools": (
        "Our schools share specialist teachers, cooks and caretakers.",
        "We run small schools that could not live alone.",
    ),
    "send-support": (
        "Our educational psychologists and specialist teachers work in classrooms rather than in reports.",
        "Parents of children with special needs help to run our advice line.",
    ),
    "alternative-provision": (
        "Our tutors take pupils who are out of school and bring most of them back within two terms.",
        "Mechanics, cooking and music come first, and English and mathematics follow.",
    ),
    "school-improvement": (
        "Headteachers asked for one team that answers the telephone, and that is what we are.",
        "Schools buy payroll, governor training and music lessons from us by the term.",
    ),
    "adult-learning": (
        "We teach adults who left school with little, in places that do not look like school.",
        "Courses run in libraries, village halls and two industrial estates.",
    ),
    "vocational-training": (
        "We run apprenticeships in care and early years together with the employers who need the staff.",
        "Our training kitchen serves lunch to three offices.",
    ),
    "careers-guidance": (
        "Our advisers know the local employers by name and sit in every school once a week.",
        "We advise adults who must change their work at fifty as well as school leavers.",
    ),
    "libraries": (
        "Our libraries lend books, laptops and blood pressure monitors, and stay open with the help of volunteers.",
        "Children who join the summer reading scheme come back in the autumn, and bring their parents.",
    ),
    "leisure-centres": (
        "Our pools and halls put what the peak hours earn into sessions for people with heart trouble.",
        "Staff run the centres, and prices for children have not risen in four years.",
    ),
    "sport-and-activity": (
        "Walking groups, chair yoga and walking football are our fastest growing work.",
        "Doctors refer people to our trainers, and most of them still come a year later.",
    ),
    "museums": (
        "Our museums lend boxes of objects to schools and care homes.",
        "Two museums and a gallery share one team, one shop and one store.",
    ),
    "heritage-and-archives": (
        "Our archive has put a million pages online with volunteers.",
        "We look after historic houses, and people get married in them.",
    ),
    "arts-and-events": (
        "Our theatre belongs to the town: amateur companies use it on half of its nights.",
        "We bring dance and music to village halls.",
    ),
    "parks": (
        "We look after parks together with the people who live beside them.",
        "Our rangers lead school groups, and people who were told by a doctor to get outdoors.",
    ),
    "probation": (
        "We help people who leave prison to find a home and work in their first six weeks.",
        "Unpaid work with us leaves behind painted schools and cleared footpaths.",
    ),
    "employment-support": (
        "A job coach stays with each person for the first six months in work.",
        "Employers near by tell us what they need before they advertise.",
    ),
    "housing-support": (
        "People at risk of losing their home get a call within a day and a plan within a week.",
        "We hold forty flats for people who have slept rough, with support on the ground floor.",
    ),
    "welfare-advice": (
        "Our advisers sit in food banks, job centres and surgeries, where people first talk about money.",
        "We bring in more in unclaimed benefits than we cost.",
    ),
    "community-safety": (
        "Victims of crime tell their story to us once, and we bring the other agencies to the table.",
        "Our wardens know the estates and are known there.",
    ),
    "fire-and-rescue": (
        "We train industrial and airport fire crews and fit smoke alarms for older people.",
        "Our officers check buildings and teach fire safety in schools.",
    ),
    "community-development": (
        "We help residents to start groups, and then we help the groups to do without us.",
        "Our volunteer centre finds the right task for the right person.",
    ),
    "building-control": (
        "Our surveyors check plans and sites for councils that cannot keep a team of their own.",
        "Plans are answered in ten days, and the same surveyor comes to the site.",
    ),
    "consultancy": (
        "We advise public bodies on how to run services with their staff and residents.",
        "All of our advisers have run a public service themselves.",
    ),
}
