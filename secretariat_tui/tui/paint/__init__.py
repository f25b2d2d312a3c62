"""Text, charts and colours as styled lines. Nothing here imports Textual."""
