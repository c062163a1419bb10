"""A request that is too large is refused with a sentence before anything of it is read."""

import pytest
from django.conf import settings
from django.urls import reverse

from kwaliteitslabel.middleware import MET_BESTAND
from tests.personen import traject_in
from trajecten.levensloop import Status

MB = 1024 * 1024


class Lichaam:
    """A body, and whether anybody asked for it."""

    is_gelezen = False

    def read(self, *_):
        self.is_gelezen = True
        return b""

    readline = read


def versturen(client, adres, **kop):
    """The answer to a form of so many bytes, and whether it was read."""
    lichaam = Lichaam()
    kop = {"CONTENT_TYPE": "multipart/form-data; boundary=grens", "wsgi.input": lichaam} | kop
    return client.generic("POST", adres, b"", **kop), lichaam.is_gelezen


@pytest.mark.parametrize("naam", ["account_login", "account_reset_password", "mijn_werk"])
def test_a_page_without_a_file_refuses_more_than_forms_hold_unread(client, naam):
    client.handler.enforce_csrf_checks = True
    antwoord, is_gelezen = versturen(
        client, reverse(naam), CONTENT_LENGTH=str(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    )
    assert (antwoord.status_code, is_gelezen) == (413, False)
    assert "Er kwam meer mee dan op deze plek past." in antwoord.content.decode()


@pytest.mark.parametrize("naam", MET_BESTAND)
def test_a_page_with_a_file_takes_the_largest_document_and_no_more(db, client, naam):
    adres = reverse(naam, args={"document_toevoegen": ["2026-001"], "vergaderstuk_toevoegen": [1]}.get(naam))
    antwoord, is_gelezen = versturen(client, adres, CONTENT_LENGTH=str(settings.VERZOEK_MET_BESTAND_MAX + 1))
    assert (antwoord.status_code, is_gelezen) == (413, False)
    assert "Een bestand mag hier hooguit 25 MB zijn." in antwoord.content.decode()
    antwoord, is_gelezen = versturen(client, adres, CONTENT_LENGTH=str(settings.VERZOEK_MET_BESTAND_MAX))
    assert (antwoord.status_code != 413, is_gelezen) == (True, True)


def test_a_text_that_saves_itself_is_told_so_in_its_own_way(client):
    antwoord, _ = versturen(client, "/trajecten/2026-001/", CONTENT_LENGTH=str(10 * MB), HTTP_ACCEPT="application/json")
    assert (antwoord.status_code, antwoord.json()) == (
        413,
        {"redenen": ["Er kwam meer mee dan op deze plek past. Maak de tekst korter of verdeel hem."]},
    )


def test_of_a_body_without_a_length_nothing_is_read(db, client):
    for lengte in ("", "veel"):
        antwoord, is_gelezen = versturen(
            client, reverse("account_login"), CONTENT_LENGTH=lengte, HTTP_TRANSFER_ENCODING="chunked"
        )
        assert (antwoord.status_code, is_gelezen) == (200, False)


def test_a_traject_holds_a_gigabyte_of_documents(wereld, kader, als):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    document = traject.documenten.first() or traject.documenten.create(
        titel="Jaarplan",
        bestand="x",
        bestandsnaam="a.pdf",
        grootte=1,
        sha256="0" * 64,
        toegevoegd_door=wereld.joke.gebruiker,
    )
    traject.documenten.filter(pk=document.pk).update(grootte=1024 * MB)
    pagina = als(wereld.joke).get(reverse("document_toevoegen", args=[traject.nummer])).content.decode()
    assert "De documenten van dit traject zijn samen 1 GB. Meer past er niet. Verwijder er eerst een." in pagina
