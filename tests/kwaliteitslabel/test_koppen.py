"""What every answer carries, and the methods that are refused before anybody looks."""

from datetime import datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone


@pytest.mark.parametrize("naam", ["mijn_werk", "trajecten", "register", "hulp", "eigen_gegevens"])
def test_no_copy_is_kept_of_what_somebody_who_is_signed_in_gets(wereld, als, naam):
    assert "no-store" in als(wereld.joke).get(reverse(naam))["Cache-Control"]


def test_a_public_page_may_be_kept(client, db):
    assert "no-store" not in client.get(reverse("hulp")).headers.get("Cache-Control", "")


def test_every_answer_says_what_it_needs_of_the_device_and_who_may_use_it(client, db):
    antwoord = client.get(reverse("voorpagina"))
    assert "camera=(), " in antwoord["Permissions-Policy"]
    assert antwoord["Permissions-Policy"].endswith("publickey-credentials-get=(self)")
    assert antwoord["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "VERZONNEN"])
@pytest.mark.parametrize("naam", ["voorpagina", "mijn_werk", "verifieer", "rol_wisselen"])
def test_a_method_that_no_page_has_is_refused_everywhere(wereld, als, methode, naam):
    antwoord = als(wereld.joke).generic(methode, reverse(naam))
    assert (antwoord.status_code, antwoord["Allow"]) == (405, "GET, HEAD, POST")


def test_the_address_of_a_button_is_a_page_of_the_house_that_says_so(wereld, als):
    antwoord = als(wereld.joke).get(reverse("rol_wisselen"))
    assert (antwoord.status_code, antwoord["Allow"]) == (405, "POST")
    assert "Dit adres hoort bij een knop" in antwoord.content.decode()
    assert als(wereld.joke).get(reverse("rol_wisselen"), headers={"accept": "application/json"}).content == b""


def test_who_finds_a_leak_reads_where_to_report_it(client, db, settings):
    settings.CONTACT_EMAIL, settings.ADRES = "lek@label.example", "https://label.example"
    antwoord = client.get("/.well-known/security.txt")
    assert antwoord["Content-Type"] == "text/plain; charset=utf-8"
    regels = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    assert regels["Contact"] == "mailto:lek@label.example"
    assert regels["Canonical"] == "https://label.example/.well-known/security.txt"
    assert timedelta(days=30) < datetime.fromisoformat(regels["Expires"]) - timezone.now() < timedelta(days=366)


def test_search_engines_are_told_to_keep_to_the_public_pages(client, db):
    regels = client.get("/robots.txt").content.decode().splitlines()
    assert regels[:3] == ["User-agent: *", "Disallow: /", "Allow: /$"]
    assert f"Allow: {reverse('register')}" in regels
    assert not [regel for regel in regels if "uitnodiging" in regel or "werk" in regel]


def test_only_the_program_itself_reads_what_was_uploaded(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    naam = default_storage.save("nieuw/map/stuk.pdf", ContentFile(b"%PDF-1.7"))
    assert (tmp_path / naam).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "nieuw").stat().st_mode & 0o777 == 0o700
