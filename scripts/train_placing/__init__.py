"""Training of what weighs the evidence for a synpunkt belonging to a theme."""
