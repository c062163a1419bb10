from itertools import groupby


def normkeuzes(normen):
    """Choices of norms as short as a chip, by part; `normen` are in their order, with their part."""
    return [
        (onderdeel.titel, [(norm.pk, f"{norm.nummer} {norm.kort}") for norm in van_onderdeel])
        for onderdeel, van_onderdeel in groupby(normen, lambda norm: norm.onderdeel)
    ]
