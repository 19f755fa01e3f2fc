"""A pack as a workbook, one sheet a kind of thing, and back without losing anything."""

from riskassess.questionnaire.workbook.exchange import pack_to_workbook, workbook_to_pack

__all__ = ["pack_to_workbook", "workbook_to_pack"]
