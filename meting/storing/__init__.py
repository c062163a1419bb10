"""A fault drill: people write while processes are killed, connections cut and the database stopped (docs/storing.md)."""
