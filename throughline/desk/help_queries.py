"""What was done for somebody besides speaking with them, from every package that knows, in a fixed number of reads."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from throughline.advocacy import queries as advocacy
from throughline.advocacy.queries import ActRow
from throughline.cases.models import Case
from throughline.clients import queries as clients
from throughline.clients.queries import Named
from throughline.core.actor import Actor
from throughline.enquiries import queries as enquiries
from throughline.enquiries.queries import EnquiryRow
from throughline.items import queries as items
from throughline.items.queries import ItemRow
from throughline.substitutes import queries as substitutes
from throughline.substitutes.queries import UseRow


@dataclass(frozen=True)
class HelpGiven:
    """What was done for one person, each part with the latest at the top."""

    who: Named
    in_service: bool
    items: tuple[ItemRow, ...]
    asked: tuple[EnquiryRow, ...]
    acts: tuple[ActRow, ...]
    tried: tuple[UseRow, ...]


def help_given(client_id: UUID, *, viewer: Actor) -> HelpGiven:
    """Give what was done for a client.

    :raises NotFound: if the viewer cannot see the client
    """
    return HelpGiven(
        who=clients.named(client_id, viewer=viewer),
        in_service=Case.objects.visible_to(viewer).still_open().filter(client_id=client_id).exists(),
        items=items.given_to(client_id, viewer=viewer),
        asked=enquiries.asked_for(client_id, viewer=viewer),
        acts=advocacy.acts_for(client_id, viewer=viewer),
        tried=substitutes.uses_with(client_id, viewer=viewer),
    )
