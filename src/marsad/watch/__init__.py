"""Keeping a desk current: feeds visited on a schedule, their new entries added, every failure remembered."""

from .schedule import parse_interval
from .visit import Visit
from .watcher import Watcher

__all__ = ["Visit", "Watcher", "parse_interval"]
