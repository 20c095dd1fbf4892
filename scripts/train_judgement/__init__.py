"""Label, fit and score what tells own view, stance and type."""
