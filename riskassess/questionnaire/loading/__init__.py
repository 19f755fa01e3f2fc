"""Packs from files: reading with places, building values, and the compiled form that opens quickly."""

from riskassess.questionnaire.loading.building import build_pack
from riskassess.questionnaire.loading.compiled import load_compiled
from riskassess.questionnaire.loading.packs import check_pack, compile_pack, load_pack
from riskassess.questionnaire.loading.shipped import load_shipped, shipped_data, shipped_packs

__all__ = [
    "build_pack",
    "check_pack",
    "compile_pack",
    "load_compiled",
    "load_pack",
    "load_shipped",
    "shipped_data",
    "shipped_packs",
]
