"""Blocks to PDF, set by our own typesetter on ReportLab's canvas."""
