"""What the demo shows of the mails that it does not send."""

import re
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import NoReverseMatch, reverse

from demo import brievenbus

pytestmark = [pytest.mark.django_db, pytest.mark.urls("demo.urls")]
BIJLAGE = ("ijkpunt.txt", b"nummer en hash", "text/plain")


@pytest.fixture(autouse=True)
def bus(settings, tmp_path):
    """The mail backend of the demo, with nothing in it yet."""
    settings.EMAIL_BACKEND = "demo.brievenbus.Brievenbus"
    settings.BESTANDEN = tmp_path


def versturen(aan="lien@vlechtwerk.example", onderwerp="U bent uitgenodigd", bijlagen=()):
    bericht = EmailMultiAlternatives(
        onderwerp,
        "Begin hier: http://localhost:8000/uitnodiging/abc/\n\nMet <vriendelijke> groet",
        to=[aan],
        attachments=bijlagen,
    )
    bericht.attach_alternative(
        '<html><head><title>x</title></head><body style="margin:0"><a href="/werk/">Begin</a></body></html>',
        "text/html",
    )
    bericht.send()
    return brievenbus.nummers()[0]


def lezen(client, naam="demo_post", *args, **vraag):
    antwoord = client.get(reverse(naam, args=args), vraag)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def onderwerpen(bladzijde):
    return re.findall(r'<a href="/demo/post/\d+/">([^<]+)</a>', bladzijde)


def test_who_is_not_signed_in_reads_the_newest_mail_first(client):
    versturen(onderwerp="Eerst dit")
    versturen("gijs@bureau.example", "Daarna dat")
    bladzijde = lezen(client)
    assert onderwerpen(bladzijde) == ["Daarna dat", "Eerst dit"]
    assert "gijs@bureau.example" in bladzijde


def test_one_searches_on_a_part_of_the_address(client):
    versturen(onderwerp="Voor Lien")
    versturen("gijs@bureau.example", "Voor Gijs")
    assert onderwerpen(lezen(client, zoek="GIJS@")) == ["Voor Gijs"]
    assert "Geen mail gevonden" in lezen(client, zoek="zoek-maar")


def test_a_long_list_comes_in_pages(client):
    for nummer in range(26):
        versturen(onderwerp=f"Mail {nummer}")
    assert onderwerpen(lezen(client, bladzijde=2)) == ["Mail 0"]


def test_without_mails_the_page_says_when_they_come(client):
    assert "Nog geen mails" in lezen(client)


def test_the_last_mails_are_kept_and_no_more(monkeypatch, settings):
    monkeypatch.setattr(brievenbus, "BEWAARD", 2)
    nummers = [versturen(onderwerp=f"Mail {nummer}") for nummer in range(3)]
    assert brievenbus.nummers() == nummers[:0:-1]
    assert len(list(Path(settings.BESTANDEN).rglob("*.*"))) == 2


def test_a_mail_shows_its_headers_and_its_text_with_links_that_work(client):
    bladzijde = lezen(client, "demo_mail", versturen())
    assert "lien@vlechtwerk.example" in bladzijde and "kwaliteitslabel@" in bladzijde
    assert '<a href="http://localhost:8000/uitnodiging/abc/" rel="nofollow">' in bladzijde
    assert "Met &lt;vriendelijke&gt; groet" in bladzijde
    assert "Bijlagen" not in bladzijde


def test_the_mail_itself_comes_in_a_frame_where_nothing_runs(client):
    nummer = versturen()
    adres = reverse("demo_mail_opgemaakt", args=[nummer])
    assert f'<iframe src="{adres}"' in lezen(client, "demo_mail", nummer)
    # With a style of its own, which the pages of the house may not have.
    antwoord = Client().get(adres)
    assert '<body style="margin:0">' in antwoord.content.decode()
    assert antwoord["X-Frame-Options"] == "SAMEORIGIN"
    beleid = antwoord["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "frame-ancestors 'self'", "form-action 'none'"} < set(beleid)
    assert not any("script" in regel for regel in beleid)
    assert "sandbox allow-top-navigation-by-user-activation" in beleid


def test_a_file_that_goes_with_a_mail_can_be_downloaded(client):
    nummer = versturen(bijlagen=[BIJLAGE])
    adres = reverse("demo_mail_bijlage", args=[nummer, 1])
    assert adres in lezen(client, "demo_mail", nummer)
    antwoord = client.get(adres)
    assert (antwoord.content, antwoord["Content-Type"]) == (b"nummer en hash", "text/plain")
    assert antwoord["Content-Disposition"] == 'attachment; filename="ijkpunt.txt"'


@pytest.mark.parametrize("pad", ["1/", "1/opgemaakt/", "1/bijlagen/1/", f"{'9' * 300}/"])
def test_a_mail_that_is_not_kept_is_not_there(client, pad):
    assert client.get(f"/demo/post/{pad}").status_code == 404


def test_a_mail_has_no_other_files_than_its_own(client):
    nummer = versturen(bijlagen=[BIJLAGE])
    assert [client.get(f"/demo/post/{nummer}/bijlagen/{een}/").status_code for een in (0, 1, 2)] == [404, 200, 404]


def test_every_page_of_the_demo_leads_to_its_mails(client):
    assert 'href="/demo/post/"' in client.get("/register/").content.decode()


@pytest.mark.urls("kwaliteitslabel.urls")
def test_no_other_installation_shows_a_mail(client):
    assert client.get("/demo/post/").status_code == 404
    assert "/demo/post/" not in client.get("/register/").content.decode()
    with pytest.raises(NoReverseMatch):
        reverse("demo_post")
