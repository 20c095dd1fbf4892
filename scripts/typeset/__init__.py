"""The example corpus: a labelled source per answer becomes a PDF and its gold labels."""
