"""The one place where the contract's names become words that people read.

A name of a newer contract that is not known here is shown as it came, which is better than nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.entities import (
    AlarmState,
    AssigneeKind,
    IncidentState,
    TaskForm,
    TaskState,
    UnitStatus,
)
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.evidence import EvidenceState
from backend_client.protocol.incident_parts import Clock

translate = QCoreApplication.translate


def incident_state(state: str) -> str:
    """Where an incident stands."""
    match state:
        case IncidentState.PENDING:
            return translate("Words", "To accept")
        case IncidentState.TO_DISPATCH:
            return translate("Words", "To dispatch")
        case IncidentState.HANDLING:
            return translate("Words", "Handling")
        case IncidentState.TO_VERIFY:
            return translate("Words", "To verify")
        case IncidentState.SUSPENDED:
            return translate("Words", "Suspended")
        case IncidentState.LEDGERED:
            return translate("Words", "On the ledger")
        case IncidentState.CLOSED:
            return translate("Words", "Closed")
        case IncidentState.REJECTED:
            return translate("Words", "Declined")
        case IncidentState.MERGED:
            return translate("Words", "Merged")
        case IncidentState.VOID:
            return translate("Words", "Void")
    return state


def task_state(state: str) -> str:
    """Where a recipient's task stands."""
    match state:
        case TaskState.OFFERED:
            return translate("Words", "Not signed for")
        case TaskState.SIGNED:
            return translate("Words", "Signed for")
        case TaskState.ON_SCENE:
            return translate("Words", "On scene")
        case TaskState.DONE:
            return translate("Words", "Done")
        case TaskState.RETURNED:
            return translate("Words", "Sent back")
        case TaskState.RECALLED:
            return translate("Words", "Recalled")
    return state


def task_form(form: TaskForm) -> str:
    """What giving a task is called, by who stands to whom."""
    match form:
        case TaskForm.DISPATCH:
            return translate("Words", "Assign")
        case TaskForm.ASSIGN_DOWN:
            return translate("Words", "Assign down")
        case TaskForm.PASS_ON:
            return translate("Words", "Pass on")
        case TaskForm.REASSIGN:
            return translate("Words", "Reassign")


def clock(clock: Clock) -> str:
    """What a clock limits."""
    match clock:
        case Clock.ACCEPT:
            return translate("Words", "Accept")
        case Clock.DISPATCH:
            return translate("Words", "Dispatch")
        case Clock.SIGN:
            return translate("Words", "Sign for")
        case Clock.HANDLE:
            return translate("Words", "Handle")
        case Clock.VERIFY:
            return translate("Words", "Verify")
        case Clock.REVIEW:
            return translate("Words", "Review")
        case Clock.FIRST_REPORT:
            return translate("Words", "First report")
        case Clock.FOLLOW_UP_REPORT:
            return translate("Words", "Follow-up report")
        case Clock.FINAL_REPORT:
            return translate("Words", "Final report")


def unit_status(status: str) -> str:
    """What a unit is doing."""
    match status:
        case UnitStatus.AVAILABLE:
            return translate("Words", "Available")
        case UnitStatus.ASSIGNED:
            return translate("Words", "Assigned")
        case UnitStatus.EN_ROUTE:
            return translate("Words", "En route")
        case UnitStatus.ON_SCENE:
            return translate("Words", "On scene")
        case UnitStatus.OFF:
            return translate("Words", "Off duty")
    return status


def alarm_state(state: str) -> str:
    """Where an alarm stands."""
    match state:
        case AlarmState.OPEN:
            return translate("Words", "New alarm")
        case AlarmState.ACKNOWLEDGED:
            return translate("Words", "Acknowledged")
        case AlarmState.SHELVED:
            return translate("Words", "Shelved")
        case AlarmState.CLOSED:
            return translate("Words", "Ended")
    return state


def evidence_state(state: str) -> str:
    """How far an export of evidence has come."""
    match state:
        case EvidenceState.AWAITING:
            return translate("Words", "Waiting for its pictures")
        case EvidenceState.WAITING:
            return translate("Words", "Waiting for approval")
        case EvidenceState.PREPARING:
            return translate("Words", "Being prepared")
        case EvidenceState.READY:
            return translate("Words", "Ready")
        case EvidenceState.REFUSED:
            return translate("Words", "Refused")
        case EvidenceState.FAILED:
            return translate("Words", "Failed")
    return state


