"""What `manage.py meten` does: fill a scratch database, and time pages, documents and workers on it."""
