"""What can be checked of a report that somebody was handed: its attachments, its figures, the words of its pages.

Nothing here trusts the file: it may have been changed by anybody. Scoring again is the app's, which knows the packs.
"""
