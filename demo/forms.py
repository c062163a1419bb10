from django import forms


class Mailfilter(forms.Form):
    zoek = forms.CharField(label="E-mailadres", max_length=254, required=False, widget=forms.SearchInput)
