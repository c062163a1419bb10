"""How much memory two web processes hold after they have answered pages."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connection

WERKERS, RONDES = 2, 3


def geheugen(paginas, cookie):
    """Megabytes (proportional set size, so that shared pages count once) of gunicorn with two workers; Linux only.

    Every page is asked a few times with the session `cookie`, so that both workers have answered.
    """
    poort = vrije_poort()
    opdracht = [sys.executable, "-m", "gunicorn", "--workers", str(WERKERS), "--bind", f"127.0.0.1:{poort}"]
    db = connection.settings_dict
    adres = (
        f"postgresql://{quote(db['USER'])}:{quote(db['PASSWORD'])}@:{db['PORT']}/{db['NAME']}?host={quote(db['HOST'])}"
    )
    omgeving = {**os.environ, "DATABASE_URL": adres, "KWALITEITSLABEL_MODUS": settings.MODUS}
    proces = subprocess.Popen([*opdracht, "kwaliteitslabel.wsgi"], env=omgeving, start_new_session=True)
    try:
        _wacht_op(poort)
        for url in paginas * RONDES * WERKERS:
            urlopen(Request(f"http://127.0.0.1:{poort}{url}", headers={"Cookie": f"sessionid={cookie}"})).read()  # nosec B310
        return sum(_megabytes(pid) for pid in _groep(proces.pid))
    finally:
        os.killpg(proces.pid, signal.SIGTERM)
        proces.wait()


def vrije_poort():
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        return los.getsockname()[1]


def _wacht_op(poort):
    for _ in range(100):
        try:
            return urlopen(f"http://127.0.0.1:{poort}/register/").read()  # nosec B310
        except URLError:
            time.sleep(0.2)
    raise TimeoutError(f"gunicorn antwoordt niet op poort {poort}")


def _groep(leider):
    """The process ids of a process and those it started."""
    return [int(pad.name) for pad in Path("/proc").glob("[0-9]*") if _groep_van(int(pad.name)) == leider]


def _groep_van(pid):
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def _megabytes(pid):
    pss = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(pss[1]) / 1024
