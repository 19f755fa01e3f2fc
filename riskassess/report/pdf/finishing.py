"""The last stage of a PDF: metadata, language, attachment, and what an archive asks for (PDF/A-3b).

The result and the answers travel inside, so that anybody can score them again (`report/verify`). The archive's rules
are kept by hand rather than by a converter: one that looks for what could be wrong in any file is slow, and this file
is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from io import BytesIO

import pikepdf

from riskassess import __version__
from riskassess.assessment.digests import answers_data
from riskassess.canonical import canonical_json
from riskassess.locations import resources
from riskassess.report.pdf.fonts import legible
from riskassess.report.phrases import Phrases
from riskassess.report.result_file import result_bytes

RESULT_NAME = "result.json"
ANSWERS_NAME = "answers.json"
"""In canonical form, so that the SHA-256 of the attachment is the digest that the report and its result name."""
PRODUCER = "ReportLab, pikepdf"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Hold a file that travels inside, with what it is in words."""

    name: str
    content: bytes
    description: str


def finish(content: bytes, phrases: Phrases) -> bytes:
    """Return the finished file; equal input gives equal bytes, its dates are those of the assessment."""
    model = phrases.model
    result = result_bytes(model.result, benchmark=model.benchmark)
    return archived(
        content,
        {
            "Title": legible(phrases.say("metadata.title", project=phrases.project())),
            "Author": legible(phrases.client()),
            "Subject": legible(phrases.word(model.pack.title)),
        },
        model.finished_on or model.answers.as_of,
        phrases.say("metadata.language"),
        (
            Enclosed(RESULT_NAME, result, phrases.say("metadata.result")),
            Enclosed(ANSWERS_NAME, canonical_json(answers_data(model.answers)), phrases.say("metadata.answers")),
        ),
    )


def archived(content: bytes, about: Mapping[str, str], day: date, language: str, enclosed: Sequence[Enclosed]) -> bytes:
    """Return a file by the rules of archives, with what it says of itself and what travels inside."""
    told = {**about, "Creator": f"riskassess {__version__}", "Producer": PRODUCER}
    with pikepdf.open(BytesIO(content)) as pdf:
        stamp = pikepdf.String(_stamp(day))
        pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(**told, CreationDate=stamp, ModDate=stamp))
        pdf.Root.Lang = pikepdf.String(language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        pdf.Root.Metadata = pdf.make_stream(_xmp(told, day), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        _state_colours(pdf)
        _tidy_pages(pdf)
        for one in enclosed:
            _attach(pdf, one.name, one.content, _stamp(day), one.description)
        finished = BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )
    return finished.getvalue()


def _stamp(day: date) -> str:
    return f"D:{day:%Y%m%d}000000Z"


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{Author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{Subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{Creator}</xmp:CreatorTool>
<xmp:CreateDate>{day}T00:00:00Z</xmp:CreateDate>
<xmp:ModifyDate>{day}T00:00:00Z</xmp:ModifyDate>
<pdf:Producer>{Producer}</pdf:Producer>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def _xmp(told: Mapping[str, str], day: date) -> bytes:
    """Return the metadata a second time, in the form that archives read; it says what the first says."""
    written = {key: escape("".join(filter(_in_xml, text)), quote=False) for key, text in told.items()}
    return _XMP.format(**written, day=day.isoformat()).encode()


def _in_xml(sign: str) -> bool:
    return sign >= " " or sign in "\t\n"


@cache
def _profile() -> bytes:
    return (resources() / "colour" / "sRGB.icc").read_bytes()


def _state_colours(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(_profile(), N=3, Alternate=pikepdf.Name.DeviceRGB)
    name = pikepdf.String("sRGB IEC61966-2.1")
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def _tidy_pages(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Trans" in page:
            del page["/Trans"]  # an empty one, which archives have no rule for


def _attach(pdf: pikepdf.Pdf, name: str, content: bytes, stamp: str, description: str) -> None:
    """Embed a file; pikepdf also names it as one that belongs to the whole document."""
    attached = pikepdf.AttachedFileSpec(
        pdf,
        content,
        filename=name,
        description=description,
        mime_type="application/json",
        creation_date=stamp,
        mod_date=stamp,
    )
    attached.relationship = pikepdf.Name.Data
    pdf.attachments[name] = attached
