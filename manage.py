#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

from kwaliteitslabel.start import voorbereiden

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kwaliteitslabel.settings")
    voorbereiden()
    execute_from_command_line(sys.argv)
