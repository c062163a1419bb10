"""How things are written and drawn: dates, fields, icons and the recurring pieces of a page."""

import re
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import timezone

from huisstijl.templatetags import onderdelen, opmaak
from huisstijl.velden import Chips, ChipsMeer, Datumveld, Keuzes, Schrijfveld, Tijdveld, vingerafdruk
from leden.models import Gebruiker, Lidmaatschap, Rol

STATISCH = settings.BASE_DIR / "static"
SJABLONEN = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
TEKENS = set(re.findall(r'<symbol id="i-([a-z0-9-]+)"', (STATISCH / "beeld/iconen.svg").read_text()))


def gemaakt(sjabloon, pad="/lijst/", **context):
    """The HTML of a template text, with runs of white space made one space."""
    request = RequestFactory().get(pad)
    request.user, request.session = Gebruiker(pk=7, naam="Joke Zonnedauw"), {}
    return " ".join(engines["django"].from_string(sjabloon).render(context, request).split())


# ---- dates and numbers


def test_dates_are_written_with_the_day_of_the_week():
    assert opmaak.dag(date(2026, 12, 4)) == "vrijdag 4 december 2026"
    assert opmaak.dagkort(date(2026, 12, 4)) == "4 december 2026"


def test_a_term_names_the_year_only_when_it_is_another_year():
    vandaag = timezone.localdate()
    volgend_jaar = date(vandaag.year + 1, 3, 1)
    assert str(vandaag.year) not in opmaak.weekdag(vandaag)
    assert opmaak.weekdag(volgend_jaar).endswith(f"1 maart {volgend_jaar.year}")


def test_moments_are_written_in_dutch_time():
    assert opmaak.tijdstip(datetime(2026, 12, 4, 13, 32, tzinfo=UTC)) == "4 december 2026, 14.32 uur"
    assert opmaak.dag(datetime(2026, 12, 3, 23, 30, tzinfo=UTC)) == "vrijdag 4 december 2026"
    assert opmaak.tijd(time(9, 5)) == "9.05 uur"


def test_an_empty_date_is_written_as_nothing():
    assert [schrijf(None) for schrijf in (opmaak.dag, opmaak.dagkort, opmaak.weekdag, opmaak.tijd)] == [""] * 4


@pytest.mark.parametrize(
    ("werkdagen", "zin"),
    [
        (8, "nog 8 werkdagen"),
        (1, "nog 1 werkdag"),
        (0, "vandaag"),
        (-1, "1 werkdag voorbij"),
        (-2, "2 werkdagen voorbij"),
    ],
)
def test_what_is_left_of_a_term(werkdagen, zin):
    assert opmaak.nog(werkdagen) == zin


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [(1250, "1.250"), (Decimal("41.00"), "41"), (Decimal("41.50"), "41,5"), (Decimal("100"), "100")],
)
def test_numbers_have_dutch_points_and_comma(waarde, tekst):
    assert opmaak.getal(waarde) == tekst


def test_text_of_people_is_escaped_and_keeps_its_paragraphs():
    assert gemaakt("{{ tekst|alineas }}", tekst="Een <b>\n\nTwee") == "<p>Een &lt;b&gt;</p> <p>Twee</p>"


# ---- fields


@pytest.mark.parametrize(
    "getypt",
    ["12-1-2027", "12/01/2027", "12 januari 2027", "12 jan. 2027", "Dinsdag 12 januari 2027", " 2027-01-12 "],
)
def test_a_date_is_read_as_people_write_it(getypt):
    assert Datumveld().clean(getypt) == date(2027, 1, 12)


def test_march_is_also_written_as_mrt():
    assert Datumveld().clean("3 mrt 2027") == date(2027, 3, 3)


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("morgen", "Dit lijkt geen datum. Schrijf de datum zo: 12 januari 2027, of zo: 12-1-2027."),
        ("12 janu 27", "Dit lijkt geen datum. Schrijf de datum zo: 12 januari 2027, of zo: 12-1-2027."),
        ("12 wintermaand 2027", "Dit lijkt geen datum. Schrijf de datum zo: 12 januari 2027, of zo: 12-1-2027."),
        ("30 februari 2027", "Deze dag bestaat niet. Kijk de dag en de maand na."),
        ("1-13-2027", "Deze dag bestaat niet. Kijk de dag en de maand na."),
        ("", "Vul dit in."),
    ],
)
def test_a_date_that_is_none_is_refused_with_what_helps(getypt, zin):
    with pytest.raises(forms.ValidationError) as fout:
        Datumveld().clean(getypt)
    assert fout.value.messages == [zin]


