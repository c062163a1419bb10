from itertools import groupby


def normkeuzes(normen, sleutel="pk"):
    """Choices of norms as short as a chip, by part; `normen` are in their order, with their part. `sleutel`: what is chosen."""
    return [
        (onderdeel.titel, [(getattr(norm, sleutel), f"{norm.nummer} {norm.kort}") for norm in van_onderdeel])
        for onderdeel, van_onderdeel in groupby(normen, lambda norm: norm.onderdeel)
    ]
