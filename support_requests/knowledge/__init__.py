"""What the programme has learnt: case studies, guides, templates, tools and pilots."""
