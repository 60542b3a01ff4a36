"""Saegim (새김): a clinical documentation assistant whose data never leaves the workstation."""

__version__ = "0.1.0"
