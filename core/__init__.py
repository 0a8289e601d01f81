"""Foundation without a word of the domain: database, clock, errors, forms, files, menus."""
