"""The CP-SAT twin of every rule of the catalogue, one a file under the same name.

A twin refuses pairs of person and duty beforehand (``refuses``, listed in `refusals`), or adds to the model
(``add``, listed in `building`). `model` is what they add to.
"""
