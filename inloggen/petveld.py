# For which membership a page was made: every form sends it along as a field, every script as a header.
PETVELD, PETKOP = "werkt_als", "X-Werkt-Als"
