"""The reference on the site, made from the code: `python -m tests.reference` writes it, a test holds it."""
