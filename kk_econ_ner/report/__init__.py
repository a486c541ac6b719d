"""Entity rows as one page that opens offline, for a reader who runs no Python.

`kk_econ_ner.report.digest` gathers what is shown, `kk_econ_ner.report.render` makes the page of it.
"""
