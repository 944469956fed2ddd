"""What workers import and scripts run is no module of tests."""

collect_ignore = ["plans"]
