"""What the pages about talking to the market show: questions and answers, documents, what a person follows."""
