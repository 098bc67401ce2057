"""Questions and their answers, as the official enquiries extension of OCDS has them. Who asked is never published."""

from .published import Enquiry, Published
from .values import first_second, moment, said, words


def enquiries(published: Published) -> dict:
    """Fields of the tender: answered questions, and that there are some."""
    if not published.enquiries:
        return {}
    return {"hasEnquiries": True, "enquiries": [_enquiry(each) for each in published.enquiries]}


def _enquiry(enquiry: Enquiry) -> dict:
    return said(
        {
            "id": enquiry.number,
            "date": first_second(enquiry.asked_on),
            "description": words(enquiry.text),
            "answer": words(enquiry.answer),
            "dateAnswered": moment(enquiry.answered_at),
        }
    )
