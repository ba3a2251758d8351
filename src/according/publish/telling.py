"""Which attributions tell: under these rules a sentence is somebody's account; others report of a phrase in it only.

"She said that the bridge had fallen" tells; "she called for a bridge", "she condemned the raid" do not.
"""

TELLING = ("report: clause", "report: according to", "report: parataxis", "report: as", "quotation", "label")
"""How the names of such rules begin."""
