"""All together: keys, references both ways, translations, links, states."""
