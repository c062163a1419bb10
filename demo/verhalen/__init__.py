"""Two stories per norm for the self-evaluations of the demo, by the key of the norm.

Written for this example. Between braces stands what differs per organisation: {plek}, {buurt}, {plaats}, {activiteit}, {partner}.
"""

from demo.verhalen import dienstverlening, organisatie, vakmanschap

VERHALEN = vakmanschap.VERHALEN | dienstverlening.VERHALEN | organisatie.VERHALEN
