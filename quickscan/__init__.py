"""The QuickScan: its questions as data, what the answers add up to, and how that is drawn."""
