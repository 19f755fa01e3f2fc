"""riskassess: is this enterprise able to meet the risks of this investment abroad?"""

__version__ = "0.1.0"
