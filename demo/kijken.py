"""The website of the demo, where visitors can only look as long as the years are still being played.

What they would send could stand in the way of what is still to be played, and would come into the log before what happened years ago.
bin/demo tells that all is there by ending the input of the web server, which every process of it sees.
"""

import select
import sys
from http import HTTPMethod

from demo.wachtkamer import TRAJECTEN, Wachtkamer
from kwaliteitslabel.wsgi import application

KIJKEN = (HTTPMethod.GET, HTTPMethod.HEAD)


class AlleenKijken:
    """The WSGI application `website` with this rule in front of it; `invoer` is the input that ends when all is there."""

    def __init__(self, website, invoer):
        self.website, self.invoer = website, invoer
        self.wordt_gevuld = True
        self.kamer = Wachtkamer()
        self.kamer.melden(f"{TRAJECTEN}")

    def __call__(self, environ, start_response):
        if self.wordt_gevuld:
            # Nothing more is said on it, so that there is something to read means that it ended.
            self.wordt_gevuld = not select.select([self.invoer], [], [], 0)[0]
        if self.wordt_gevuld and environ["REQUEST_METHOD"] not in KIJKEN:
            return self.kamer(environ, start_response)
        return self.website(environ | {"DEMO_WORDT_GEVULD": self.wordt_gevuld}, start_response)


toepassing = AlleenKijken(application, sys.stdin)
