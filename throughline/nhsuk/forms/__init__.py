"""Questions in the page's words. Use as `from throughline import nhsuk`, then `nhsuk.Form`, `nhsuk.Text` and so on."""

from throughline.nhsuk.forms.asking import Ask
from throughline.nhsuk.forms.choosing import Checkboxes, Radios, Select, Tick, YesNo
from throughline.nhsuk.forms.dates import DateParts, TimeOfDay
from throughline.nhsuk.forms.form import Form
from throughline.nhsuk.forms.lines import Email, Hidden, Password, Phone, Text, Textarea, WholeNumber
from throughline.nhsuk.forms.problems import Problem

__all__ = [
    "Ask",
    "Checkboxes",
    "DateParts",
    "Email",
    "Form",
    "Hidden",
    "Password",
    "Phone",
    "Problem",
    "Radios",
    "Select",
    "Text",
    "Textarea",
    "Tick",
    "TimeOfDay",
    "WholeNumber",
    "YesNo",
]
