"""What an archive is made of: dates, articles, authority files, and what can be wrong with them."""
