"""Source documents: reading text files into articles, sections and paragraphs with stable anchors."""
