"""What a trained machine is good for: naming by shortest description, pre-training."""
