"""Signed documents and drafts as files that other programs open."""
