"""The neural engine: the network, how text goes into it, and what it says of spans and pairs of them."""
