"""예산: accounts, appropriations, opening totals and expenses."""
