"""The house rules: their words stand in templates/leden/huisregels.html."""

# Changes with the text; of everyone is kept which version was read, and when.
VERSIE = "2026-1"
