"""Practice on invented people: the line over every page, and the guide through the whole round."""
