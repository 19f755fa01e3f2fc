"""The report against Typst 0.15 setting the same content with the same fonts: time, size, memory, a batch.

Run by hand with the package ``typst`` installed (extra ``bench``): ``python -m benchmarks report_typst``. The story is
our own, block for block, so both set the same words, tables and charts; warm means in a process that has set the same
report before, as both remember what they have set.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure, median_ms

ROOT = Path(__file__).resolve().parent
RUNS, BATCH = 7, 100


def sample_model(language: str = "zh", name: str = "manufacturer-vietnam") -> Any:
    """Return the model of a shipped sample."""
    from riskassess.app.packs import Shelf
    from riskassess.app.reports import report_model
    from riskassess.exchange.answers_file import read_answers
    from riskassess.locations import shipped_questionnaires

    shelf = Shelf.shipped()
    answers = read_answers(next(shipped_questionnaires().glob(f"*/samples/{name}.yaml")), shelf.pack_for)
    return report_model(shelf.pack_for(answers.questionnaire, answers.version), answers, language)


def story_data(model: Any) -> dict[str, Any]:
    """Return the story as data for the template."""
    from riskassess.report.pdf.document import story
    from riskassess.report.phrases import Phrases

    phrases = Phrases(model)
    blocks = [block for flowable in story(model) if (block := _block(flowable))]
    return {
        "title": phrases.project(),
        "left": phrases.say("furniture.left", client=phrases.client(), project=phrases.project()),
        "state": phrases.say("furniture.finished"),
        "day": model.answers.as_of.isoformat(),
        "lang": phrases.language,
        "anchors": [key for block in blocks for key in _anchors(block)],
        "blocks": blocks,
    }


def _anchors(block: dict[str, Any]) -> Iterator[str]:
    if block["t"] == "anchor":
        yield block["key"]


def _typed(text: str) -> str:
    from riskassess.report.pdf.fonts import GAP, NARROW

    for sign, narrow in NARROW.items():
        text = text.replace(narrow, sign)
    return text.replace(GAP, "")


def _prose(prose: Any) -> dict[str, Any]:
    style = prose.style
    return {
        "t": "prose",
        "runs": [[_typed(run.text), run.bold, run.role, run.link] for run in prose.runs],
        "size": style.size,
        "line": style.line,
        "indent": prose.indent,
        "align": style.align,
    }


def _stack(parts: Any) -> list[dict[str, Any]]:
    return [made for part in parts if (made := _part(part))]


def _labelled(part: Any) -> dict[str, Any]:
    return {"t": "labelled", "width": part.label_width, "label": _part(part.label), "body": _stack(part.body)}


def _head(part: Any) -> dict[str, Any]:
    return {"t": "head", "mark": part.mark.mark, "title": _prose(part.title), "figures": _prose(part.figures)}


def _rows(part: Any) -> dict[str, Any]:
    return {
        "t": "rows",
        "widths": part.rows[0].widths if part.rows else [],
        "head": [_stack(cell) for cell in part.head.cells] if part.head else None,
        "rows": [[_stack(cell) for cell in row.cells] for row in part.rows],
    }


def _radar(part: Any) -> dict[str, Any]:
    labels, now = [spoke.label for spoke in part.spokes], [spoke.level or 0 for spoke in part.spokes]
    return {"t": "radar", "labels": labels, "now": now, "target": [spoke.target for spoke in part.spokes]}


def _bars(part: Any) -> dict[str, Any]:
    return {"t": "bars", "bars": [[bar.names[0], bar.level or 0, bar.attainment] for bar in part.bars]}


def _ruler(part: Any) -> dict[str, Any]:
    return {"t": "bars", "bars": [[r.label, (r.point or r.high) / 20, " ".join(r.shown)] for r in part.readings]}


PARTS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "Prose": _prose,
    "Labelled": _labelled,
    "Head": _head,
    "MarkCell": lambda part: {"t": "mark", "mark": part.mark},
    "Columns": lambda part: {"t": "columns", "stacks": [_stack(stack) for stack in part.columns]},
    "_Verdict": lambda part: {"t": "columns", "stacks": [[], _stack(part.words)]},
    "DomainBars": _bars,
    "Ruler": _ruler,
    "Radar": _radar,
    "Rows": _rows,
}


def _part(part: Any) -> dict[str, Any] | None:
    made = PARTS.get(type(part).__name__)
    return made(part) if made else None


def _block(flowable: Any) -> dict[str, Any] | None:
    kind = type(flowable).__name__
    if kind == "PageBreak":
        return {"t": "page"}
    if kind == "Spacer":
        return {"t": "space", "height": flowable.height}
    if kind == "Anchor":
        return {"t": "anchor", "key": flowable.key, "title": _typed(flowable.title), "level": flowable.level}
    made = _part(flowable)
    if made is None:
        return {"t": "contents"} if kind == "_Bar" else None
    bold = kind == "Prose" and flowable.style.bold
    return {**made, "before": flowable.getSpaceBefore(), "after": flowable.getSpaceAfter(), "sticky": bold}


def _compiler(story: Path) -> Any:
    import typst

    from riskassess.locations import resources

    # The two faces alone: the fallback faces have the same family name, and Typst would choose among them.
    faces = story.parent / "faces"
    faces.mkdir(exist_ok=True)
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        shutil.copyfile(resources() / "fonts" / name, faces / name)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)])
    return typst.Compiler(ROOT / "report.typ", font_paths=fonts, sys_inputs={"story": story.read_text("utf-8")})


def figures() -> Iterator[Figure]:
    """Yield every figure of issue 6, each against its goal."""
    from riskassess.report.pdf import pdf_bytes

    model = sample_model()
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.json"
        story.write_text(json.dumps(story_data(model), ensure_ascii=False), encoding="utf-8")
        compiler = _compiler(story)
        theirs, ours = (
            median_ms(lambda: compiler.compile(format="pdf"), RUNS),
            median_ms(lambda: pdf_bytes(model), RUNS),
        )
        yield Figure("the report in Typst, warm", theirs, theirs, "ms")
        yield Figure("the report, warm", ours, 2 * theirs, "ms")
        theirs, ours = _new_words(model, story)
        yield Figure("every word new, in Typst", theirs, theirs, "ms")
        yield Figure("every word new", ours, 2 * theirs, "ms")
        yield from _sizes(model)
        yield from _processes(story, Path(folder))
    yield from _batch()


def _new_words(model: Any, story: Path) -> tuple[float, float]:
    """Return how long a report takes in a warm process that has set none of its words: Typst's and ours, in ms."""
    from riskassess.report.pdf import breaking, embedding, fonts, pdf_bytes

    remembered = (breaking.units_of, breaking.break_lines, embedding.written, fonts.shown, fonts.text_width)
    count = 0

    def theirs() -> None:
        nonlocal count
        count += 1
        data = json.loads(story.read_text("utf-8"))
        other = story.with_name("other.json")
        other.write_text(json.dumps(_renamed(data, str(count)), ensure_ascii=False), encoding="utf-8")
        compiler = _compiler(other)
        begun.append(time.perf_counter())
        compiler.compile(format="pdf")
        ended.append(time.perf_counter())

    def ours() -> None:
        for function in remembered:
            function.cache_clear()
        pdf_bytes(model)

    begun: list[float] = []
    ended: list[float] = []
    for _ in range(4):
        theirs()
    taken = sorted(b - a for a, b in zip(begun, ended, strict=True))
    return 1000 * taken[len(taken) // 2], median_ms(ours, RUNS)


def _renamed(data: Any, mark: str) -> Any:
    """Return a story with every text made another one."""
    if isinstance(data, dict):
        runs = [[run[0] + mark, *run[1:]] for run in data.get("runs", ())]
        made = {key: _renamed(value, mark) for key, value in data.items()}
        return {**made, "runs": runs} if "runs" in data else made
    return [_renamed(item, mark) for item in data] if isinstance(data, list) else data


def _sizes(model: Any) -> Iterator[Figure]:
    import pikepdf

    from riskassess.report.pdf import pdf_bytes

    with pikepdf.open(BytesIO(pdf_bytes(model))) as pdf:
        pages = len(pdf.pages)
        for name in list(pdf.attachments):
            del pdf.attachments[name]
        bare = BytesIO()
        pdf.save(bare, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield Figure(f"a page without attachments ({pages} pages)", len(bare.getvalue()) / 1024 / pages, 15, "kB")


def _processes(story: Path, folder: Path) -> Iterator[Figure]:
    """Yield whole processes: ours from the answers file to the PDF, Typst's from the story to the PDF."""
    from riskassess.locations import shipped_questionnaires

    sample = next(shipped_questionnaires().glob("*/samples/manufacturer-vietnam.yaml"))
    out = folder / "report.pdf"
    typst = [sys.executable, "-m", "benchmarks.report_typst", str(story), str(out)]
    theirs = median_ms(lambda: subprocess.run(typst, check=True, cwd=ROOT.parent), 5)
    yield Figure("Typst, whole process", theirs, theirs, "ms")
    for language in ("zh", "both"):
        ours = [sys.executable, "-m", "riskassess.cli", "assess", str(sample), "--report", str(out), "--lang", language]
        if language == "zh":
            taken = median_ms(lambda ours=ours: subprocess.run(ours, check=True, cwd=ROOT.parent), 5)
            yield Figure("assess --report, whole process", taken, 4 * theirs, "ms")
        yield Figure(f"its peak memory, --lang {language}", _peak(ours), 180, "MB")


def _peak(command: list[str]) -> float:
    """Return the peak of one process alone, in MB; `getrusage` of this one's children would hold all of them."""
    code = "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True);"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)"
    done = subprocess.run([sys.executable, "-c", code, *command], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def _one_report(number: int) -> int:
    from riskassess.report.pdf import pdf_bytes

    return len(pdf_bytes(sample_model(name=("manufacturer-vietnam", "mining-drc")[number % 2])))


def _batch() -> Iterator[Figure]:
    """Yield how 100 reports scale from one process to as many as there are cores: 1.0 would be perfect."""
    cores = os.cpu_count() or 1
    taken: dict[int, float] = {}
    for workers in (1, cores):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(_one_report, range(2 * workers)))
            start = time.perf_counter()
            list(pool.map(_one_report, range(BATCH)))
            taken[workers] = time.perf_counter() - start
    yield Figure(f"{BATCH} reports, one process", taken[1], taken[1], "s")
    share = taken[cores] * cores / taken[1]
    yield Figure(f"{BATCH} reports on {cores} cores: time times cores, by one", share, 1.4, "x")


def main() -> None:
    """Set a story by Typst once: what a whole process of it takes."""
    story, out = map(Path, sys.argv[1:])
    out.write_bytes(_compiler(story).compile(format="pdf"))


if __name__ == "__main__":
    main()
