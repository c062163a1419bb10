"""A worker whose clock can be set: for every day that it reads it does what a job does on that day, and says that it is done."""

import sys
from datetime import date

import django

django.setup()

from berichten.taken import post_van_de_dag  # noqa: E402
from tests.klokken import op  # noqa: E402
from trajecten.taken import termijnen_bijwerken  # noqa: E402

TAKEN = {"termijnen": termijnen_bijwerken, "post": post_van_de_dag}

if __name__ == "__main__":
    print("klaar", flush=True)
    for regel in sys.stdin:
        taak, dag = regel.split()
        with op(date.fromisoformat(dag)):
            TAKEN[taak](0)
        print("klaar", flush=True)
