"""What a Mutual in need experiences: who may ask, what it is about, how a request stands, in plain words."""
