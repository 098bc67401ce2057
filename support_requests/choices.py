"""The words of the support programme that several models share."""

from django.db import models


class SupportType(models.TextChoices):
    """What an organisation can be helped with (the report, "support needs"): commercial and legal come first there."""

    COMMERCIAL = "commercial", "Commercial advice"
    LEGAL = "legal", "Legal advice"
    RISK_AND_BENEFIT = "risk_and_benefit", "Risk and benefit analysis"
    FINANCIAL_MODELLING = "financial_modelling", "Financial modelling"
    MODEL_DESIGN = "model_design", "Design of the partnership model"
    INVESTMENT_CASE = "investment_case", "Investment case"
    FACILITATION = "facilitation", "Facilitation and shared values"
    GOVERNANCE = "governance", "Governance"
    BID_WRITING = "bid_writing", "Bid writing"
    PROJECT_CAPACITY = "project_capacity", "Project capacity"
    MARKETING = "marketing", "Marketing"


class Priority(models.TextChoices):
    """How soon the programme answers; each has clocks of its own (service levels)."""

    URGENT = "urgent", "Urgent"
    HIGH = "high", "High"
    NORMAL = "normal", "Normal"
    LOW = "low", "Low"


class AssignmentState(models.TextChoices):
    """Of an adviser who was asked to do one line of a package."""

    OFFERED = "offered", "Asked"
    ACCEPTED = "accepted", "Agreed"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Taken off"
    DONE = "done", "Done"
