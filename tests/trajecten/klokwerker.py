"""A worker whose clock can be set: for every day that it reads it does what the job does on that day, and says that it is done."""

import sys
from datetime import date

import django

django.setup()

from tests.klokken import op  # noqa: E402
from trajecten.taken import termijnen_bijwerken  # noqa: E402

if __name__ == "__main__":
    print("klaar", flush=True)
    for regel in sys.stdin:
        with op(date.fromisoformat(regel.strip())):
            termijnen_bijwerken(0)
        print("klaar", flush=True)
