"""What the grammar of a sentence says about a name in it: pure functions of the text and of where people are named."""
