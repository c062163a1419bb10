"""Choices on the page of a norm, in a real browser."""

import re

import pytest

from tests.personen import traject_in
from toetsing.models import Verhaal
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_choice_is_saved_at_once_and_typing_goes_on(wereld, kader, ingelogd):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = traject.verhalen.select_related("norm").first()
    pagina = ingelogd(wereld.joke)
    pagina.goto(f"/trajecten/{traject.nummer}/verhalen/{verhaal.norm.nummer}/")
    pagina.get_by_label("Wat deden wij?").fill("Wij begonnen met een avond luisteren.")
    for keuze in ("Vrijwilliger", "Het gaat goed, en wij zijn nog aan het leren"):
        with pagina.expect_response("**/vastleggen/"):
            pagina.get_by_text(keuze, exact=True).click()
    pagina.get_by_text("Uw keuze is bewaard om").wait_for()
    pagina.get_by_text(re.compile("^Bewaard om")).wait_for()
    pagina.reload()
    assert pagina.get_by_role("radio", name="Vrijwilliger").is_checked()
    verhaal.refresh_from_db()
    assert (verhaal.verteller, verhaal.zelfbeeld) == ("vrijwilligers", Verhaal.Zelfbeeld.LEREND)
    assert verhaal.aanpak == "Wij begonnen met een avond luisteren."
