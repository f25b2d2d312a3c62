"""The widgets that screens and dialogs are made of."""