@pytest.mark.parametrize(("getypt", "tijd"), [("10.30", time(10, 30)), ("9:05", time(9, 5)), ("9 uur", time(9))])
def test_a_time_is_read_as_people_write_it(getypt, tijd):
    assert Tijdveld().clean(getypt) == tijd


@pytest.mark.parametrize("getypt", ["25.00", "half tien", "10.3"])
def test_a_time_that_is_none_is_refused(getypt):
    with pytest.raises(forms.ValidationError, match="Dit lijkt geen tijd"):
        Tijdveld().clean(getypt)


def test_a_text_keeps_its_ends_and_has_line_feeds_only():
    assert Schrijfveld().clean(" een\r\ntwee\n\0") == " een\ntwee\n"


def test_a_text_of_white_space_is_not_a_text():
    with pytest.raises(forms.ValidationError, match=r"Vul dit in\."):
        Schrijfveld().clean(" \n ")


def test_the_fingerprint_does_not_see_how_lines_end():
    assert vingerafdruk("een\r\ntwee") == vingerafdruk("een\ntwee") != vingerafdruk("een twee")


class ProefForm(forms.Form):
    dag = Datumveld(label="Eerste toetsdag", help_text="Bijvoorbeeld 12 januari 2027.")
    begin = Tijdveld(label="Begin", required=False)
    oordeel = forms.ChoiceField(
        label="Voldoet de organisatie?",
        choices=[("ja", "Voldoet"), ("deels", "Voldoet deels")],
        widget=Keuzes(uitleg={"deels": "De organisatie maakt een plan."}, paren=True),
    )
    groep = forms.ChoiceField(label="Wie vertelt dit?", choices=[("b", "Bewoner"), ("v", "Vrijwilliger")], widget=Chips)
    normen = forms.MultipleChoiceField(label="Welke normen?", choices=[("D1", "D1"), ("D2", "D2")], widget=ChipsMeer)
    delen = forms.MultipleChoiceField(
        label="Onderdelen", choices=[("o", "Ontmoeting")], widget=forms.CheckboxSelectMultiple
    )
    akkoord = forms.BooleanField(label="Wij gaan akkoord", help_text="Versie van 1 maart.")
    soort = forms.ChoiceField(label="Soort toets", choices=[("a", "Audit")])
    bron = forms.CharField(widget=forms.HiddenInput, required=False)


FORMULIER = "{% load crispy_forms_tags %}{{ form|crispy }}"
VELD = "{% load crispy_forms_tags %}{{ veld|as_crispy_field }}"


def test_a_refused_field_keeps_what_was_typed_and_names_help_and_error():
    form = ProefForm({"dag": "31 april <2027>"})
    html = gemaakt(VELD, veld=form["dag"])
    invoer = re.search(r"<input[^>]+>", html)[0]
    assert 'value="31 april &lt;2027&gt;"' in invoer
    assert 'aria-invalid="true"' in invoer
    assert 'aria-describedby="id_dag_helptext id_dag_error"' in invoer
    plaatsen = [html.index(deel) for deel in ('for="id_dag"', 'id="id_dag_helptext"', 'id="id_dag_error"', "<input")]
    assert plaatsen == sorted(plaatsen)


def test_a_stored_date_is_shown_in_words():
    assert 'value="12 januari 2027"' in gemaakt(VELD, veld=ProefForm(initial={"dag": date(2027, 1, 12)})["dag"])


def test_only_what_is_optional_says_so():
    form = ProefForm()
    assert "(niet verplicht)" in gemaakt(VELD, veld=form["begin"])
    assert "(niet verplicht)" not in gemaakt(VELD, veld=form["dag"])


def test_a_choice_is_a_group_of_cards_and_none_is_chosen_beforehand():
    html = gemaakt(VELD, veld=ProefForm()["oordeel"])
    assert '<legend class="form-label">Voldoet de organisatie?</legend>' in html
    assert '<div class="keuzes paren">' in html
    assert html.count('<label class="keuze"') == html.count('type="radio"') == 2
    assert "<b>Voldoet deels</b><small>De organisatie maakt een plan.</small>" in html
    assert "checked" not in html


