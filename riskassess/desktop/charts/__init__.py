"""The charts of the window, painted by hand from plain values; each tells its numbers to a screen reader in words."""

from riskassess.desktop.charts.bars import Bar, DomainBars
from riskassess.desktop.charts.radar import Radar, Spoke
from riskassess.desktop.charts.ruler import Ruler, RulerRow
from riskassess.desktop.charts.scale import Scale
from riskassess.desktop.charts.span import SpanRuler

__all__ = ["Bar", "DomainBars", "Radar", "Ruler", "RulerRow", "Scale", "SpanRuler", "Spoke"]
