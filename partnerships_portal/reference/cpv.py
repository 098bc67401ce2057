"""From the CPV codes of a notice to service areas.

CPV 2008: Regulation (EC) No 213/2008, kept in UK law; eight digits, hierarchical: trailing
zeros mean "all of this branch". The table reads in order of the codes:
- digits without the trailing zeros speak for a whole branch, and the longest wins;
- all eight digits speak for that one code only (a division that holds too much else);
- a group ("health") stands where the code says no more than that, and is never refined by
  guessing; several service areas stand where the code names several;
- "-" is outside public services, and so is everything that is not in the table.
"""

import re
from functools import cache
from typing import NamedTuple

from .services import GROUP_OF, GROUPS

TABLE = """
555211    social-care                meals on wheels
70333     housing-support            housing services
7141      building-control           urban planning
713154    building-control           building inspection
71315410  -                          inspection of ventilation systems
75121     education                  administrative educational services
75122     health                     administrative healthcare services
75123     housing-support            administrative housing services
75124     culture-and-leisure        administrative recreational and cultural services
75200000  other                      provision of services to the community
752312    probation                  detention or rehabilitation of criminals
7523121   other                      imprisonment
7523122   other                      prisoner escort
7523123   other                      prisons
7524      community-safety           public security, law and order
7524211   -                          bailiffs
7525      fire-and-rescue            fire brigade and rescue
77313     parks                      parks maintenance
79400000  consultancy                business and management consultancy and related
7941      consultancy                business and management consultancy
79416     -                          public relations
79611     employment-support         job search
79634     careers-guidance           career guidance
799521    arts-and-events            cultural events
79953     arts-and-events            festivals
80        education                  education and training
801       schools                    primary education
8011      early-years                pre-school education
802       schools                    secondary education
8021      vocational-training        technical and vocational secondary education
8034      send-support               special education
804       adult-learning             adult and other education
8041      education                  various school services
80411     -                          driving schools and tests
80412     -                          flying schools
8049      education                  operation of an educational centre
805       education                  training
80512     -                          dog training
80513     -                          horse riding
8053      vocational-training        vocational training
8058      adult-learning             language courses
8059      alternative-provision      tuition
806       -                          training in defence and security materials
85000000  health social-care         health and social work
851       health                     health
8511      specialist-clinics         hospitals
851115    mental-health              psychiatric hospitals
851118    diagnostics                pathology
85112     -                          hospital support, such as bedding
851122    specialist-clinics         outpatient care
85121     primary-care               medical practice
851212    specialist-clinics         medical specialists
8512127   mental-health              psychiatrists and psychologists
851213    specialist-clinics         surgical specialists
8513      dental-care                dental practice
851411    specialist-clinics         midwives
851412    community-nursing          nurses
851421    community-therapies        physiotherapy
85143     urgent-care                ambulances
85144     residential-care           residential health facilities
85145     diagnostics                medical laboratories
85147     occupational-health        company health services
85148     diagnostics                medical analysis
85149     primary-care               pharmacy
8515      diagnostics                medical imaging
8516      primary-care               opticians
853       social-care                social work and related
853113    children-and-young-people  welfare of children and young people
853121    day-services               daycare
8531211   early-years                child daycare
8531212   short-breaks               daycare for disabled children and young people
8531231   advocacy                   guidance
8531232   mental-health              counselling
8531233   sexual-health              family planning
8531251   employment-support         vocational rehabilitation
85322     community-development      community action programme
85323     health                     community health
92000000  culture-and-leisure        recreational, cultural and sporting
92300000  culture-and-leisure        entertainment
9231      arts-and-events            artistic creation and interpretation
9232      arts-and-events            arts facilities
9233      culture-and-leisure        recreational areas
9234      arts-and-events            dance and performance
925       culture-and-leisure        libraries, archives, museums and other cultural
92511     libraries                  libraries
92512     heritage-and-archives      archives
925121    -                          destruction of archives
92521     museums                    museums
92522     heritage-and-archives      historical sites and buildings
9253      parks                      botanical and zoological gardens, nature reserves
926       sport-and-activity         sport
9261      leisure-centres            operation of sports facilities
98000000  other                      other community, social and personal services
98133     community-development      social membership organisations
9813311   youth-work                 youth associations
98334     public-health              wellness
"""


