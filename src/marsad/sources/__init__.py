"""Where reports come from: files, saved pages, tables, archives, feeds, addresses on the web. Bytes in, reports out."""

from .reader import expand, how_many, read_paths
from .report import LIMIT_BYTES, Defaults, Network, Problem, Report
from .tally import Tally

__all__ = ["LIMIT_BYTES", "Defaults", "Network", "Problem", "Report", "Tally", "expand", "how_many", "read_paths"]
