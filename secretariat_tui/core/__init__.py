"""What every other package may use: money and dates, text, errors, language. It imports nothing of ours."""
