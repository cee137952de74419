"""The project's own scorer: analyses against gold annotations, track by track, and stories against gold stories."""

from .gold import GoldError, GoldReport, GoldStory, load_gold, load_stories
from .report import Scores, as_json, as_table
from .said import Analysis, AnalysisError, read_analysis, read_records
from .stories import SaidStory, StoryScores, read_stories, score_stories
from .tracks import score_reports

__all__ = [
    "Analysis",
    "AnalysisError",
    "GoldError",
    "GoldReport",
    "GoldStory",
    "SaidStory",
    "Scores",
    "StoryScores",
    "as_json",
    "as_table",
    "load_gold",
    "load_stories",
    "read_analysis",
    "read_records",
    "read_stories",
    "score_reports",
    "score_stories",
]