def evidence_cause(cause: str) -> str:
    """Why an export of evidence has failed."""
    match cause:
        case "nothing_recorded":
            return translate("Words", "Nothing of that time is recorded")
        case "no_picture":
            return translate("Words", "There is no picture in what is recorded")
        case "not_kept":
            return translate("Words", "Its pictures are not kept any more")
    return cause


def severity(level: int) -> str:
    """An incident's severity by its colour, as plans and broadcasts call it."""
    match level:
        case 1:
            return translate("Words", "1 red")
        case 2:
            return translate("Words", "2 orange")
        case 3:
            return translate("Words", "3 yellow")
        case 4:
            return translate("Words", "4 blue")
    return str(level)


def priority(level: int) -> str:
    """An alarm's priority."""
    match level:
        case 1:
            return translate("Words", "Priority 1")
        case 2:
            return translate("Words", "Priority 2")
        case 3:
            return translate("Words", "Priority 3")
        case 4:
            return translate("Words", "Priority 4")
    return str(level)


def assignee_kind(kind: str) -> str:
    """Who receives a task."""
    match kind:
        case AssigneeKind.UNIT:
            return translate("Words", "Unit")
        case AssigneeKind.DEPARTMENT:
            return translate("Words", "Department")
        case AssigneeKind.ORG:
            return translate("Words", "Organisation")
    return kind


def source(name: str) -> str:
    """Where a report came from."""
    match name:
        case "grid_staff":
            return translate("Words", "Grid staff")
        case "citizen_app" | "citizen":
            return translate("Words", "Citizen")
        case "hotline":
            return translate("Words", "12345 hotline")
        case "city_management":
            return translate("Words", "City management")
        case "sensor":
            return translate("Words", "Sensor")
        case "patrol":
            return translate("Words", "Camera patrol")
        case "supervision":
            return translate("Words", "Supervision")
        case "import":
            return translate("Words", "Imported")
        case "desk":
            return translate("Words", "Desk")
    return name


def role(name: str) -> str:
    """A user's role."""
    match name:
        case "duty_officer":
            return translate("Words", "duty officer")
        case "dispatcher":
            return translate("Words", "dispatcher")
        case "duty_leader":
            return translate("Words", "duty leader")
        case "leader":
            return translate("Words", "leader")
        case "supervisor":
            return translate("Words", "supervisor")
        case "system_administrator":
            return translate("Words", "system administrator")
        case "security_administrator":
            return translate("Words", "security administrator")
        case "audit_administrator":
            return translate("Words", "audit administrator")
        case "device":
            return translate("Words", "device")
    return name


def error(code: str) -> str:
    """Why a command was refused, when the platform's own sentence is not enough."""
    match code:
        case ErrorCode.BAD_REQUEST:
            return translate("Words", "The platform could not read the request")
        case ErrorCode.UNAUTHENTICATED:
            return translate("Words", "Sign in again")
        case ErrorCode.FORBIDDEN:
            return translate("Words", "Your role does not allow this")
        case ErrorCode.NOT_FOUND:
            return translate("Words", "It no longer exists")
        case ErrorCode.VERSION_CONFLICT:
            return translate("Words", "Somebody changed it first")
        case ErrorCode.ILLEGAL_TRANSITION:
            return translate("Words", "Not possible in its present state")
        case ErrorCode.EXPIRED:
            return translate("Words", "Not sent in time: telephone now")
        case ErrorCode.RATE_LIMITED:
            return translate("Words", "Too many requests, trying again")
        case ErrorCode.UNAVAILABLE:
            return translate("Words", "The platform is busy, trying again")
    return code


