"""Due days as a calendar file (iCalendar, RFC 5545) that any calendar program takes.

Each is an event of a whole day with a lasting identifier, so that taking in a newer file moves it and adds no second.
"""
# pyright: reportUnknownMemberType=false
# the library's types leave values open

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from icalendar import Alarm, Calendar, Event

from riskassess.problems import refuse
from riskassess.report.due_days import DueDay

_REMIND = timedelta(days=-7)


def ics_bytes(days: Sequence[DueDay], name: str) -> bytes:
    """Return a calendar of days; raises ProblemsFound when there is none, since a calendar must not be empty."""
    if not days:
        raise refuse("plan-without-days")
    calendar = Calendar()
    calendar.add("prodid", "-//riskassess//riskassess//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for due in days:
        calendar.add_component(_event(due))
    return calendar.to_ical()


def _event(due: DueDay) -> Event:
    event = Event()
    event.add("uid", due.uid)
    event.add("dtstamp", due.stamp)
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))  # the end of a day is the next one
    event.add("summary", due.title)
    event.add("description", due.words)
    event.add("transp", "TRANSPARENT")  # a day on which something is due is not a day on which one is busy
    if not due.done:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", due.title)
        alarm.add("trigger", _REMIND)
        event.add_component(alarm)
    return event
