"""Plain data back to files, in the one form in which packs are kept: equal content is equal bytes."""

from riskassess.questionnaire.writing.pack_folder import PackFile, pack_files, write_pack
from riskassess.questionnaire.writing.yaml_form import yaml_text

__all__ = ["PackFile", "pack_files", "write_pack", "yaml_text"]
