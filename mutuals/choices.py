"""The words that organisations choose from to describe themselves."""

from django.db import models


class Kind(models.TextChoices):
    """What an organisation is. A public service mutual is one that says so; a verified one is a Mutual."""

    MUTUAL = "mutual", "Public service mutual"
    CHARITY = "charity", "Charity"
    SOCIAL_ENTERPRISE = "social_enterprise", "Other social enterprise"
    PRIVATE_COMPANY = "private_company", "Private company"
    NHS_BODY = "nhs_body", "NHS body"
    LOCAL_AUTHORITY_BODY = "local_authority_body", "Local authority body"
    HOUSING_ASSOCIATION = "housing_association", "Housing association"
    EDUCATION_PROVIDER = "education_provider", "Education provider"
    SOCIAL_INVESTOR = "social_investor", "Social investor"


class LegalForm(models.TextChoices):
    """Legal forms in England that the directory's organisations take."""

    CIC_GUARANTEE = "cic_guarantee", "Community interest company limited by guarantee"
    CIC_SHARES = "cic_shares", "Community interest company limited by shares"
    COMPANY_GUARANTEE = "company_guarantee", "Company limited by guarantee"
    COMPANY_SHARES = "company_shares", "Company limited by shares"
    COMMUNITY_BENEFIT = "community_benefit", "Community benefit society"
    COOPERATIVE = "cooperative", "Co-operative society"
    CIO = "cio", "Charitable incorporated organisation"
    LLP = "llp", "Limited liability partnership"
    PUBLIC_BODY = "public_body", "Public body"
    OTHER = "other", "Other"


class OrganisationValue(models.TextChoices):
    """Values that partners compare: misaligned values are the report's second barrier to partnering."""

    COMMUNITY_LED = "community_led", "Led by the community"
    STAFF_VOICE = "staff_voice", "Strong staff voice"
    CO_PRODUCTION = "co_production", "Designed with the people who use services"
    PREVENTION = "prevention", "Prevention first"
    EQUALITY = "equality", "Equality and inclusion"
    ENVIRONMENT = "environment", "Care for the environment"
    INNOVATION = "innovation", "Trying new ways"
    QUALITY = "quality", "Quality before growth"
    LOCAL_ECONOMY = "local_economy", "Keeping money local"
    OPENNESS = "openness", "Open books and data"


class Scale(models.IntegerChoices):
    """Five points between two ends that each question names."""

    ONE = 1, "1"
    TWO = 2, "2"
    THREE = 3, "3"
    FOUR = 4, "4"
    FIVE = 5, "5"


class Safeguarding(models.IntegerChoices):
    """The level of safeguarding that an organisation works at."""

    NONE = 0, "No contact with people at risk"
    BASIC = 1, "Basic: policy and trained staff"
    ENHANCED = 2, "Enhanced checks for all staff in contact"
    REGULATED = 3, "Regulated activity, inspected"
