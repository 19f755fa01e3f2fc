"""What every test stands on: no screen, and no language but those that come with the program."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["RISKASSESS_LANGUAGES"] = os.devnull  # what somebody added on this computer is not what is tested
