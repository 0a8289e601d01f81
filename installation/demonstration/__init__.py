"""A fictional forestry enterprise whose history is made with the product's own verbs."""
