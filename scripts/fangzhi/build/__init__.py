"""How the site is made: plan, engines, fixity, and the builder that carries it out."""
