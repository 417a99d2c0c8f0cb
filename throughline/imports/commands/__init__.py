"""What can happen with a file: it is taken in, or every row of it is asked whether that person is eligible."""

from .eligibility import EligibilityRow, check_eligibility
from .taking import Outcome, take_file

__all__ = ["EligibilityRow", "Outcome", "check_eligibility", "take_file"]
