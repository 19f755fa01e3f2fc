"""The report judged as an archive's file by programs nobody here wrote: qpdf, and PDFBox's preflight.

Preflight knows PDF/A-1b alone, so it is shown a variant: without attachments, with the older profile, the lists of
signs and the plain objects that 1b asks for. Fonts, colours, metadata and annotations are those of the report.
"""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from riskassess.report.pdf import pdf_bytes
from tests.report.test_sections import full_model

JARS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
CASES = {
    "zh": {},
    "both": {"language": "both"},
    "draft": {"status": "draft", "language": "en"},
    "fallback fonts": {"project_name": "张䶮 😀 the “plan” Łódź"},
}


def as_1b(content: bytes) -> bytes:
    """Return the variant for preflight."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        if "/EmbeddedFiles" in pdf.Root.get("/Names", {}):
            del pdf.Root.Names["/EmbeddedFiles"]
        told = pdf.Root.Metadata.read_bytes().replace(b"<pdfaid:part>3", b"<pdfaid:part>1")
        pdf.Root.Metadata = pdf.make_stream(told, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        profile = (Path(pikepdf.__file__).parent / "pdfa" / "data" / "sRGB.icc").read_bytes()
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(profile, N=3)
        for font in pdf.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType2":
                font.FontDescriptor.CIDSet = pdf.make_stream(signs_of(font.CIDToGIDMap.read_bytes()))
        made = BytesIO()
        plain = pikepdf.ObjectStreamMode.disable
        pdf.save(made, object_stream_mode=plain, force_version="1.4", deterministic_id=True)
    return made.getvalue()


def signs_of(to_glyph: bytes) -> bytes:
    """Return the set of codes that lead to a glyph, a bit each."""
    bits = bytearray(len(to_glyph) // 16 + 1)
    bits[0] |= 0x80
    for code in range(len(to_glyph) // 2):
        if any(to_glyph[2 * code : 2 * code + 2]):
            bits[code // 8] |= 0x80 >> code % 8
    return bytes(bits)


def preflight(path: Path) -> str:
    jars = ":".join(f"/usr/share/java/{jar}.jar" for jar in JARS)
    command = ["java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=120).stdout


@pytest.mark.parametrize("case", CASES)
def test_preflight_accepts_the_1b_variant(case: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(as_1b(pdf_bytes(full_model(**CASES[case]))))
    assert "is a valid PDF/A-1b file" in preflight(path)


def test_preflight_refuses_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(full_model()))  # 3b, with attachments
    assert "is not a valid PDF/A-1b file" in preflight(path)


@pytest.mark.parametrize("case", CASES)
def test_qpdf_finds_nothing(case: str, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(full_model(**CASES[case])))
    said = subprocess.run(["qpdf", "--check", path], check=True, capture_output=True, text=True).stdout
    assert "No syntax or stream encoding errors found" in said


def test_poppler_reads_rare_signs_and_emoji(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf_bytes(full_model(project_name="张䶮𬱖😀 Łódź")))
    said = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
    assert "张䶮𬱖😀 Łódź" in said
