"""How a form with headings, rows or a word in between is laid out.

The names stand in the form class (`helper = Indeling(...)`) and the page says `{% crispy form %}`: a field that is added
is either in the layout or in the test that misses it, and never silently off the page.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, LayoutObject
from django.template.loader import render_to_string


class Indeling(FormHelper):
    """The fields of a form, laid out. The <form>, its token and its buttons stand in the page, as with `{{ form|crispy }}`."""

    form_tag = False
    disable_csrf = True

    def __init__(self, *delen):
        super().__init__()
        self.layout = Layout(*delen)


class Deel(Fieldset):
    """Fields below a heading."""

    template = "onderdelen/deel.html"


class Stuk(LayoutObject):
    """A template between the fields, which may show some of them itself (`velden`); it sees what the page sees, and this form as `form`."""

    def __init__(self, sjabloon, *velden):
        self.sjabloon, self.fields = sjabloon, list(velden)

    def render(self, form, context, **_):
        return render_to_string(self.sjabloon, context.flatten() | {"form": form})
