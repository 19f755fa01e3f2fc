"""What a screen reader finds in the program, asked from outside; run by the system's own Python, which has pyatspi.

Prints one JSON object: every named control of the page in front as role and name, before and after the sample was
opened by pressing its button.
"""

import json
import sys
import time

import pyatspi

PATIENCE = 40


def wait_for(what):
    end = time.time() + PATIENCE
    while time.time() < end:
        found = what()
        if found:
            return found
        time.sleep(0.2)
    sys.exit("waited in vain")


def application():
    desktop = pyatspi.Registry.getDesktop(0)
    return next((app for app in desktop if app is not None and app.name == "riskassess" and app.childCount), None)


def walk(node, depth=0):
    if node is None or depth > 40:
        return
    yield node
    for index in range(min(node.childCount, 400)):
        yield from walk(node.getChildAtIndex(index), depth + 1)


def shown():
    found = []
    for node in walk(application()):
        try:
            if node.getState().contains(pyatspi.STATE_SHOWING):
                found.append((node.getRoleName(), node.name, node))
        except Exception:  # noqa: BLE001 - it went while it was looked at
            continue
    return found


def press(name):
    node = wait_for(lambda: next((n for role, said, n in shown() if said == name and role == "push button"), None))
    node.queryAction().doAction(0)


def plain(found):
    return [[role, said] for role, said, _node in found]


wait_for(application)
sample, state = sys.argv[1:3]
wait_for(lambda: any(said == sample for _role, said, _node in shown()))
before = plain(shown())
press(sample)
wait_for(lambda: any(said == state for _role, said, _node in shown()))
sys.stdout.write(json.dumps({"before": before, "after": plain(shown())}, ensure_ascii=False) + "\n")
