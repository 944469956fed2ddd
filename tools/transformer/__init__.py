"""The network of the models made here, its conversion and packing; needs PyTorch."""
