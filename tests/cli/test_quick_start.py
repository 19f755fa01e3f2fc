"""A command pays for what it uses: asking for help or the version loads no use case and no large library."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"sqlalchemy", "numpy", "highspy", "reportlab", "pikepdf", "openpyxl", "yaml", "jsonschema", "cryptography"}
CODE = """
import json, sys
sys.argv = ["riskassess", *{arguments!r}]
from riskassess.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["assess", "--help"], ["committee", "--help"]])
def test_help_loads_no_use_case(arguments: list[str]) -> None:
    code = CODE.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "riskassess.cli.program" in loaded
    assert not loaded & HEAVY
    assert not [name for name in loaded if name.startswith("riskassess.app.")]
