"""How the shipped language model is made: data, training, measuring, export. Not part of the run-time package."""