class CpvServices(NamedTuple):
    """What the CPV codes of one notice or lot say about service areas."""

    services: frozenset[str]  # codes of sub-areas, or of a group where no code is finer
    outside: tuple[str, ...]  # codes that are read, but are not public services
    unreadable: tuple[str, ...]  # not CPV codes


def services_of_cpv(code):
    """Codes of the service areas that one CPV code names; empty when it names none.

    `code`: eight digits, with or without the check digit ("85323000-9"). Raises ValueError
    when it is not a CPV code.
    """
    digits = _digits(code)
    if digits is None:
        raise ValueError(f"{code!r} is not a CPV code: eight digits are expected")
    branches, single = _tables()
    if digits in single:
        return single[digits]
    for length in range(8, 1, -1):
        if digits[:length] in branches:
            return branches[digits[:length]]
    return ()


def services_of_cpvs(codes):
    """CpvServices of all codes of a notice or lot together.

    A code adds nothing where a finer one of its branch is listed too ("85000000" beside
    "85311300"), and a group adds nothing beside one of its own sub-areas.
    """
    read = {code: _digits(code) for code in dict.fromkeys(codes)}
    wanted = [code for code, digits in read.items() if digits and _is_finest(digits, read)]
    named = {code: services_of_cpv(code) for code in wanted}
    services = {service for found in named.values() for service in found}
    refined = {GROUP_OF[service] for service in services if service in GROUP_OF}
    return CpvServices(
        services=frozenset(services - refined),
        outside=tuple(code for code, found in named.items() if not found),
        unreadable=tuple(code for code, digits in read.items() if not digits),
    )


# The divisions of CPV 2008 (Annex I of the Regulation): no code begins otherwise.
DIVISIONS = frozenset(
    f"{number:02}"
    for first, last in (
        *((3, 3), (9, 9), (14, 16), (18, 19), (22, 22), (24, 24), (30, 35), (37, 39), (41, 45), (48, 48), (50, 51)),
        *((55, 55), (60, 60), (63, 66), (70, 73), (75, 77), (79, 80), (85, 85), (90, 90), (92, 92), (98, 98)),
    )
    for number in range(first, last + 1)
)


def plain_codes(codes) -> tuple[str, ...]:
    """Those of the codes that can be read, each once, without check digits."""
    return tuple(dict.fromkeys(digits for code in codes if (digits := _digits(code))))


def plain_code(text: str) -> str:
    """The eight digits of what a person typed as a CPV code. Raises ValueError, saying what to enter instead."""
    digits = _digits(text)
    if digits is None:
        raise ValueError("a CPV code has eight digits, such as 85312000, and perhaps a check digit, such as 85312000-9")
    if digits[:2] not in DIVISIONS:
        raise ValueError(f"no CPV code begins with {digits[:2]}. Check the first two digits")
    return digits


def codes_for(services) -> list[tuple[str, str]]:
    """(CPV code, what it is) of each branch of the table that stands for exactly one of these service areas."""
    wanted = set(services)
    found = []
    for line in TABLE.strip().splitlines():
        digits, named, words = re.split(r"\s{2,}", line, maxsplit=2)
        if named in wanted and len(digits) > 2:
            found.append((digits.ljust(8, "0"), words))
    return found


def _digits(code):
    match = re.fullmatch(r"\s*([0-9]{8})(\s*-\s*[0-9])?\s*", str(code), flags=re.ASCII)
    return match[1] if match else None


def _branch(digits):
    return digits[:2] + digits[2:].rstrip("0")


def _is_finest(digits, read):
    branch = _branch(digits)
    return not any(other and other != digits and other.startswith(branch) for other in read.values())


@cache
def _tables():
    """(services by branch, services by single code) from TABLE."""
    branches: dict[str, tuple[str, ...]] = {}
    single: dict[str, tuple[str, ...]] = {}
    for line in TABLE.strip().splitlines():
        digits, services, _ = re.split(r"\s{2,}", line, maxsplit=2)
        services = () if services == "-" else tuple(services.split())
        unknown = [code for code in services if code not in GROUP_OF and code not in GROUPS]
        if unknown:
            raise ValueError(f"{digits} names service areas that do not exist: {unknown}")
        table = single if len(digits) == 8 and digits.endswith("0") else branches
        table[digits] = services
    return branches, single
