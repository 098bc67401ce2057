"""What happens when an opportunity is decided and afterwards: outcomes, feedback, joint reviews, notices elsewhere."""
