"""A small branch of invented people and organisations that looks alive, played by the acts of the application itself."""
