"""What presses an incident beside its state: urging (催办), supervision (督办), instructions, ratings."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident, Org
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Comment, OnSupervision, Rate, Supervise
from backend_client.protocol.incident_parts import Rating, Supervision, Urging
from platform_backend.commands.context import Context, Done
from platform_backend.commands.trail import incident_in_hand, own_org, step, within_reach
from platform_backend.local_time import local


def urge(context: Context, args: Comment) -> Done:
    """Urge who handles it (催办)."""
    id_, incident = incident_in_hand(context)
    count = 1 if incident.urged is None else incident.urged.count + 1
    urged = Urging(count=count, at=context.at, by=context.actor.name, text=args.text)
    return step(context, id_, incident, text=args.text, urged=urged)


def supervise(context: Context, args: Supervise) -> Done:
    """Issue a supervision document (督办; listed: 挂牌督办) with a number, a demand and a deadline."""
    id_, incident = incident_in_hand(context)
    issuer = _issuer(context, incident)
    document = Supervision(
        number=_number(context, issuer),
        at=context.at,
        by=context.actor.name,
        org=issuer,
        demand=args.demand,
        due_at=within_reach(context, args.due_at),
        listed=args.listed,
    )
    text = f"{document.number} {args.demand}"
    return step(
        context,
        id_,
        incident,
        text=text,
        supervisions=(*incident.supervisions, document),
    )


def reply(context: Context, args: OnSupervision) -> Done:
    """Answer a supervision document that has not been released."""
    id_, incident = incident_in_hand(context)
    document = _open_document(incident, args.number)
    replied = replace(document, reply=args.text, replied_at=context.at, replied_by=context.actor.name)
    return _put(context, id_, incident, replied, args.text)


def release(context: Context, args: OnSupervision) -> Done:
    """End a supervision document: the issuer's org does, or one above it."""
    id_, incident = incident_in_hand(context)
    document = _open_document(incident, args.number)
    codes = context.site.org_codes
    if not context.actor.internal and not codes.get(document.org, "").startswith(
        codes.get(own_org(context), "")
    ):
        sentence = f"{document.number} is released by who issued it, or from above"
        raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.NOT_ISSUER, name=document.number)
    released = replace(document, released_at=context.at, released_by=context.actor.name)
    return _put(context, id_, incident, released, args.text)


def rate(context: Context, args: Rate) -> Done:
    """Note what the citizen thinks of it (评价)."""
    id_, incident = incident_in_hand(context)
    rating = Rating(score=args.score, at=context.at, text=args.text)
    return step(context, id_, incident, text=f"{args.score} {args.text}".strip(), rating=rating)


def _put(context: Context, id_: str, incident: Incident, document: Supervision, text: str) -> Done:
    documents = tuple(document if each.number == document.number else each for each in incident.supervisions)
    return step(context, id_, incident, text=f"{document.number} {text}", supervisions=documents)


def _open_document(incident: Incident, number: str) -> Supervision:
    document = next((each for each in incident.supervisions if each.number == number), None)
    if document is None:
        sentence = f"{incident.serial_no} has no supervision document {number!r}"
        raise Refused(ErrorCode.NOT_FOUND, sentence, Cause.NO_DOCUMENT, name=number)
    if document.released_at is not None:
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"{number} is released already",
            Cause.RELEASED,
            name=number,
            by=document.released_by,
            at=document.released_at,
        )
    return document


def _issuer(context: Context, incident: Incident) -> str:
    """In whose name a document is issued; one by rule in that of the org above the owner."""
    if not context.actor.internal:
        return own_org(context)
    owner = context.draft.get(Org, incident.owner_org)
    return incident.owner_org if owner is None or owner.parent is None else owner.parent


def _number(context: Context, issuer: str) -> str:
    """鼓楼区督办〔2026〕7号: counted for each org and year."""
    org = context.draft.get(Org, issuer)
    year = local(context.now).year
    number = context.draft.next_serial(f"supervision-{context.site.org_codes.get(issuer, issuer)}-{year}")
    return f"{'' if org is None else org.name}督办〔{year}〕{number}号"
