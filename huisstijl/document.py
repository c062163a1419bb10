"""From HTML to an archivable PDF: the one place that knows WeasyPrint, used by report, certificate and QuickScan."""

import atexit
import gc
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from urllib.parse import urlsplit
from urllib.request import url2pathname

from django.conf import settings

STATIC = settings.BASE_DIR / "static"
OPMAAK = STATIC / "pdf"

# A style sheet with its decompressed fonts is kept per process; Pango's font map, which lies under it, is not made
# for several threads at once. Python computes one document at a time anyway, so waiting costs nothing.
_om_de_beurt = Lock()


def maak_pdf(html, opmaak):
    """PDF/A-2a (tagged, fonts embedded) of an HTML document, with the style sheet `opmaak` from static/pdf.

    Language, title, author and date come from the HTML (`lang`, `title`, `meta`). Pictures are files in static or
    data URIs; nothing is fetched over the network. The same HTML gives the same bytes.
    """
    # Its import reads 60 MB of libraries, which a web process that never makes a document should not pay for.
    from weasyprint import HTML  # noqa: PLC0415

    # fontTools stamps the moment into every font it subsets, unless this convention says otherwise.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    with _om_de_beurt, _zonder_opruimen():
        lettertypen, stijl = _stijl(opmaak)
        document = HTML(string=html, base_url=f"{OPMAAK}/", url_fetcher=_ophaler())
        return document.write_pdf(stylesheets=[stijl], font_config=lettertypen, pdf_variant="pdf/a-2a")


@contextmanager
def _zonder_opruimen():
    """A layout is a million live objects; walking them again and again for garbage took a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@cache
def _ophaler():
    """Reads data URIs and the house's own files, and nothing else: no other file of this machine, nothing over the network."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    class Ophaler(URLFetcher):
        def fetch(self, url, headers=None):
            delen = urlsplit(url)
            if delen.scheme == "file" and not Path(url2pathname(delen.path)).resolve().is_relative_to(STATIC):
                raise ValueError(f"Outside static: {url}")
            return super().fetch(url, headers)

    return Ophaler(allowed_protocols=("file", "data"))


@cache
def _stijl(opmaak):
    """Decompressing the fonts takes a third of the time of a certificate; once per process is enough."""
    from weasyprint import CSS  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    lettertypen = FontConfiguration()
    return lettertypen, CSS(filename=OPMAAK / opmaak, font_config=lettertypen, url_fetcher=_ophaler())


# The faces are files of their own, which must be put away while there still is a Python to do it.
atexit.register(_stijl.cache_clear)
