"""The tables that are not narrowed to one organisation, each with the reason. Anything else needs both locks."""

PUBLIC = {
    "accounts_attachment": "which link worker serves which surgery is on every surgery's notice board",
    "accounts_user": "sign-in comes before there is anybody to be visible to; holds staff at work, no client",
    "audit_seal": "ids and digests over all organisations' entries: a chain cannot be narrowed to one of them",
    "audit_unsealed": "ids of entries that wait for a seal, and nothing else",
    "demo_democlock": "the day it is in the demo service",
    "organisations_datednumber": "the numbers a service runs by are meant to be known",
    "organisations_organisation": "which organisations there are is public",
    "organisations_relation": "which surgery refers to which provider is public",
}
