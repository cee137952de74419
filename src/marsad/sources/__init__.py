"""Where reports come from: files, saved pages, JSON Lines, folders, standard input. Bytes in, reports out."""

from .reader import expand, how_many, read_paths
from .report import LIMIT_BYTES, Defaults, Problem, Report

__all__ = ["LIMIT_BYTES", "Defaults", "Problem", "Report", "expand", "how_many", "read_paths"]
