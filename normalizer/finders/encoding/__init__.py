"""Text that was decoded or escaped wrongly."""
