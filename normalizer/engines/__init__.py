"""Offline translation engines behind one protocol, and the store of their models."""
