"""The CP-SAT twin of every rule of the catalogue, one a file under the same name.

A twin refuses pairs of person and duty beforehand (``refuses``; `refusals` names those rules), or adds to the
model (``add``; `building` calls it). `model` is what they add to.
"""
