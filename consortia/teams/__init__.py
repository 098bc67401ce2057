"""Teams for one opportunity: from what organisations show, through composing, to what the page says."""