def test_an_empty_option_of_a_model_choice_is_not_a_card():
    class Formulier(forms.Form):
        keuze = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], widget=Keuzes)

    assert gemaakt(VELD, veld=Formulier()["keuze"]).count('<label class="keuze"') == 1


@pytest.mark.parametrize(("naam", "soort"), [("groep", "radio"), ("normen", "checkbox")])
def test_short_choices_are_chips(naam, soort):
    html = gemaakt(VELD, veld=ProefForm({"groep": "v", "normen": ["D2"]})[naam])
    assert html.count('<label class="chip"') == html.count(f'type="{soort}"') == 2
    assert html.count("checked") == 1


def test_checkboxes_have_their_label_beside_them():
    html = gemaakt(VELD, veld=ProefForm({"delen": ["o"]})["delen"])
    assert re.search(
        r'<input class="form-check-input" type="checkbox" name="delen" value="o"[^>]* id="id_delen_0"', html
    )
    assert '<label class="form-check-label" for="id_delen_0">Ontmoeting</label>' in html
    assert 'aria-describedby="id_akkoord_helptext"' in gemaakt(VELD, veld=ProefForm()["akkoord"])


def test_a_select_and_a_hidden_field_have_no_more_than_they_need():
    form = ProefForm()
    assert 'class="form-select"' in gemaakt(VELD, veld=form["soort"])
    assert gemaakt(VELD, veld=form["bron"]) == '<input type="hidden" name="bron" id="id_bron">'


def test_the_summary_of_a_refused_form_links_to_each_field():
    html = gemaakt(FORMULIER, form=ProefForm({"begin": "10.30"}))
    assert "Er zijn nog zeven dingen" in html
    assert '<a href="#id_dag">Eerste toetsdag: Vul dit in.</a>' in html
    assert '<a href="#id_oordeel">Voldoet de organisatie? Maak een keuze.</a>' in html
    doelen = set(re.findall(r'href="#([^"]+)"', html))
    assert len(doelen) == 7
    assert doelen <= set(re.findall(r'\bid="([^"]+)"', html))


def test_a_form_without_errors_has_no_summary():
    assert "foutenlijst" not in gemaakt(FORMULIER, form=ProefForm())


def test_what_a_field_refers_to_exists():
    for form in (ProefForm(), ProefForm({})):
        html = gemaakt(FORMULIER, form=form)
        genoemd = {een for lijst in re.findall(r'aria-describedby="([^"]+)"', html) for een in lijst.split()}
        assert genoemd <= set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        (forms.CharField(max_length=3), "abcd", "Hier passen 3 tekens. U schreef er 4. Maak het korter."),
        (forms.IntegerField(), "veel", "Schrijf hier een heel getal, bijvoorbeeld 12."),
        (forms.IntegerField(min_value=1), "0", "Kies 1 of meer."),
        (forms.EmailField(), "joke", "Dit lijkt geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl."),
        (forms.FileField(), None, "Kies een bestand."),
        (forms.ChoiceField(choices=[("a", "A")]), "z", "Deze keuze is er niet. Kies opnieuw."),
    ],
)
def test_django_s_own_fields_say_what_helps(veld, waarde, zin):
    with pytest.raises(forms.ValidationError) as fout:
        veld.clean(waarde)
    assert fout.value.messages == [zin]


# ---- pieces of a page


def test_an_act_with_something_open_says_what_and_does_nothing():
    html = gemaakt(
        '{% nog_te_doen titel="Voordat u kunt indienen" open=open gedaan=gedaan knop="Dien in" actie="/indienen/" %}',
        open=[("Norm D2 heeft nog geen oordeel.", "Geef een oordeel", "/d2/"), "De directeur moet lezen."],
        gedaan=["Alle gesprekken zijn afgerond."],
    )
    assert '<a href="/d2/">Geef een oordeel</a>' in html
    assert 'type="button" aria-disabled="true" aria-describedby="dien-in-reden"' in html
    assert 'id="dien-in-reden">Dat kan nog niet: er staan twee dingen open.' in html


