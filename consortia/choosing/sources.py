"""Where what is said about the models comes from: the report, the law of today, the commissioner, the portal."""

from commissioners.law.sources import COMMENTARY, GUIDANCE, TEXT, TIME_TO_FORM, Source

REPORT = Source("The report “Partnerships for Better Public Services” (2018)", "", GUIDANCE)
COMMISSIONER = Source("What the commissioner says of this opportunity", "", GUIDANCE)

LIMITED_BY_SHARES = Source(
    "Companies Act 2006, section 3 (limited companies)", "https://www.legislation.gov.uk/ukpga/2006/46/section/3", TEXT
)
CIC_ASSETS = Source(
    "Companies (Audit, Investigations and Community Enterprise) Act 2004, section 30 (distribution of assets of "
    "community interest companies)",
    "https://www.legislation.gov.uk/ukpga/2004/27/section/30",
    TEXT,
)
CIC_DIVIDENDS = Source(
    "Community Interest Company Regulations 2005, as amended in 2014 (dividends: at most 35% of distributable profits)",
    "https://www.legislation.gov.uk/uksi/2005/1788",
    COMMENTARY,
)
LLP_FORMING = Source(
    "Limited Liability Partnerships Act 2000, section 2 (two or more, with a view to profit)",
    "https://www.legislation.gov.uk/ukpga/2000/12/section/2",
    TEXT,
)
LLP_TAX = Source(
    "Corporation Tax Act 2009, section 1273 (limited liability partnerships: the members are taxed)",
    "https://www.legislation.gov.uk/ukpga/2009/4/section/1273",
    COMMENTARY,
)
UNPLANNED_PARTNERSHIP = Source(
    "Partnership Act 1890, section 1 (a business in common with a view of profit)",
    "https://www.legislation.gov.uk/ukpga/Vict/53-54/39/section/1",
    COMMENTARY,
)
JOINT_LIABILITY = Source(
    "Civil Liability (Contribution) Act 1978, section 1 (whoever pays for all asks the others for their part)",
    "https://www.legislation.gov.uk/ukpga/1978/47/section/1",
    COMMENTARY,
)
WEEKS = TIME_TO_FORM
SHORT = {REPORT: "the report", COMMISSIONER: "the commissioner’s statement", WEEKS: "the portal’s estimate"}


def short_name(source: Source) -> str:
    """A source in two words, beside a reason."""
    return SHORT.get(source, "law today")
