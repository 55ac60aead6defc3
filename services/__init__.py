"""What the program can do; knows no Qt."""

APP_VERSION = "0.1.0"
