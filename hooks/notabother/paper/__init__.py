"""Cards, decks, coach sheets and pictures: planned, measured, set."""
