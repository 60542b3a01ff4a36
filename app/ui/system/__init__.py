"""What concerns the program and not a patient: settings, models, quality, first steps, help."""