def test_an_act_with_nothing_open_is_a_button_that_posts():
    html = gemaakt('{% nog_te_doen titel="Klaar" open=open knop="Dien in" actie="/indienen/" %}', open=[])
    assert '<form method="post" action="/indienen/" novalidate>' in html
    assert '<input type="hidden" name="csrfmiddlewaretoken"' in html
    assert '<button class="btn btn-primary">Dien in</button>' in html
    assert re.search(r"<h2[^>]*>Dien in</h2>", html)  # what is still to do is no heading over nothing


def test_the_pager_says_where_one_is_and_keeps_the_search():
    html = gemaakt("{% bladeren bladzijde %}", pad="/lijst/?q=wilg", bladzijde=Paginator(range(312), 25).page(2))
    assert "26 tot en met 50 van 312" in html
    assert 'href="?q=wilg&amp;bladzijde=3" rel="next"' in html
    assert '<span class="hier" aria-current="page"><span class="visually-hidden">Bladzijde </span>2</span>' in html


def test_an_empty_list_has_no_pager():
    assert gemaakt("{% bladeren bladzijde %}", bladzijde=Paginator([], 25).page(1)) == ""


@pytest.mark.parametrize(
    ("pad", "richting", "volgende"),
    [
        ("/lijst/", None, "?sorteer=naam"),
        ("/lijst/?sorteer=naam&bladzijde=3", "ascending", "?sorteer=-naam"),
        ("/lijst/?sorteer=-naam&q=a", "descending", "?sorteer=naam&amp;q=a"),
    ],
)
def test_a_column_head_sorts_up_and_then_down(pad, richting, volgende):
    html = gemaakt('{% sorteerkop "naam" "Organisatie" %}', pad=pad)
    assert re.findall(r'aria-sort="(\w+)"', html) == ([richting] if richting else [])
    assert f'href="{volgende}"' in html


def test_a_page_without_crumbs_has_no_breadcrumb_landmark():
    assert gemaakt("{% kruimelpad %} {% endkruimelpad %}") == ""
    pad = gemaakt("{% kruimelpad %}{% kruimel naam %}{% endkruimelpad %}", naam="Buurt <Oost>")
    assert pad.startswith(
        '<nav class="kruimels" aria-label="Kruimelpad"><ol><li><span aria-current="page">Buurt &lt;Oost&gt;'
    )


@pytest.mark.parametrize(
    ("rol", "pad", "hier"),
    [
        (Rol.LABELBEHEERDER, "/beheer/", [("page", "Beheer")]),
        (Rol.LABELBEHEERDER, "/organisaties/7/", [("true", "Beheer")]),
        (Rol.LABELBEHEERDER, "/organisaties/7/mensen/", [("true", "Beheer")]),
        (Rol.LABELBEHEERDER, "/mensen/", [("true", "Beheer")]),
        (Rol.LABELBEHEERDER, "/inlogdiensten/7/", [("true", "Beheer")]),
        (Rol.LABELBEHEERDER, "/belangen/register/", [("true", "Beheer")]),
        (Rol.LABELBEHEERDER, "/trajecten/", [("page", "Trajecten")]),
        (Rol.LABELBEHEERDER, "/profiel/", []),
        (Rol.BEHEERDER, "/organisaties/7/mensen/uitnodigingen/", [("true", "Mensen")]),
        (Rol.BEHEERDER, "/organisatie/wijzigen/", [("true", "Organisatie")]),
        (Rol.BEHEERDER, "/inlogdiensten/", [("true", "Organisatie")]),
        (Rol.TOETSER, "/belangen/", []),
        (Rol.COMMISSIELID, "/vergaderingen/", [("page", "Vergaderingen")]),
        (Rol.SECRETARIS, "/agendapunten/7/", [("true", "Vergaderingen")]),
    ],
)
def test_the_menu_shows_under_which_item_a_page_belongs(rol, pad, hier):
    html = gemaakt("{% hoofdmenu %}", pad=pad, wie=Lidmaatschap(rol=rol))
    assert re.findall(r'aria-current="(\w+)">([^<]+)<', html) == hier


@pytest.mark.parametrize(("werkdagen", "klasse"), [(8, "termijn"), (3, "termijn dichtbij"), (-1, "termijn voorbij")])
def test_a_term_looks_near_from_three_working_days(werkdagen, klasse):
    html = gemaakt(
        '{% include "onderdelen/termijn.html" with datum=dag werkdagen=werkdagen only %}',
        dag=timezone.localdate() + timedelta(days=werkdagen),
        werkdagen=werkdagen,
    )
    assert f'<p class="{klasse}">' in html
    assert f"{opmaak.nog(werkdagen)}</small>" in html


