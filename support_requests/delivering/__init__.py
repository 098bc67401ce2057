"""Support as it is given: budgets of days, advisers who can be asked, and what the page of a package shows."""
