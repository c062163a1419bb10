"""A small branch of invented people and organisations that looks alive, played by the acts of the application itself."""

# Of all demo people; bin/demo prints it, and imports it before there is a database.
WACHTWOORD = "spiegel-geen-afvinklijst"
