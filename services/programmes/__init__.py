"""Programmes: ceiling, months, ranking, decisions; written by the district."""