def outage(why: str) -> str:
    """Why there is no connection to the platform; nothing for a reason that says no more than that."""
    match why:
        case "unreachable":
            return translate("Words", "the platform does not answer")
        case "connection_lost":
            return translate("Words", "the connection broke")
        case "silent":
            return translate("Words", "the platform fell silent")
        case "no_hello" | "bad_frame" | "protocol" | "no_feed" | "bad_address":
            return translate("Words", "what answers is no platform of this version")
        case "not_authenticated":
            return translate("Words", "sign in again")
        case "replaced":
            return translate("Words", "this seat is open on another console")
        case "too_slow":
            return translate("Words", "this console was too slow")
        case "forbidden":
            return translate("Words", "this account may not use the platform")
        case "too_many":
            return translate("Words", "the platform serves as many consoles as it can")
        case "certificate_expired":
            return translate("Words", "the platform's certificate has expired")
        case "certificate_not_yet_valid":
            return translate("Words", "the platform's certificate is not valid yet: check the clock here")
        case "certificate_name":
            return translate("Words", "the platform's certificate is for another name")
        case "certificate_authority":
            return translate("Words", "the platform's certificate is signed by nobody known here")
        case "certificate":
            return translate("Words", "the platform's certificate cannot be believed")
        case "client_certificate":
            return translate("Words", "the platform wants a certificate of this workstation")
        case "tls" | "tls_cut" | "no_tls":
            return translate("Words", "no secure connection can be made")
    return ""


def sign_in_fault(why: str, sentence: str) -> str:
    """Why nobody could be signed in; `sentence` where `why` says nothing known."""
    match why:
        case ErrorCode.UNAUTHENTICATED:
            return translate("Words", "User or password is wrong.")
        case ErrorCode.RATE_LIMITED:
            return translate("Words", "Too many wrong passwords. Try again in a minute.")
        case ErrorCode.FORBIDDEN:
            return translate("Words", "This account may not sign in here.")
        case "unreachable":
            return translate("Words", "The platform does not answer. Check the address and the network.")
        case "no_platform":
            return translate("Words", "What answers at this address is no platform.")
        case "trouble":
            return translate("Words", "The platform is in trouble. Try again later.")
        case "certificate_expired":
            return translate("Words", "The platform's certificate has expired. Tell the administrator.")
        case "certificate_not_yet_valid":
            return translate("Words", "The platform's certificate is not valid yet: check the clock here.")
        case "certificate_name":
            return translate("Words", "The platform's certificate is for another name: check the address.")
        case "certificate_authority":
            return translate(
                "Words",
                "The platform's certificate is signed by nobody known here: name its authority as ca under "
                "[connection] in the settings.",
            )
        case "client_certificate":
            return translate(
                "Words",
                "The platform wants a certificate of this workstation: name client_cert and client_key under "
                "[connection] in the settings.",
            )
        case "no_tls":
            return translate("Words", "What answers at this address does not speak TLS.")
        case "tls" | "tls_cut":
            return translate(
                "Words",
                "No secure connection can be made. The platform may want a certificate of this workstation: "
                "client_cert and client_key under [connection] in the settings.",
            )
    return sentence


def weekday(number: int) -> str:
    """The day of the week, 0 is Monday."""
    return (
        translate("Words", "Monday"),
        translate("Words", "Tuesday"),
        translate("Words", "Wednesday"),
        translate("Words", "Thursday"),
        translate("Words", "Friday"),
        translate("Words", "Saturday"),
        translate("Words", "Sunday"),
    )[number]


def age(seconds: float) -> str:
    """How long ago, in the two largest parts: ``42 s``, ``7 min``, ``3 h 05``, ``2 d 4 h``."""
    whole = max(0, int(seconds))
    if whole < 60:
        return translate("Words", "{s} s").format(s=whole)
    minutes = whole // 60
    if minutes < 60:
        return translate("Words", "{m} min").format(m=minutes)
    hours = minutes // 60
    if hours < 24:
        return translate("Words", "{h} h {m:02}").format(h=hours, m=minutes % 60)
    return translate("Words", "{d} d {h} h").format(d=hours // 24, h=hours % 24)


def distance(metres: float) -> str:
    """``340 m`` or ``2.4 km``."""
    tens = int(round(metres, -1))
    if tens < 1000:
        return translate("Words", "{n} m").format(n=tens)
    return translate("Words", "{n} km").format(n=f"{metres / 1000:.1f}")
