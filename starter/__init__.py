"""What run.py does for machines without a network: standard library only, also before there is an environment."""
