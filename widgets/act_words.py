"""What each act is called, in buttons, trails and notices.

A name of a newer contract that is not known here is shown as it came.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.entities import Step, Task
from widgets import words

translate = QCoreApplication.translate


def of_step(step: Step, tasks: tuple[Task, ...]) -> str:
    """What a step is called; one that gave tasks by what each was given as (派单, 交办, 转办, 改派)."""
    given = [task.form for task in tasks if task.offered_at == step.at]
    if step.action != "incident.assign" or not given:
        return command(step.action)
    return " / ".join(dict.fromkeys(words.task_form(form) for form in given))


def command(name: str) -> str:
    """What an act is called, in buttons, trails and notices; `name` with or without its entity."""
    match name.rpartition(".")[2] if name.startswith(("incident.", "task.", "alarm.")) else name:
        case "create":
            return translate("Words", "Report")
        case "accept":
            return translate("Words", "Accept")
        case "reject":
            return translate("Words", "Decline")
        case "assign":
            return translate("Words", "Assign")
        case "transfer":
            return translate("Words", "Pass on")
        case "recall":
            return translate("Words", "Recall")
        case "report_up":
            return translate("Words", "Report up")
        case "note":
            return translate("Words", "Note")
        case "feedback":
            return translate("Words", "Feed back")
        case "finish":
            return translate("Words", "Finish")
        case "verify":
            return translate("Words", "Verify")
        case "sign":
            return translate("Words", "Sign for")
        case "arrive":
            return translate("Words", "On scene")
        case "done":
            return translate("Words", "Task done")
        case "return":
            return translate("Words", "Send back")
        case "reopen":
            return translate("Words", "Reopen")
        case "suspend":
            return translate("Words", "Suspend")
        case "resume":
            return translate("Words", "Resume")
        case "ledger":
            return translate("Words", "Put on the ledger")
        case "strike":
            return translate("Words", "Strike off")
        case "merge":
            return translate("Words", "Merge")
        case "void":
            return translate("Words", "Mark as void")
        case "urge":
            return translate("Words", "Urge")
        case "supervise":
            return translate("Words", "Supervise")
        case "return_report":
            return translate("Words", "Send the report back")
        case "request_extension":
            return translate("Words", "Ask for more time")
        case "decide_extension":
            return translate("Words", "Decide the request")
        case "reply_supervision":
            return translate("Words", "Reply to supervision")
        case "release_supervision":
            return translate("Words", "Release supervision")
        case "instruct":
            return translate("Words", "Instruct")
        case "copy":
            return translate("Words", "Copy to")
        case "file_report":
            return translate("Words", "File a report")
        case "link":
            return translate("Words", "Task link")
        case "handover.write":
            return translate("Words", "Hand the shift over")
        case "handover.sign":
            return translate("Words", "Sign the handover")
        case "duty_log.add":
            return translate("Words", "Write into the duty log")
        case "duty_log.settle":
            return translate("Words", "Promise kept")
        case "report.export":
            return translate("Words", "Export data")
        case "recording.view":
            return translate("Words", "Look back")
        case "recording.bookmark":
            return translate("Words", "Put a bookmark")
        case "recording.describe":
            return translate("Words", "Write at the bookmark")
        case "recording.unmark":
            return translate("Words", "Delete the bookmark")
        case "evidence.export":
            return translate("Words", "Export evidence")
        case "evidence.approve":
            return translate("Words", "Decide on the export")
        case "rate":
            return translate("Words", "Rate")
        case "acknowledge":
            return translate("Words", "Acknowledge")
        case "false_alarm":
            return translate("Words", "False alarm")
        case "shelve":
            return translate("Words", "Shelve")
        case "unshelve":
            return translate("Words", "Unshelve")
        case "to_incident":
            return translate("Words", "To incident")
        case "wall.show":
            return translate("Words", "To the wall")
        case "wall.scene":
            return translate("Words", "Scene to the wall")
        case "wall.tour":
            return translate("Words", "Tour on the wall")
        case "wall.take":
            return translate("Words", "Take the wall")
        case "wall.clear":
            return translate("Words", "Clear the wall")
        case "wall.lock":
            return translate("Words", "Lock the wall")
        case "wall.pin":
            return translate("Words", "Pin the alarm")
        case "wall.confer":
            return translate("Words", "Put a conference on the wall, or take it off")
        case "wall.play":
            return translate("Words", "Recording on the wall")
        case "scene.save":
            return translate("Words", "Save the scene")
        case "scene.delete":
            return translate("Words", "Delete the scene")
        case "tour.save":
            return translate("Words", "Save the tour")
        case "tour.delete":
            return translate("Words", "Delete the tour")
        case "camera.ptz":
            return translate("Words", "Turn the camera")
        case "camera.preset":
            return translate("Words", "Store a preset")
        case "camera.drop_preset":
            return translate("Words", "Forget a preset")
        case "conference.open":
            return translate("Words", "Open a conference")
        case "conference.join":
            return translate("Words", "Join the conference")
        case "conference.leave":
            return translate("Words", "Leave the conference")
        case "conference.close":
            return translate("Words", "End the conference")
        case "conference.invite":
            return translate("Words", "Ask to the conference")
        case "conference.decline":
            return translate("Words", "Decline the conference")
        case "conference.hand_on":
            return translate("Words", "Hand the call on")
        case "conference.guest":
            return translate("Words", "Invite a guest")
        case "conference.remove":
            return translate("Words", "Remove from the conference")
        case "conference.lock":
            return translate("Words", "Lock the conference")
        case "conference.mute":
            return translate("Words", "Mute in the conference")
        case "conference.mark":
            return translate("Words", "Raise a hand, share, mute")
        case "conference.say":
            return translate("Words", "Write in the conference")
        case "conference.fall_back":
            return translate("Words", "Go on without the room server")
        case "conference.camera":
            return translate("Words", "Show a camera in the conference")
        case "conference.camera_off":
            return translate("Words", "Take a camera out of the conference")
        case "conference.camera_anew":
            return translate("Words", "Send a camera into the conference anew")
        case "conference.watch":
            return translate("Words", "Show the conference on a wall")
        case "conference.grow":
            return translate("Words", "Go on over the room server")
        case "conference.lost":
            return translate("Words", "Lost from the conference")
        case "conference.next":
            return translate("Words", "Call the next in line")
        case "conference.opened":
            return translate("Words", "Open a guest's link")
        case "conference.unanswered":
            return translate("Words", "No answer to the call")
        case "conference.signal":
            return translate("Words", "Confer")
        case "seat.take":
            return translate("Words", "Take the seat")
        case "seat.hand_over":
            return translate("Words", "Hand the seat over")
        case "unit.set_status":
            return translate("Words", "Set status")
    return name
