"""What editors use at their desk, before anything is published."""
