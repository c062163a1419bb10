"""Mail that comes back: what a mail server says of it (RFC 3464), and what that means for the letters and for the address."""

import re
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from berichten.models import Bezorging, Kapotadres, Retour, Zending
from huisstijl.post import GEADRESSEERDEN, Geadresseerde, ging_naar, van_wie
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap
from leden.models.mensen import onderwerp_van

# What comes back holds one letter of ours, and no files.
GROOTSTE_MELDING = 256 * 1024
_CODE = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_NUMMER = re.compile(r"[0-9]{1,18}")


class Melding(NamedTuple):
    """What a mail server says of one mail: its Message-ID, the enhanced code (RFC 3463), and whether it has given up."""

    kenmerk: str
    code: str
    is_mislukt: bool = True

    @property
    def is_hard(self) -> bool:
        """The address does not work, as opposed to: not now."""
        return self.is_mislukt and self.code.startswith("5.")


def melding_van(code: str, kenmerk: str) -> Melding | None:
    """What a mail service tells in two words; None when the code is none."""
    return Melding(kenmerk, code) if _CODE.fullmatch(code) else None


def lees(bericht: bytes) -> Melding | None:
    """The report in a mail, or None when it is none that we understand. Anybody may have sent it: it raises nothing."""
    try:
        return _lees(message_from_bytes(bericht, policy=default))
    except Exception:
        # The parser of the standard library falls over some mails, each time in another way.
        return None


def _lees(bericht: EmailMessage) -> Melding | None:
    if bericht.get_content_type() != "multipart/report":
        return None
    status = origineel = None
    for deel in bericht.iter_parts():
        match deel.get_content_type():
            case "message/delivery-status":
                status = status or _status(deel)
            case "message/rfc822":
                origineel = deel.get_payload(0)
            case "text/rfc822-headers" | "message/rfc822-headers":
                origineel = message_from_bytes(deel.get_payload(decode=True) or b"", policy=default)
    # Some servers give nothing back of the mail itself; then their own mail is an answer to it.
    kenmerk = (origineel or {}).get("Message-ID") or bericht.get("In-Reply-To")
    if status is None or not kenmerk:
        return None
    return Melding(str(kenmerk), *status)


def _status(deel: Message) -> tuple[str, bool] | None:
    """Code and whether it failed; each mail of ours is to one person, so the first one of whom something is said is that one."""
    for velden in deel.get_payload():
        code = _CODE.match(str(velden.get("Status", "")).strip())
        if code and velden.get("Action"):
            return code[0], str(velden["Action"]).strip().lower() == "failed"
    return None


@transaction.atomic
def verwerken(melding: Melding) -> bool:
    """Write down that a mail came back, once; and when it came back for good, that its address does not work.

    Gives whether it was about a mail of ours.
    """
    zending = Zending.objects.met_kenmerk(melding.kenmerk).select_for_update(of=("self",)).first()
    if zending is None:
        return _zonder_zending(melding)
    if melding.is_mislukt and zending.teruggekomen_op is None:
        nu = timezone.now()
        zending.teruggekomen_op, zending.retourcode = nu, melding.code
        # Its worker may have been killed before it wrote that down; what was sent is not sent again.
        zending.verstuurd_op = zending.verstuurd_op or nu
        zending.save(update_fields=["teruggekomen_op", "retourcode", "verstuurd_op"])
        gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=zending.gebruiker_id)
        if melding.is_hard and gebruiker.email == zending.adres:
            _adres_werkt_niet(gebruiker, melding.code)
    return True


def _zonder_zending(melding: Melding) -> bool:
    """The same for a mail of which nothing was kept: an invitation, a new password, a new device (huisstijl/post.py)."""
    soort, _, nummer = van_wie(melding.kenmerk).partition(" ")
    if soort not in GEADRESSEERDEN or not _NUMMER.fullmatch(nummer):
        return False
    rijen, kwam_terug = GEADRESSEERDEN[soort]
    rij = rijen.select_for_update(no_key=True, of=("self",)).filter(pk=nummer).first()
    if rij is None or not ging_naar(melding.kenmerk, rij.email):
        return False
    # A report that is brought again is no news: meanwhile somebody may have said that the address works.
    if melding.is_hard and Retour.objects.onthouden(melding.kenmerk):
        kwam_terug(rij, melding.code)
    return True


def _adres_werkt_niet(gebruiker: Gebruiker, code: str) -> None:
    if Kapotadres.objects.is_van(gebruiker):
        return
    Kapotadres.objects.update_or_create(
        gebruiker=gebruiker, defaults={"adres": gebruiker.email, "code": code, "sinds": timezone.now()}
    )
    _niet_meer_mailen(gebruiker)
    rollen = Lidmaatschap.objects.niet_voorbij().filter(gebruiker=gebruiker)
    organisaties = sorted(set(rollen.values_list("organisatie", flat=True)))
    reden = f"Een brief kwam terug ({code}). Brieven gaan niet meer per mail naar dit adres."
    for onderwerp in [onderwerp_van(gebruiker.pk, een) for een in organisaties] or [gebruiker.onderwerp]:
        vastleggen(None, Handeling.ADRES_NAKIJKEN, onderwerp, reden=reden)


def _niet_meer_mailen(gebruiker: Gebruiker) -> None:
    """What was still to be mailed to this person can be read here; what a worker is sending at this moment goes."""
    niet_verstuurd = Zending.objects.filter(gebruiker=gebruiker, verstuurd_op__isnull=True)
    vrij = list(niet_verstuurd.select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True))
    van_hem = Bezorging.objects.filter(lidmaatschap__gebruiker=gebruiker, vervallen_op__isnull=True)
    van_hem.filter(Q(zending__isnull=True) | Q(zending__in=vrij)).alleen_lezen()
    Zending.objects.filter(pk__in=vrij).delete()


GEADRESSEERDEN["gebruiker"] = Geadresseerde(Gebruiker.objects.all(), _adres_werkt_niet)
