"""Moving to a newer version of the questionnaire: the notice that offers it, and the dialog that shows what it does."""
