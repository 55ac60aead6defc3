"""What is kept: values, tables, database."""
