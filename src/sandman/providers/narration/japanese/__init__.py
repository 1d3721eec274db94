"""What every voice must know of Japanese: its kana, its dictionary, its words."""
