"""The built-in painter: watercolour by numpy and OpenCV, no model and no network."""
