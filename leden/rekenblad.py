def zonder_formule(tekst):
    """A cell that a spreadsheet does not run as a formula: an apostrophe makes it text again (OWASP, CSV injection)."""
    return f"'{tekst}" if tekst.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) else tekst