def test_a_passed_term_says_since_when_also_on_the_free_day_after_it(monkeypatch):
    vrijdag, zaterdag = date(2026, 11, 27), date(2026, 11, 28)
    monkeypatch.setattr(timezone, "localdate", lambda: zaterdag)
    html = gemaakt('{% include "onderdelen/termijn.html" with datum=dag werkdagen=0 only %}', dag=vrijdag)
    assert 'class="termijn voorbij"' in html
    assert "te laat sinds zaterdag 28 november</small>" in html


def test_a_state_without_a_look_of_its_own_still_has_its_word():
    assert "Nog geen oordeel" in gemaakt('{% status "" "Nog geen oordeel" %}')
    assert 'class="status aan-u"' in gemaakt('{% status "wederhoor" "Wederhoor" aan_u=True %}')


class Verhaal(forms.Form):
    verhaal = Schrijfveld(label="Vertel een verhaal", help_text="Gebruik geen namen.")


def test_a_writing_surface_tells_the_script_where_and_from_which_text():
    form = Verhaal(initial={"verhaal": "Regel een\nregel twee"})
    html = gemaakt('{% schrijven veld bewaren="/bewaar/" %}', veld=form["verhaal"])
    assert 'data-sleutel="7:/bewaar/:verhaal" data-bewaren="/bewaar/" data-veld="verhaal"' in html
    basis = vingerafdruk("Regel een\nregel twee")
    assert f'data-basis="{basis}"' in html
    assert f'<input type="hidden" name="verhaal_basis" value="{basis}">' in html
    assert 'aria-describedby="id_verhaal_helptext id_verhaal_stand"' in html
    assert "data-onbewaard" not in html


def test_a_refused_text_is_not_yet_saved():
    form = Verhaal({"verhaal": "nieuw"}, initial={"verhaal": "oud"})
    html = gemaakt('{% schrijven veld bewaren="/bewaar/" %}', veld=form["verhaal"])
    assert " data-onbewaard>" in html
    assert f'data-basis="{vingerafdruk("oud")}"' in html


def test_a_closed_writing_surface_can_be_read_only():
    form = Verhaal(initial={"verhaal": "oud"})
    html = gemaakt('{% schrijven veld bewaren="/bewaar/" dicht="Ingediend op 11 september." %}', veld=form["verhaal"])
    assert " readonly" in html
    assert "Ingediend op 11 september." in html
    assert "data-bewaren" not in html


# ---- files


def test_every_icon_in_use_is_in_the_sprite():
    in_sjablonen = re.compile(r'{% ic "([\w-]+)" %}|\bteken="([\w-]+)"|iconen\.svg" %}#i-([\w-]+)')
    in_scripts = re.compile(r'(?:icoon\([\w.]+,|(?:toon|opnieuw|mislukt)\(\s*"\w*",)\s*"([\w-]+)"')
    gebruikt = {teken for _, teken in [*onderdelen.STANDEN.values(), onderdelen.NOG_NIETS]}
    for sjabloon in SJABLONEN:
        gebruikt |= {"".join(vondst) for vondst in in_sjablonen.findall(sjabloon.read_text())}
    gebruikt |= set(in_scripts.findall((STATISCH / "js/schrijven.js").read_text()))
    assert {"people", "wifi-off", "check-circle", "merk"} <= gebruikt
    assert gebruikt <= TEKENS


def test_every_file_that_a_style_sheet_names_exists():
    for blad in [*(STATISCH / "css").glob("*.css"), *(STATISCH / "pdf").glob("*.css")]:
        for naam in re.findall(r'url\(["\']?((?!data:)[^"\')]+)', blad.read_text()):
            assert (blad.parent / naam).exists(), f"{blad.name}: {naam}"


def test_every_style_sheet_is_linked_and_every_static_file_in_a_template_exists():
    genoemd = {naam for een in SJABLONEN for naam in re.findall(r'{% static "([^"]+)" %}', een.read_text())}
    assert {f"css/{blad.name}" for blad in (STATISCH / "css").glob("*.css")} <= genoemd
    assert [naam for naam in genoemd if not finders.find(naam)] == []
