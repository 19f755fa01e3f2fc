"""What is shown: one `ReportModel`, one writer per format; no writer reads the store and none needs the window."""
