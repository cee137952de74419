"""Building the neural name tagger: encoder, training, export, evaluation."""
