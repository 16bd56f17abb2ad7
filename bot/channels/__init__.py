"""The chat API and pages, as a Rasa input channel; the hand-over to Rasa's tracker."""
