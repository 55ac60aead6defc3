"""What people see. Imports services and models.values only."""
