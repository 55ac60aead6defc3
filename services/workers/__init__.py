"""The register of vulnerable workers: records in and out, queries, commands."""
