"""The locked door: who is here, and the passphrase."""
