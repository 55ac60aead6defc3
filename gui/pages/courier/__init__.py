"""For a sub-district office: sealed files from stick to stick. Needs no office and no data folder."""
