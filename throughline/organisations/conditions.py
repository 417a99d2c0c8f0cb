"""The conditions of which one is needed for the service, until a provider sets others from a day on (R7, R150)."""

PAPERS_EIGHT = (
    "type 1 diabetes",
    "type 2 diabetes",
    "heart failure",
    "coronary heart disease",
    "epilepsy",
    "osteoporosis",
    "asthma",
    "COPD",
)
"""The paper's eight qualifying conditions (MC; requirements F24)."""

NEVER_ALONE = frozenset({"anxiety", "depression", "anxiety and depression"})
"""May be present, and never qualify anybody by themselves (R7)."""
