"""From stored articles to a draft course for a person: lessons, key points, objectives, tier and suggested questions."""
