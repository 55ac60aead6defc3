"""Other people's workbooks in, ours out."""
