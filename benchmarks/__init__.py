"""What the figures in the README come from: ``make bench`` prints one line a figure.

A figure is a median; where the machine matters it is a ratio against something run in the same process or in turn.
"""
