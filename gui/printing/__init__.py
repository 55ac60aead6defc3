"""Papers: the same painting for preview, printer and PDF. Forms of the offices are Indonesian in any language."""
