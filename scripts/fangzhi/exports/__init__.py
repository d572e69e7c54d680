"""What machines take: feeds, citations, linked data, datasets."""
