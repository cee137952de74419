"""`marsad evaluate`: how well the analysis does on annotated reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.evaluate import Analysis, GoldReport


def evaluate(
    gold_dir: Annotated[str, typer.Argument(metavar="GOLD_DIR", help="Folder of gold files (*.json).")],
    details: Annotated[bool, typer.Option("--details", help="Also every single mistake.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON.")] = False,
    records: Annotated[
        str | None, typer.Option(metavar="FILE", help="Score these records (JSON Lines), not fresh ones.")
    ] = None,
    stories: Annotated[
        str | None, typer.Option(metavar="FILE", help="Also score these stories (JSON Lines) against GOLD_DIR/stories.")
    ] = None,
    tagger: Annotated[bool, typer.Option("--tagger/--no-tagger", help="Analyse with the neural name tagger.")] = True,
) -> None:
    """Precision, recall and F1 of every track against gold annotations."""
    import json

    from marsad.evaluate import (
        AnalysisError,
        GoldError,
        load_gold,
        load_stories,
        read_records,
        read_stories,
        score_reports,
        score_stories,
    )
    from marsad.evaluate import as_json as figures
    from marsad.evaluate import as_table as table

    from .messages import FAILED, give_up, warn

    try:
        gold = load_gold(gold_dir)
        said = read_records(records) if records is not None else _analyses(gold, tagger=tagger)
        scores = score_reports(gold, said)
        told = None
        if stories is not None:
            told = score_stories(gold, said, load_stories(gold_dir, gold), read_stories(stories))
    except GoldError as error:
        for problem in error.problems:
            warn(problem)
        raise typer.Exit(FAILED) from None
    except (AnalysisError, OSError, UnicodeDecodeError) as error:
        give_up(error)
    remarks = [*scores.remarks, *(told.remarks if told else ())] if details else []
    if as_json:
        out = figures(scores, told.as_json() if told else None)
        print(json.dumps({**out, "remarks": remarks} if details else out, ensure_ascii=False, indent=1))
        return
    for remark in remarks:
        print(remark)
    print(table(scores))
    if told:
        print(f"stories: {json.dumps(told.as_json())}")


def _analyses(gold: Mapping[str, GoldReport], *, tagger: bool) -> dict[str, Analysis]:
    from marsad.evaluate import read_analysis
    from marsad.model.document import Document
    from marsad.model.encoding import to_dict

    from .loading import load_analyser

    analyser = load_analyser(tagger=tagger)
    said: dict[str, Analysis] = {}
    with Progress() as progress:
        progress.begin(lambda: len(gold))
        for report in gold.values():
            document = Document(report.id, report.text, report.title, report.publisher, report.published)
            record = analyser.analyze(document, published_by="given" if report.published else None)
            said[report.id] = read_analysis(to_dict(record))
            progress.step()
    return said
