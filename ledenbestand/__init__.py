"""The members' file: its columns, how it is read, what it would change, and the template to fill in."""
