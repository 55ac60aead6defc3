"""Tables: columns said as data, rows fetched a page at a time, painted from prepared cells."""
